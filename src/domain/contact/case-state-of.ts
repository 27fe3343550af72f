import type { Instant } from '../calendar/instant.js';
import type { CaseEvent, OutcomeRecorded } from './case-event.js';
import type { CaseState, Dial, NumberState } from './case-state.js';
import { CASE_STATUS_TABLE, caseStatusAfter, type CaseStep } from './case-status.js';
import type { Outcome } from './outcome.js';
import { OUTCOMES } from './outcome-table.js';
import { stepOfOutcome } from './outcome-step.js';
import { standingHistory } from './standing-history.js';

type EventOf<Kind extends CaseEvent['kind']> = Extract<CaseEvent, { kind: Kind }>;

const NEW_CASE: CaseState = {
  status: 'unreleased',
  releasedAt: null,
  changedAt: null,
  dials: [],
  addedAttempts: 0,
  extendedAt: null,
  numbers: [],
  heldBy: null,
  appointment: null,
  lastOutcome: null,
  refusedTo: [],
  lastRefusalAt: null,
  interviewStartedAt: null,
  resumesTried: 0,
  language: null,
  isPaused: false,
  assignedTo: null,
  exclusionReason: null,
  ignoredEvents: 0,
};

/**
 * The state of a case, derived from its history alone: the same history always gives the same state. An outcome
 * that was undone is left out as if it had never been recorded, with the appointment that came with it; the
 * dial stays. An entry that cannot follow is counted in `ignoredEvents` and changes nothing else.
 * @param history all entries of one case in the order in which they were written
 * @example caseStateOf([{ kind: 'case_released', at: '2026-04-01T07:00:00.000Z' }]).status // 'fresh'
 */
export function caseStateOf(history: readonly CaseEvent[]): CaseState {
  return standingHistory(history).reduce(afterEvent, NEW_CASE);
}

type Happens = {
  readonly [Kind in CaseEvent['kind']]: (state: CaseState, event: EventOf<Kind>) => CaseState;
};

const HAPPENS: Happens = {
  case_released: (state, { at }) => move(state, 'release', at, { releasedAt: at }),
  numbers_listed: afterNumbersListed,
  attempt_started: afterHandling,
  attempt_ended: afterHandling,
  call_placed: afterCallPlaced,
  outcome_recorded: afterOutcome,
  outcome_undone: (state, { at }) => ({ ...state, changedAt: at }),
  appointment_made: (state, { at, appointment }) => move(state, 'appoint', at, { appointment }),
  appointment_cancelled: afterAppointmentCancelled,
  interview_started: (state, { at }) =>
    move(state, 'start_interview', at, { interviewStartedAt: at, resumesTried: 0, appointment: null }),
  conversion_decided: (state, { at, isAllowed }) =>
    move(state, isAllowed ? 'allow_conversion' : 'refuse', at),
  attempts_extended: afterExtension,
  case_paused: (state, { at }) => ({ ...state, isPaused: true, changedAt: at }),
  case_resumed: (state, { at }) => ({ ...state, isPaused: false, changedAt: at }),
  // Nothing is due at another moment because of it, so the moment of the last change stays.
  case_assigned: (state, { interviewerId }) => ({ ...state, assignedTo: interviewerId }),
  case_taken_back: (state) => state,
  action_undone: (state) => state,
  case_given_up: (state, { at, isEnough }) =>
    move(state, isEnough === true ? 'complete_partly' : 'give_up', at),
  case_excluded: (state, { at, reason }) => move(state, 'exclude', at, { exclusionReason: reason }),
  consent_withdrawn: (state, { at }) => move(state, 'withdraw', at),
};

/**
 * The state of a case after one more entry that takes nothing back.
 * @param state the state before it
 * @param event the entry; not an outcome that is undone, which changes what was before
 * @example caseStateAfter(state, { kind: 'case_paused', at }).isPaused // true
 */
export function caseStateAfter(
  state: CaseState,
  event: Exclude<CaseEvent, { kind: 'outcome_undone' | 'action_undone' }>,
): CaseState {
  return afterEvent(state, event);
}

function afterEvent(state: CaseState, event: CaseEvent): CaseState {
  // The table has for each kind the function of that kind; the compiler cannot join the two.
  const happen = HAPPENS[event.kind] as (state: CaseState, event: CaseEvent) => CaseState;
  return happen(state, event);
}

function afterCallPlaced(
  state: CaseState,
  { at, attemptId, callId, numberId }: EventOf<'call_placed'>,
): CaseState {
  return {
    ...state,
    changedAt: at,
    dials: [...state.dials, { at, attemptId, callId, numberId, outcome: null }],
  };
}

function afterHandling(state: CaseState, event: EventOf<'attempt_started' | 'attempt_ended'>): CaseState {
  if (event.kind === 'attempt_ended' && state.heldBy?.attemptId !== event.attemptId) return state;
  // Whoever had the case before is gone: an interview that was still open has broken off.
  const left = state.status === 'interviewing' ? move(state, 'break_off', event.at) : state;
  return { ...left, heldBy: event.kind === 'attempt_ended' ? null : holder(event) };
}

function holder({ attemptId, interviewerId, at }: EventOf<'attempt_started'>): CaseState['heldBy'] {
  return { attemptId, interviewerId, since: at };
}

function afterNumbersListed(state: CaseState, event: EventOf<'numbers_listed'>): CaseState {
  const failed = new Set(state.numbers.filter(({ isFailed }) => isFailed).map(({ numberId }) => numberId));
  const numbers = event.numbers.map((number) => ({
    ...number,
    isFailed: failed.has(number.numberId) && number.numberId !== event.givenNumberId,
  }));
  const isReachableAgain = state.status === 'unreachable' && numbers.some(({ isFailed }) => !isFailed);
  return isReachableAgain
    ? move(state, 'reopen', event.at, { numbers })
    : { ...state, numbers, changedAt: event.at };
}

function afterAppointmentCancelled(
  state: CaseState,
  { at, appointmentId }: EventOf<'appointment_cancelled'>,
): CaseState {
  if (state.appointment?.appointmentId !== appointmentId) return ignored(state);
  // Whoever refused softly and rang back is not called without a decision once that call is off.
  const isAfterRefusal = state.status === 'appointment' && state.lastRefusalAt !== null;
  return move(state, isAfterRefusal ? 'refuse_softly' : 'retry', at, { appointment: null });
}

function afterExtension(state: CaseState, { at, by }: EventOf<'attempts_extended'>): CaseState {
  const extended = { ...state, addedAttempts: state.addedAttempts + by, extendedAt: at, changedAt: at };
  return state.status === 'not_reached' ? move(extended, 'reopen', at) : extended;
}

function afterOutcome(state: CaseState, event: OutcomeRecorded & { readonly at: Instant }): CaseState {
  const outcome = OUTCOMES[event.code];
  const dials = state.dials.map((dial) =>
    dial.callId === event.callId ? { ...dial, outcome: event.code } : dial,
  );
  const numbers =
    outcome.followUp === 'next_number' ? withoutNumber(state.numbers, numberOf(dials, event)) : state.numbers;
  const step = stepOfOutcome(outcome, {
    hasAppointment: event.appointment !== null,
    hasRefusedBefore: state.lastRefusalAt !== null,
    hasNumberLeft: numbers.some(({ isFailed }) => !isFailed),
  });
  if (step === null) return ignored(state);
  const { outcomeId, code, at, attemptId, interviewerId } = event;
  return move(state, step, at, {
    dials,
    numbers,
    lastOutcome: { outcomeId, code, at, attemptId, interviewerId },
    appointment: event.appointment,
    ...refusalOf(state, event, outcome),
    resumesTried: state.resumesTried + Number(state.status === 'broken_off' && outcome.countsAsAttempt),
    language: event.language ?? state.language,
    assignedTo: endsAssignment(event, outcome) ? null : state.assignedTo,
    exclusionReason: outcome.group === 'excluded' ? 'onveilig' : state.exclusionReason,
  });
}

/** Who was refused, or does not speak the language, is not the one to call again. */
function endsAssignment({ language }: OutcomeRecorded, { followUp }: Outcome): boolean {
  return followUp === 'refusal_conversion' || language !== null;
}

function refusalOf(
  state: CaseState,
  { at, interviewerId }: OutcomeRecorded & { readonly at: Instant },
  { group, followUp }: Outcome,
): Pick<CaseState, 'refusedTo' | 'lastRefusalAt'> {
  if (group !== 'R' || followUp === 'resume')
    return { refusedTo: state.refusedTo, lastRefusalAt: state.lastRefusalAt };
  return { refusedTo: [...state.refusedTo, interviewerId], lastRefusalAt: at };
}

function numberOf(dials: readonly Dial[], { callId }: OutcomeRecorded): string | null {
  return dials.find((dial) => dial.callId === callId)?.numberId ?? null;
}

function withoutNumber(numbers: readonly NumberState[], numberId: string | null): readonly NumberState[] {
  return numbers.map((number) => (number.numberId === numberId ? { ...number, isFailed: true } : number));
}

function move(state: CaseState, step: CaseStep, at: Instant, change: Partial<CaseState> = {}): CaseState {
  const status = caseStatusAfter(state.status, step);
  if (status === null) return ignored(state);
  const appointment = CASE_STATUS_TABLE[status].isFinal ? { appointment: null } : {};
  return { ...state, ...change, ...appointment, status, changedAt: at };
}

function ignored(state: CaseState): CaseState {
  return { ...state, ignoredEvents: state.ignoredEvents + 1 };
}
