import type { OutcomeCode } from '../contact/outcome.js';

/** What the other end of a line did, as a telephone network or the simulator can tell. */
export const LINE_RESULTS = [
  'answered',
  'no_answer',
  'answering_machine',
  'busy',
  'not_in_service',
  'failed',
  'hung_up',
] as const;

export type LineResult = (typeof LINE_RESULTS)[number];

/** How each result is called on the screen. */
export const LINE_RESULT_LABELS: Readonly<Record<LineResult, string>> = {
  answered: 'opgenomen',
  no_answer: 'niet opgenomen',
  answering_machine: 'voicemail',
  busy: 'bezet',
  not_in_service: 'buiten gebruik',
  failed: 'mislukt',
  hung_up: 'opgehangen voordat iemand opnam',
};

/** The provider's word for where one leg of a call is. */
export const LEG_STATUSES = [
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'no-answer',
  'failed',
  'canceled',
] as const;

export type LegStatus = (typeof LEG_STATUSES)[number];

/** One report of the provider about a leg. They come late, twice, in any order, or not at all. */
export interface LegReport {
  readonly status: LegStatus;
  /** Length of the conversation in whole seconds, once it has ended. */
  readonly seconds: number | null;
  /** The answer code of the telephone network (SIP), when the call did not come about. */
  readonly networkCode: number | null;
}

/** What all reports about a leg come to. */
export interface LegState {
  readonly status: LegStatus;
  readonly hasEnded: boolean;
  readonly seconds: number | null;
  readonly result: LineResult | null;
}

const ENDED: readonly LegStatus[] = ['completed', 'busy', 'no-answer', 'failed', 'canceled'];

/** The network says that the number leads nowhere: not found, gone, incomplete, unassigned. */
const DEAD_NUMBER_CODES: readonly number[] = [404, 410, 484, 604];

/** Whether nothing more follows after this status. */
function isEndOfLeg(status: LegStatus): boolean {
  return ENDED.includes(status);
}

/** Reads the provider's word for a status; `null` when it is not one of its words. */
export function readLegStatus(word: string): LegStatus | null {
  // A status callback says "answered" where the call itself says "in-progress".
  if (word === 'answered') return 'in-progress';
  return LEG_STATUSES.find((status) => status === word) ?? null;
}

/**
 * Where a leg of a call is, from all reports about it: the furthest one counts, whatever order they came in.
 * @param reports in any order, repeated or with gaps; at least one
 * @returns the status, the seconds of conversation, and what the other end did as far as that is known
 * @throws RangeError without a report
 * @example legStateOf([{ status: 'busy', seconds: null, networkCode: 486 }]).result // 'busy'
 */
export function legStateOf(reports: readonly LegReport[]): LegState {
  const furthest = reports.toSorted((one, other) => rankOf(other.status) - rankOf(one.status))[0];
  if (furthest === undefined) throw new RangeError('a leg has a report');
  const lengths = reports.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]));
  const codes = reports.flatMap(({ networkCode }) => (networkCode === null ? [] : [networkCode]));
  const hasAnswered = reports.some(({ status }) => status === 'in-progress' || status === 'completed');
  return {
    status: furthest.status,
    hasEnded: isEndOfLeg(furthest.status),
    seconds: lengths.length === 0 ? null : Math.max(...lengths),
    result: resultOf(furthest.status, codes, hasAnswered),
  };
}

function rankOf(status: LegStatus): number {
  return isEndOfLeg(status) ? ENDED.length + LEG_STATUSES.length : LEG_STATUSES.indexOf(status);
}

const RESULTS: Readonly<Record<LegStatus, LineResult | null>> = {
  queued: null,
  initiated: null,
  ringing: null,
  'in-progress': 'answered',
  completed: 'answered',
  busy: 'busy',
  'no-answer': 'no_answer',
  failed: 'failed',
  canceled: 'hung_up',
};

function resultOf(status: LegStatus, codes: readonly number[], hasAnswered: boolean): LineResult | null {
  if (hasAnswered) return 'answered';
  const isDead = codes.some((code) => DEAD_NUMBER_CODES.includes(code));
  return status === 'failed' && isDead ? 'not_in_service' : RESULTS[status];
}

/**
 * Whether the telephone at the other end rang, or was busy or dead, and nobody spoke: then what came of it is written
 * down before it may ring once more. A line that failed, or was lost after somebody answered, may be tried again.
 * @param reports about one leg to the respondent, in any order
 * @example hasRungInVain([{ status: 'no-answer', seconds: null, networkCode: null }]) // true
 */
export function hasRungInVain(reports: readonly LegReport[]): boolean {
  if (reports.length === 0) return false;
  const { result } = legStateOf(reports);
  if (result === null || result === 'hung_up') return reports.some(({ status }) => status === 'ringing');
  return IN_VAIN.includes(result);
}

const IN_VAIN: readonly LineResult[] = ['no_answer', 'busy', 'not_in_service'];

const SUGGESTIONS: Readonly<Record<LineResult, OutcomeCode | null>> = {
  answered: null,
  no_answer: 'no_answer',
  answering_machine: 'voicemail',
  busy: 'busy',
  not_in_service: 'not_in_service',
  failed: 'call_failed',
  // The interviewer let it ring and hung up.
  hung_up: 'no_answer',
};

/**
 * The outcome that a result points to. It only pre-fills: the interviewer decides.
 * @returns `null` when somebody answered: then only the interviewer knows
 * @example suggestedOutcome('busy') // 'busy'
 */
export function suggestedOutcome(result: LineResult): OutcomeCode | null {
  return SUGGESTIONS[result];
}

/** Outcomes for which somebody must have been on the line. */
const NEED_A_CONVERSATION: readonly OutcomeCode[] = [
  'other_person',
  'appointment_hard',
  'appointment_soft',
  'refusal_soft',
  'refusal_hard',
  'refusal_parent',
  'broken_off',
  'partial',
  'complete',
  'language_barrier',
  'unable',
];

/** Outcomes that cannot be true after minutes of conversation. */
const NEED_SILENCE: readonly OutcomeCode[] = ['no_answer', 'busy', 'call_failed', 'not_in_service'];

/** From here on a conversation is too long for silence: an announcement or voicemail text is shorter. */
const CONVERSATION_SECONDS = 90;

/** An interview cannot be shorter than this. */
const INTERVIEW_SECONDS = 60;

/** How an outcome and what the provider measured do not agree. */
export const CONTRADICTIONS = [
  'spoken_without_line',
  'interview_too_short',
  'silence_with_conversation',
] as const;

export type Contradiction = (typeof CONTRADICTIONS)[number];

/** What each means, on a page. */
export const CONTRADICTION_TEXTS: Readonly<Record<Contradiction, string>> = {
  spoken_without_line: 'Volgens de uitkomst is er gesproken, maar er was geen verbinding.',
  interview_too_short: 'Een voltooid interview in minder dan een minuut.',
  silence_with_conversation: 'Volgens de uitkomst is niemand gesproken, maar er was een gesprek.',
};

/**
 * Whether the outcome that was recorded agrees with what the provider measured.
 * @param outcome what the interviewer recorded of the call
 * @param seconds conversation that the provider measured, all legs of the respondent together
 * @returns how they disagree, or `null`
 * @example contradictionOf('complete', 0) // 'spoken_without_line'
 */
export function contradictionOf(outcome: OutcomeCode, seconds: number): Contradiction | null {
  if (NEED_A_CONVERSATION.includes(outcome) && seconds === 0) return 'spoken_without_line';
  if (outcome === 'complete' && seconds < INTERVIEW_SECONDS) return 'interview_too_short';
  if (NEED_SILENCE.includes(outcome) && seconds >= CONVERSATION_SECONDS) return 'silence_with_conversation';
  return null;
}
