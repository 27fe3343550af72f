import type { CivilDate } from '../calendar/civil-date.js';
import { type Instant, localTime } from '../calendar/instant.js';
import { isCallingTime } from '../calling/calling-hours.js';
import type { CallingRules } from '../calling/calling-rules.js';
import type { CaseObjection } from '../calling/dial-check.js';
import type { ContactRole } from '../consent/consent-record.js';
import type { ConsentVerdict } from '../consent/who-may-be-asked.js';
import type { CaseState } from '../contact/case-state.js';
import { mayDial } from '../contact/legal-outcomes.js';

/** Why nobody may be called about an interview now. */
export type VerificationRefusal =
  | 'not_complete'
  | 'done'
  | 'own_interview'
  | 'not_in_field'
  | 'nobody_may_be_called'
  | 'objection'
  | 'no_number'
  | 'called_today'
  | 'outside_hours';

export type VerificationCheck =
  | { readonly ok: true; readonly askFor: ContactRole; readonly numberId: string }
  | { readonly ok: false; readonly refusal: VerificationRefusal };

/** An interview as it stands, with who may be asked today. */
export interface VerifiedCase {
  readonly state: CaseState;
  readonly verdict: ConsentVerdict;
  readonly objection: CaseObjection;
  /** Whether the fieldwork goes on and nothing pauses this case. */
  readonly isInField: boolean;
  readonly isDone: boolean;
  /** Who held the interview; `null` when that is not known. */
  readonly interviewerId: string | null;
  /** The days of earlier calls about the interview. */
  readonly calledOn: readonly CivilDate[];
}

/**
 * Whether somebody may be called about their interview at this moment, and on which number. Asked before a number is
 * shown. Only whoever may be interviewed today under the rules of consent is asked for: a birthday, a withdrawal or a
 * refusal since the interview ends it.
 * @param case_ the interview as it stands
 * @param rules the calling rules of the study
 * @param caller who would call: not who held the interview
 * @param now the moment of dialling
 * @example checkVerification(case_, DEFAULT_CALLING_RULES, 'u2', now) // { ok: true, askFor: 'parent', numberId: 'n1' }
 */
export function checkVerification(
  case_: VerifiedCase,
  rules: CallingRules,
  caller: string,
  now: Instant,
): VerificationCheck {
  const { state, verdict, objection } = case_;
  const askFor = verdict.kind === 'ask' ? verdict.mayBeInterviewed : null;
  const allowed = state.numbers.filter(
    (number) => !objection.numberIds.has(number.numberId) && mayDial(state, verdict, number),
  );
  const number = allowed.find(({ reaches }) => reaches === askFor) ?? allowed[0];
  const refusals: readonly (readonly [VerificationRefusal, boolean])[] = [
    ['not_complete', state.status !== 'completed'],
    ['done', case_.isDone],
    ['own_interview', case_.interviewerId === caller],
    ['not_in_field', !case_.isInField],
    ['nobody_may_be_called', askFor === null],
    ['objection', objection.isPersonListed],
    ['no_number', number === undefined],
    ['called_today', case_.calledOn.includes(localTime(now).date)],
    ['outside_hours', !isCallingTime(now, rules)],
  ];
  const [refusal] = refusals.find(([, holds]) => holds) ?? [];
  if (refusal !== undefined) return { ok: false, refusal };
  if (askFor === null || number === undefined) throw new Error('refused before');
  return { ok: true, askFor, numberId: number.numberId };
}
