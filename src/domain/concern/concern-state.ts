/** How far a care concern (zorgsignaal) is. */
export const CONCERN_STATES = ['new', 'in_hand', 'settled'] as const;

export type ConcernState = (typeof CONCERN_STATES)[number];

/** How each state is called on the screen. */
export const CONCERN_STATE_LABELS: Readonly<Record<ConcernState, string>> = {
  new: 'nieuw',
  in_hand: 'in behandeling',
  settled: 'afgehandeld',
};

/** What a supervisor can do with a concern. */
export const CONCERN_STEPS = ['take_in_hand', 'note', 'settle', 'reopen'] as const;

export type ConcernStep = (typeof CONCERN_STEPS)[number];

/**
 * The only moves. A concern is settled by somebody who took it in hand, so that it never counts as settled unread; a
 * note changes nothing.
 */
const TRANSITIONS: Readonly<Record<ConcernState, Partial<Readonly<Record<ConcernStep, ConcernState>>>>> = {
  new: { take_in_hand: 'in_hand' },
  in_hand: { note: 'in_hand', settle: 'settled' },
  settled: { reopen: 'in_hand' },
};

/**
 * The state of a concern after a step.
 * @param state the state now
 * @param step what a supervisor wants to do
 * @returns the next state, or `null` when the step is not possible now
 * @example concernStateAfter('new', 'settle') // null
 */
export function concernStateAfter(state: ConcernState, step: ConcernStep): ConcernState | null {
  return TRANSITIONS[state][step] ?? null;
}

/**
 * The steps that are possible now, in the order of the page.
 * @example concernStepsFrom('in_hand') // ['note', 'settle']
 */
export function concernStepsFrom(state: ConcernState): readonly ConcernStep[] {
  return CONCERN_STEPS.filter((step) => concernStateAfter(state, step) !== null);
}

/**
 * Whether a step needs a note: what was done must be on paper before a concern is settled or opened again.
 * @example needsNote('take_in_hand') // false
 */
export function needsNote(step: ConcernStep): boolean {
  return step !== 'take_in_hand';
}
