import type { CivilDate } from '../calendar/civil-date.js';
import { type Instant, localTime } from '../calendar/instant.js';
import { exclusionReasonTable } from '../checks/exclusion-reason.js';
import type { Appointment, CaseNumber, ExclusionReason } from './case-event.js';
import { CASE_STATUS_TABLE, type CaseStatus } from './case-status.js';
import type { OutcomeCode, RateGroup } from './outcome.js';
import { OUTCOMES } from './outcome-table.js';

/** One number that was dialled, and what came of it. */
export interface Dial {
  readonly at: Instant;
  readonly attemptId: string;
  readonly callId: string;
  readonly numberId: string;
  /** `null` as long as nobody wrote down what came of it, for example after a crash. */
  readonly outcome: OutcomeCode | null;
}

/** What was recorded last. */
export interface LastOutcome {
  readonly outcomeId: string;
  readonly code: OutcomeCode;
  readonly at: Instant;
  readonly attemptId: string;
  readonly interviewerId: string;
}

/** A number of the case and whether it turned out to be of no use. */
export interface NumberState extends CaseNumber {
  readonly isFailed: boolean;
}

/** All that follows from the history of a case. */
export interface CaseState {
  readonly status: CaseStatus;
  readonly releasedAt: Instant | null;
  /** Moment of the last entry that changes when the case is due. */
  readonly changedAt: Instant | null;
  /** Everything dialled, in the order of time. */
  readonly dials: readonly Dial[];
  /** Attempts that a supervisor added. */
  readonly addedAttempts: number;
  /** When a supervisor added attempts last. */
  readonly extendedAt: Instant | null;
  readonly numbers: readonly NumberState[];
  /** Who has the case in hand; `null` when nobody has. */
  readonly heldBy: {
    readonly attemptId: string;
    readonly interviewerId: string;
    readonly since: Instant;
  } | null;
  readonly appointment: Appointment | null;
  readonly lastOutcome: LastOutcome | null;
  /** Interviewers to whom somebody refused softly; they do not call for the conversion. */
  readonly refusedTo: readonly string[];
  readonly lastRefusalAt: Instant | null;
  /** When the interview began, or was resumed last. */
  readonly interviewStartedAt: Instant | null;
  /** Attempts that led to nothing since then. */
  readonly resumesTried: number;
  /** Language that an interviewer must speak; `null` for the language of the study. */
  readonly language: string | null;
  readonly isPaused: boolean;
  /** The only interviewer who gets the case; `null` for everybody. */
  readonly assignedTo: string | null;
  readonly exclusionReason: ExclusionReason | null;
  /** Entries that could not follow from the status then. Other than 0 is a fault to look into. */
  readonly ignoredEvents: number;
}

/**
 * Who makes the call that was agreed: the interviewer to whom the case is assigned, or else who agreed it.
 * @returns `null` when there is no appointment, or anybody may make it
 * @example appointmentOwner({ assignedTo: 'e2', appointment: { ...appointment, interviewerId: 'e1' } }) // 'e2'
 */
export function appointmentOwner({
  appointment,
  assignedTo,
}: Pick<CaseState, 'appointment' | 'assignedTo'>): string | null {
  return appointment === null ? null : (assignedTo ?? appointment.interviewerId);
}

/** Whether nothing more happens with a case, save an exclusion or withdrawal. */
export function isFinal(state: CaseState): boolean {
  return CASE_STATUS_TABLE[state.status].isFinal;
}

/**
 * Dials that count for the limits. A dial without an outcome counts: it may have rung.
 * @param on a day in Amsterdam; without it all days count
 * @example countedDials(state, '2026-04-01').length // dials today
 */
export function countedDials(state: CaseState, on?: CivilDate): readonly Dial[] {
  return state.dials.filter(
    (dial) => countsAsAttempt(dial) && (on === undefined || localTime(dial.at).date === on),
  );
}

/** How many attempts were made in which a number was dialled that counts. */
export function attemptsMade(state: CaseState): number {
  return new Set(countedDials(state).map(({ attemptId }) => attemptId)).size;
}

/** How many dials ended in one outcome on a day in Amsterdam. */
export function dialsWithOutcome(state: CaseState, code: OutcomeCode, on: CivilDate): number {
  return state.dials.filter((dial) => dial.outcome === code && localTime(dial.at).date === on).length;
}

/** Whether the case is among the persons approached: in the field, dialled, and not taken out. */
export function isApproached(state: CaseState): boolean {
  const isOut = state.status === 'excluded' || state.status === 'withdrawn';
  return state.releasedAt !== null && state.dials.length > 0 && !isOut;
}

/**
 * Where a case counts in the rates now.
 * @returns the group; `null` for a case that was never released
 * @example rateGroup(state) // 'open' while work goes on
 */
export function rateGroup(state: CaseState): RateGroup | null {
  return state.status === 'not_reached' ? rateGroupIfClosed(state) : groupOfStatus(state);
}

/** Whoever had no help in the report year was never in the population: that is no exclusion. */
function groupOfStatus({ status, exclusionReason: reason }: CaseState): RateGroup | null {
  const isOutside = status === 'excluded' && reason !== null && reason !== 'onveilig';
  if (isOutside && exclusionReasonTable[reason].effect === 'not_eligible') return 'NE';
  return CASE_STATUS_TABLE[status].group;
}

/**
 * Where a case would count if fieldwork ended now. A refusal or break-off weighs more than later silence; a case
 * that was never dialled is of unknown eligibility (AAPOR 3.11). Whether an interview that broke off is enough for a
 * partial one is for its answers to say, when the case is closed.
 * @returns the group; `null` for a case that was never released
 */
export function rateGroupIfClosed(state: CaseState): RateGroup | null {
  const { isFinal: isDone } = CASE_STATUS_TABLE[state.status];
  const group = groupOfStatus(state);
  if (state.status === 'unreleased' || (isDone && group !== null)) return group;
  if (state.lastRefusalAt !== null || state.interviewStartedAt !== null) return 'R';
  if (state.status === 'language_queue') return 'O';
  return state.status === 'appointment' ? 'NC' : groupOfSilence(state.dials);
}

function groupOfSilence(dials: readonly Dial[]): RateGroup {
  const groups = dials.map(({ outcome }) => (outcome === null ? 'NC' : OUTCOMES[outcome].group));
  if (groups.length === 0) return 'UH';
  const heard = groups.filter((group) => group !== 'UH' && group !== 'UO');
  return heard.length > 0 ? 'NC' : (groups.at(-1) ?? 'UH');
}

function countsAsAttempt({ outcome }: Dial): boolean {
  return outcome === null || OUTCOMES[outcome].countsAsAttempt;
}
