import { type Instant, localTime } from '../calendar/instant.js';
import type { ContactRole } from '../consent/consent-record.js';
import type { ConsentVerdict } from '../consent/who-may-be-asked.js';
import type { CaseState } from '../contact/case-state.js';
import { mayDial, numberToDial, whomToAskFor } from '../contact/legal-outcomes.js';
import { keptSpan } from './appointment-hours.js';
import { isWithin } from './calling-hours.js';
import type { CallingRules } from './calling-rules.js';

/** Why a number may not be dialled now. */
export type DialRefusal =
  'nobody_may_be_called' | 'objection' | 'not_in_hand' | 'no_number' | 'outside_hours';

export type DialCheck =
  | { readonly ok: true; readonly askFor: ContactRole; readonly numberId: string }
  | { readonly ok: false; readonly refusal: DialRefusal };

/** What of a case is on the objection list. */
export interface CaseObjection {
  readonly isPersonListed: boolean;
  readonly numberIds: ReadonlySet<string>;
}

/** A case as it stands, with who may be asked today and who objects to being called. */
export interface DialledCase {
  readonly state: CaseState;
  readonly verdict: ConsentVerdict;
  readonly objection: CaseObjection;
}

/**
 * Whether a case may be dialled at this moment, and on which number. Asked before a call is written down, and again
 * when the telephone provider asks whom to connect: minutes later somebody may have withdrawn.
 * @param case_ the case as it stands, who may be asked today, and what of it is on the objection list
 * @param rules the calling rules of the study
 * @param now the moment of dialling
 * @param numberId the number of a call that was written down before; without it the number that the rules name
 * @example checkDial({ state, verdict, objection }, DEFAULT_CALLING_RULES, now) // { ok: true, askFor: 'parent', numberId: 'n1' }
 */
export function checkDial(
  case_: DialledCase,
  rules: CallingRules,
  now: Instant,
  numberId: string | null = null,
): DialCheck {
  const { state, verdict, objection } = case_;
  const askFor = whomToAskFor(state, verdict);
  if (askFor === null) return { ok: false, refusal: 'nobody_may_be_called' };
  if (state.heldBy === null) return { ok: false, refusal: 'not_in_hand' };
  const number = numberId === null ? numberToDial(state, verdict) : stillAllowed(state, verdict, numberId);
  if (number === null) return { ok: false, refusal: 'no_number' };
  if (isObjected(objection, number.numberId)) return { ok: false, refusal: 'objection' };
  if (!isDialTime(state, now, rules)) return { ok: false, refusal: 'outside_hours' };
  return { ok: true, askFor, numberId: number.numberId };
}

/**
 * Whether a case may be dialled at this hour: in the calling hours, and outside them whoever is being interviewed, or
 * asked to be called around this time.
 * @example isDialTime(neverDialled, sundayNoon, DEFAULT_CALLING_RULES) // false
 */
export function isDialTime(state: CaseState, now: Instant, rules: CallingRules): boolean {
  if (isWithin('open', now, rules)) return true;
  return isWithin('always', now, rules) && isExpected(state, now, rules);
}

function isExpected(
  { status, interviewStartedAt, appointment }: CaseState,
  now: Instant,
  rules: CallingRules,
): boolean {
  if (status === 'interviewing') {
    return interviewStartedAt !== null && localTime(interviewStartedAt).date === localTime(now).date;
  }
  if (appointment === null) return false;
  const { from, until } = keptSpan(appointment, rules);
  return from <= now && now <= until;
}

function isObjected({ isPersonListed, numberIds }: CaseObjection, numberId: string): boolean {
  return isPersonListed || numberIds.has(numberId);
}

function stillAllowed(state: CaseState, verdict: ConsentVerdict, numberId: string) {
  const number = state.numbers.find((one) => one.numberId === numberId);
  return number !== undefined && mayDial(state, verdict, number) ? number : null;
}
