import { ageOn, type CivilDate, parseCivilDate } from '../../domain/calendar/civil-date.js';
import { instantAt } from '../../domain/calendar/instant.js';
import { attentionOf } from '../../domain/calling/case-attention.js';
import type { CallPlan, DuePlan, NoPlan } from '../../domain/calling/call-plan.js';
import { firstMomentOf } from '../../domain/calling/appointment-hours.js';
import { takesSeat } from '../../domain/calling/domain-target.js';
import { nextDue } from '../../domain/calling/next-due.js';
import { explainConsent, explainWhoDecides } from '../../domain/consent/explain-consent.js';
import { whoMayBeAsked } from '../../domain/consent/who-may-be-asked.js';
import { isFinal, rateGroup } from '../../domain/contact/case-state.js';
import { numberToDial } from '../../domain/contact/legal-outcomes.js';
import type { StudyRules } from '../../domain/study/study-rules.js';
import type { CaseFile, StoredDue, StoredState } from './case-record.js';

/** What is stored with the case after each entry in its history. */
export function storedStateOf(file: CaseFile, rules: StudyRules, today: CivilDate): StoredState {
  const plan = permittedPlan(file, rules, today);
  return {
    status: file.state.status,
    rateGroup: rateGroup(file.state) ?? 'open',
    attemptCount: new Set(file.state.dials.map(({ attemptId }) => attemptId)).size,
    firstCalledAt: file.state.dials[0]?.at ?? null,
    lastCalledAt: file.state.dials.at(-1)?.at ?? null,
    attention: attentionOf(file.state, plan, rules.calling),
    assignedTo: isFinal(file.state) ? null : file.state.assignedTo,
    holdsSeat: takesSeat(file.state),
    appointmentAt: file.state.appointment?.at ?? null,
    due: plan.isDue ? storedDue(plan) : null,
  };
}

/**
 * When the case is called next, as far as somebody may be called whose number is known. When nobody may today, but
 * the birthday that brings other rules changes that, the case waits for the birthday.
 */
export function permittedPlan(file: CaseFile, rules: StudyRules, today: CivilDate): CallPlan {
  const plan = nextDue(file.state, rules.calling);
  if (!plan.isDue || numberToDial(file.state, file.verdict) !== null) return plan;
  const birthday = findOpeningBirthday(file, rules, today);
  if (birthday === null) return noPlanFor(file, rules);
  const opening = instantAt(birthday, 0);
  if (plan.dueAt >= opening) return plan;
  const dueAt = firstMomentOf(plan, opening, rules.calling);
  return { ...plan, dueAt, reason: 'waits_for_birthday' };
}

/** Nobody can be called today, and no birthday changes that. */
function noPlanFor({ bornOn, verdict }: CaseFile, { consent }: StudyRules): NoPlan {
  if (bornOn === null) return { isDue: false, reason: 'contact_data_erased' };
  return verdict.kind === 'nobody'
    ? { isDue: false, reason: 'nobody_may_be_asked', consent: explainConsent(verdict, consent) }
    : { isDue: false, reason: 'no_number_for_person', consent: explainWhoDecides(verdict, consent) };
}

/** The next birthday only: whoever would wait for years is for the supervisor to decide about. */
function findOpeningBirthday(
  { bornOn, hasGuardian, consents, state }: CaseFile,
  { consent }: StudyRules,
  today: CivilDate,
): CivilDate | null {
  if (bornOn === null) return null;
  const age = ageOn(bornOn, today) + 1;
  if (age !== consent.parentOnlyBelowAge && age !== consent.ownConsentFromAge) return null;
  const birthday = birthdayAt(bornOn, age);
  const verdict = whoMayBeAsked({ bornOn, hasGuardian }, consents, birthday, consent);
  return numberToDial(state, verdict) === null ? null : birthday;
}

/** The day on which somebody reaches an age; for 29 February that is 1 March in other years. */
function birthdayAt(bornOn: CivilDate, age: number): CivilDate {
  const year = String(Number(bornOn.slice(0, 4)) + age);
  return parseCivilDate(`${year}${bornOn.slice(4)}`) ?? (`${year}-03-01` as CivilDate);
}

function storedDue(plan: DuePlan): StoredDue {
  return {
    kind: plan.kind,
    rank: plan.rank,
    slot: plan.slot,
    at: plan.dueAt,
    until: plan.expiresAt,
    language: plan.language,
    interviewerId: plan.reservedFor,
    reservedUntil: plan.reservedUntil,
  };
}
