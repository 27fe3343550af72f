import type { OutcomeCode } from '../contact/outcome.js';

/** What a call can come to, in the few kinds in which calls are compared; in the order of the page. */
export const CALL_RESULTS = [
  'interview',
  'refusal',
  'break_off',
  'appointment',
  'other_contact',
  'no_contact',
  'number',
] as const;

export type CallResult = (typeof CALL_RESULTS)[number];

/** What a call came to, in Dutch. */
export const CALL_RESULT_LABELS: Readonly<Record<CallResult, string>> = {
  interview: 'Interview',
  refusal: 'Weigering',
  break_off: 'Afgebroken',
  appointment: 'Afspraak',
  other_contact: 'Ander contact',
  no_contact: 'Geen contact',
  number: 'Nummer of lijn',
};

/** How many calls came to what. */
export type CallMix = Readonly<Record<CallResult, number>>;

/**
 * What a call came to.
 * @param outcome as it stands after corrections; `null` when nobody wrote down what came of the call
 * @returns `null` for what is no outcome of a call
 * Source: the groups of the AAPOR Standard Definitions, with the open appointment apart.
 * @example callResultOf('voicemail') // 'no_contact'
 */
export function callResultOf(outcome: OutcomeCode): CallResult | null {
  return RESULTS[outcome];
}

const RESULTS: Readonly<Record<OutcomeCode, CallResult | null>> = {
  no_answer: 'no_contact',
  busy: 'no_contact',
  voicemail: 'no_contact',
  call_failed: 'number',
  other_person: 'other_contact',
  appointment_hard: 'appointment',
  appointment_soft: 'appointment',
  refusal_soft: 'refusal',
  refusal_hard: 'refusal',
  refusal_parent: 'refusal',
  broken_off: 'break_off',
  partial: 'interview',
  complete: 'interview',
  language_barrier: 'other_contact',
  unable: 'other_contact',
  deceased: 'other_contact',
  wrong_number: 'number',
  not_in_service: 'number',
  not_client_in_year: 'other_contact',
  unsafe_or_secret: 'other_contact',
  duplicate: null,
  care_concern: null,
};

/** A part of a whole, both counted. */
export interface Share {
  readonly part: number;
  readonly whole: number;
}

/** A share that may be shown, or why it is not. */
export type ShownShare = Share | 'few' | 'none';

/** Shares that say how calling goes. */
export const CALL_SHARES = ['contact', 'cooperation', 'refusal'] as const;

export type CallShareName = (typeof CALL_SHARES)[number];

/** Which results make up a share. */
export const SHARE_PARTS: Readonly<
  Record<CallShareName, { readonly part: readonly CallResult[]; readonly whole: readonly CallResult[] }>
> = {
  contact: {
    part: ['interview', 'refusal', 'break_off', 'appointment', 'other_contact'],
    whole: ['interview', 'refusal', 'break_off', 'appointment', 'other_contact', 'no_contact'],
  },
  cooperation: { part: ['interview'], whole: ['interview', 'refusal', 'break_off'] },
  refusal: {
    part: ['refusal'],
    whole: ['interview', 'refusal', 'break_off', 'appointment', 'other_contact'],
  },
};

/** The shares in Dutch: what they are called, and of what they are a part. */
export const CALL_SHARE_TEXTS: Readonly<
  Record<CallShareName, { readonly label: string; readonly definition: string; readonly axis: string }>
> = {
  contact: {
    label: 'Contact',
    definition: 'Contact: er is iemand gesproken, als deel van de telefoontjes over een lijn die werkt.',
    axis: 'aantal telefoontjes over een lijn die werkt',
  },
  cooperation: {
    label: 'Medewerking',
    definition:
      'Medewerking: interviews, als deel van de gesprekken die eindigden in een interview, een weigering of afbreken (COOP4 van AAPOR, per gesprek).',
    axis: 'aantal gesprekken met een interview, een weigering of afbreken',
  },
  refusal: {
    label: 'Weigering',
    definition: 'Weigering: weigeringen, zacht en hard, als deel van alle gesprekken.',
    axis: 'aantal gesprekken',
  },
};

/**
 * One share out of a mix. Contact: somebody was spoken to, of the calls on a line that works. Cooperation: an interview
 * was held, of the conversations that ended in one, in a refusal or in a break-off (COOP4 of AAPOR, per conversation).
 * Refusal: of all conversations.
 * @example callShare({ interview: 3, refusal: 1, break_off: 0, appointment: 2, other_contact: 0, no_contact: 6, number: 1 }, 'cooperation') // { part: 3, whole: 4 }
 */
export function callShare(mix: CallMix, name: CallShareName): Share {
  const { part, whole } = SHARE_PARTS[name];
  return { part: sumOf(mix, part), whole: sumOf(mix, whole) };
}

/**
 * All calls of a mix.
 * @example callsOf(NO_CALLS) // 0
 */
export function callsOf(mix: CallMix): number {
  return sumOf(mix, CALL_RESULTS);
}

export const NO_CALLS: CallMix = {
  interview: 0,
  refusal: 0,
  break_off: 0,
  appointment: 0,
  other_contact: 0,
  no_contact: 0,
  number: 0,
};

/**
 * Several mixes together.
 * @example addMixes([one, other]).interview // of both
 */
export function addMixes(mixes: readonly CallMix[]): CallMix {
  return Object.fromEntries(
    CALL_RESULTS.map((result) => [result, mixes.reduce((sum, mix) => sum + mix[result], 0)]),
  ) as unknown as CallMix;
}

/**
 * The mix of counted outcomes.
 * @param tallies in any order; an outcome may occur more than once
 * @example mixOf([{ outcome: 'busy', count: 2 }]).no_contact // 2
 */
export function mixOf(
  tallies: readonly { readonly outcome: OutcomeCode; readonly count: number }[],
): CallMix {
  const mix: Record<CallResult, number> = { ...NO_CALLS };
  for (const { outcome, count } of tallies) {
    const result = callResultOf(outcome);
    if (result !== null) mix[result] += count;
  }
  return mix;
}

function sumOf(mix: CallMix, results: readonly CallResult[]): number {
  return results.reduce((sum, result) => sum + mix[result], 0);
}
