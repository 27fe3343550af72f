import type { CivilDate } from '../calendar/civil-date.js';
import type { ConsentRecord, ContactRole } from '../consent/consent-record.js';
import type { ConsentRules } from '../consent/consent-rules.js';
import { type ConsentVerdict, mayCall, whoMayBeAsked, type Youth } from '../consent/who-may-be-asked.js';
import type { CaseState } from './case-state.js';
import { mayReach } from './legal-outcomes.js';

/** Whom a call is agreed with, and when. */
export interface AgreedCall {
  /** In Amsterdam. */
  readonly on: CivilDate;
  readonly withRole: ContactRole;
  /** `null` for the first number that reaches the person, or for a new one. */
  readonly numberId: string | null;
}

/** What is known of a case that decides who may be called on a day. */
export interface AgreedCase extends Youth {
  readonly consents: readonly ConsentRecord[];
  /** Who may be asked today. */
  readonly verdict: ConsentVerdict;
  readonly state: Pick<CaseState, 'numbers'>;
}

/**
 * Whether a person or number that may be called today may not be called any more on the day that is agreed: a birthday
 * lies between.
 * @param of the case
 * @param agreed the call
 * @param rules the age limits of the study
 * @returns what changes; `null` when all stays as it is today
 * @example
 * // 15 years old, a call with the parent after the sixteenth birthday
 * findAgreedDayHindrance(of, { on: '2026-06-01', withRole: 'parent', numberId: null }, rules) // 'person'
 */
export function findAgreedDayHindrance(
  of: AgreedCase,
  agreed: AgreedCall,
  rules: ConsentRules,
): 'person' | 'number' | null {
  const { on, withRole, numberId } = agreed;
  const then = whoMayBeAsked(of, of.consents, on, rules);
  if (mayCall(of.verdict, withRole) && !mayCall(then, withRole)) return 'person';
  const reaches = of.state.numbers.find((one) => one.numberId === numberId)?.reaches;
  if (reaches === undefined || !mayReach(of.verdict, reaches)) return null;
  return mayReach(then, reaches) ? null : 'number';
}
