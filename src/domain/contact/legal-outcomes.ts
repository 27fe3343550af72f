import type { Instant } from '../calendar/instant.js';
import type { ContactRole } from '../consent/consent-record.js';
import { type AskVerdict, type ConsentVerdict, mayCall } from '../consent/who-may-be-asked.js';
import type { NumberReach } from './case-event.js';
import { type CaseState, isFinal, type NumberState } from './case-state.js';
import { caseStatusAfter } from './case-status.js';
import type { Outcome, OutcomeCode, OutcomeMoment } from './outcome.js';
import { stepOfOutcome } from './outcome-step.js';
import { OUTCOME_LIST } from './outcome-table.js';
import { DEFAULT_OUTCOME_RULES, type OutcomeRules } from './study-outcomes.js';

/**
 * The outcomes that can be recorded now, in the order of the table: only these are offered and accepted.
 * Somebody must have the case in hand; most outcomes need a call that was placed; what can be said of a refusal
 * follows from who is asked.
 * @param state the case
 * @param verdict who may be asked today
 * @param rules what the study changes in the outcome table
 * @example legalOutcomes(caseStateOf([]), verdict) // []
 */
export function legalOutcomes(
  state: CaseState,
  verdict: ConsentVerdict,
  rules: OutcomeRules = DEFAULT_OUTCOME_RULES,
): readonly OutcomeCode[] {
  if (state.heldBy === null || isFinal(state)) return [];
  if (verdict.kind === 'nobody' && verdict.reason === 'withdrawn') return [];
  return OUTCOME_LIST.filter(
    (outcome) =>
      !rules.notOffered.includes(outcome.code) &&
      isTheMoment(outcome.moment, state) &&
      isPossible(outcome, state) &&
      fitsVerdict(outcome, state, verdict),
  ).map(({ code }) => code);
}

function isTheMoment(moment: OutcomeMoment, state: CaseState): boolean {
  const isInterviewing = state.status === 'interviewing';
  switch (moment) {
    case 'any_time':
      return true;
    case 'after_call':
      return hasOpenCall(state) && !isInterviewing;
    case 'in_interview':
      return isInterviewing;
    case 'after_call_or_in_interview':
      return isInterviewing || hasOpenCall(state);
    case 'never':
      return false;
  }
}

/** Whether a number was dialled in the attempt in hand, and what came of it is not written down yet. */
export function hasOpenCall(state: CaseState): boolean {
  const last = state.dials.at(-1);
  return last?.outcome === null && last.attemptId === state.heldBy?.attemptId;
}

function isPossible(outcome: Outcome, state: CaseState): boolean {
  const step = stepOfOutcome(outcome, {
    hasAppointment: outcome.followUp === 'appointment',
    hasRefusedBefore: state.lastRefusalAt !== null,
    hasNumberLeft: true,
  });
  return step !== null && caseStatusAfter(state.status, step) !== null;
}

type Fits = (state: CaseState, verdict: ConsentVerdict) => boolean;

const mayFinish: Fits = (_state, verdict) => verdict.kind === 'ask' && verdict.mayBeInterviewed !== null;

/** Outcomes that depend on who is asked; the others fit whenever somebody may be asked. */
const FITS: Partial<Readonly<Record<OutcomeCode, Fits>>> = {
  // Asked once more at most, and never of a young person under the age of own consent.
  refusal_soft: (state, verdict) =>
    state.lastRefusalAt === null && verdict.kind === 'ask' && !isRefusalOfYouthUnderAge(verdict),
  refusal_parent: (_state, verdict) => isRefusalOfTheAdult(verdict),
  refusal_hard: (state, verdict) => state.status === 'interviewing' || !isRefusalOfTheAdult(verdict),
  partial: mayFinish,
  complete: mayFinish,
};

function fitsVerdict({ code, moment, group }: Outcome, state: CaseState, verdict: ConsentVerdict): boolean {
  const fits = FITS[code];
  if (fits !== undefined) return fits(state, verdict);
  return verdict.kind === 'ask' || moment === 'any_time' || group === 'R';
}

/** The young person is the one who refuses: asked now, or asked before the adult who could still answer. */
function isRefusalOfYouthUnderAge(verdict: AskVerdict): boolean {
  return verdict.hasYouthRefused || (verdict.askFor === 'youth' && verdict.band !== 'own_consent');
}

function isRefusalOfTheAdult(verdict: ConsentVerdict): boolean {
  if (verdict.band !== 'permission_first') return false;
  return verdict.kind === 'ask' ? !isRefusalOfYouthUnderAge(verdict) : verdict.reason === 'adult_refused';
}

/**
 * Whom to ask for: the person of the appointment when that is still allowed, or else the one the rules name.
 * @returns the role, or `null` when nobody may be asked
 * @example whomToAskFor(state, verdict) // 'parent'
 */
export function whomToAskFor(state: CaseState, verdict: ConsentVerdict): ContactRole | null {
  if (verdict.kind === 'nobody') return null;
  const agreed = state.appointment?.withRole;
  return agreed !== undefined && mayCall(verdict, agreed) ? agreed : verdict.askFor;
}

/**
 * The number to dial: the agreed one, or else the first working number of the person to ask for, of the
 * household, or of somebody else who may be called for the case.
 * @returns the number, or `null` when no working number may be dialled today
 * @example numberToDial(state, verdict)?.numberId // 'n1'
 */
export function numberToDial(state: CaseState, verdict: ConsentVerdict): NumberState | null {
  const role = whomToAskFor(state, verdict);
  if (role === null) return null;
  const allowed = state.numbers.filter((number) => mayDial(state, verdict, number));
  return (
    allowed.find(({ numberId }) => numberId === state.appointment?.numberId) ??
    allowed.find(({ reaches }) => reaches === role) ??
    allowed.find(({ reaches }) => reaches === 'household') ??
    allowed[0] ??
    null
  );
}

/**
 * Whether a number may be dialled now: it works, it reaches somebody who may be called, and it is not that of the other
 * parent.
 */
export function mayDial(state: CaseState, verdict: ConsentVerdict, number: NumberState): boolean {
  return !number.isFailed && mayReach(verdict, number.reaches) && !isOfOtherParent(state, verdict, number);
}

/**
 * Whether an appointment may be made on a number: also on another number of who is on the line; but once the young person
 * refused, only the parent who gave permission is still asked.
 */
export function mayAgreeOn(state: CaseState, verdict: ConsentVerdict, number: NumberState): boolean {
  if (verdict.kind === 'ask' && verdict.hasYouthRefused) return mayDial(state, verdict, number);
  return !number.isFailed && mayReach(verdict, number.reaches);
}

/**
 * What a parent decided, and an interview that a parent began, goes on with that parent: the other one, who may live apart,
 * is not to hear of it. So it goes on where it was begun, or where it was agreed with the person who may be called.
 */
function isOfOtherParent(
  state: CaseState,
  verdict: ConsentVerdict,
  { numberId, reaches }: Pick<NumberState, 'numberId' | 'reaches'>,
): boolean {
  const spokenOn = numbersOfParent(state, verdict);
  if (reaches !== 'parent' || spokenOn.length === 0 || spokenOn.includes(numberId)) return false;
  const { appointment } = state;
  return appointment?.numberId !== numberId || !mayCall(verdict, appointment.withRole);
}

/**
 * The numbers on which a parent decided about the case or began the interview, the last one last; empty when no parent
 * did. A number that is not known any more may have been that of a parent.
 */
export function numbersOfParent(state: CaseState, verdict: ConsentVerdict): readonly string[] {
  const { status, interviewStartedAt: startedAt } = state;
  const isBegun = (status === 'interviewing' || status === 'broken_off') && startedAt !== null;
  return [...decidedAt(verdict), ...(isBegun ? [startedAt] : [])].flatMap((moment) =>
    numberOfParentAt(state, moment),
  );
}

function decidedAt(verdict: ConsentVerdict): readonly Instant[] {
  return verdict.kind === 'ask' ? verdict.adultDecidedAt : [];
}

function numberOfParentAt(state: CaseState, moment: Instant): readonly string[] {
  const numberId = state.dials.findLast(({ at }) => at <= moment)?.numberId;
  return numberId !== undefined && reachOf(state, numberId) === 'parent' ? [numberId] : [];
}

function reachOf({ numbers }: CaseState, numberId: string): NumberReach {
  return numbers.find((one) => one.numberId === numberId)?.reaches ?? 'parent';
}

/**
 * Whether the call in hand is to a parent who decided nothing, where another parent did: the young person may be
 * interviewed there, but that parent does not go on in their place.
 */
export function isUndecidedParentOnLine(state: CaseState, verdict: ConsentVerdict): boolean {
  const numberId = hasOpenCall(state) ? state.dials.at(-1)?.numberId : undefined;
  if (numberId === undefined || reachOf(state, numberId) !== 'parent') return false;
  const decidedOn = decidedAt(verdict).flatMap((moment) => numberOfParentAt(state, moment));
  return decidedOn.length > 0 && !decidedOn.includes(numberId);
}

/** Whether the call in hand is to the other parent, who is asked nothing about what the first one decided. */
export function isOtherParentOnLine(state: CaseState, verdict: ConsentVerdict): boolean {
  const numberId = hasOpenCall(state) ? state.dials.at(-1)?.numberId : undefined;
  return (
    numberId !== undefined && isOfOtherParent(state, verdict, { numberId, reaches: reachOf(state, numberId) })
  );
}

/**
 * Whether a number may be dialled, or shown, by whom it reaches.
 * @example mayReach(verdict, 'household') // true
 */
export function mayReach(verdict: ConsentVerdict, reaches: NumberReach): boolean {
  return reaches === 'household' || mayCall(verdict, reaches);
}
