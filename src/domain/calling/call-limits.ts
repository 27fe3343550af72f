import { addDays, type CivilDate } from '../calendar/civil-date.js';
import { type Instant, instantAt, localTime } from '../calendar/instant.js';
import { attemptsMade, type CaseState, countedDials } from '../contact/case-state.js';
import type { NotDueReason } from './call-plan.js';
import type { CallingRules } from './calling-rules.js';

/** Whether an interview that began is to be gone on with. */
export function isToResume({ status }: Pick<CaseState, 'status'>): boolean {
  return status === 'interviewing' || status === 'broken_off';
}

/**
 * Which limit keeps a case from being called once more without an appointment. Whoever began an interview is called
 * for it as often as resuming is allowed, and whoever refused softly once more when that was allowed, however many
 * attempts it took to speak to them.
 * @param state the case
 * @param rules the calling rules of the study
 * @returns `null` when no limit is reached
 * @example findSpentLimit(neverDialled, DEFAULT_CALLING_RULES) // null
 */
export function findSpentLimit(state: CaseState, rules: CallingRules): NotDueReason | null {
  if (state.dials.length >= rules.dialsLimit + state.addedAttempts) return 'dials_used';
  if (isToResume(state)) {
    return state.resumesTried >= rules.resumeAttempts + state.addedAttempts ? 'resumes_used' : null;
  }
  const isSpent = attemptsThatCount(state, rules) >= rules.attemptsLimit + state.addedAttempts;
  return isSpent && !isConversionToCome(state) ? 'attempts_used' : null;
}

function isConversionToCome(state: CaseState): boolean {
  return state.status === 'conversion_allowed' && dialsSinceRefusal(state).length === 0;
}

/** A conversion that came on top of all attempts takes none of those that a supervisor adds. */
function attemptsThatCount(state: CaseState, { attemptsLimit }: CallingRules): number {
  const made = attemptsMade(state);
  const since = new Set(dialsSinceRefusal(state).map(({ attemptId }) => attemptId)).size;
  return since > 0 && made - since >= attemptsLimit ? made - 1 : made;
}

function dialsSinceRefusal(state: CaseState) {
  const { lastRefusalAt } = state;
  return lastRefusalAt === null ? [] : countedDials(state).filter(({ at }) => at > lastRefusalAt);
}

/** Days on which a case was dialled as often as a day allows. */
export function fullDaysOf(state: CaseState, rules: CallingRules): ReadonlySet<CivilDate> {
  const days = countedDials(state).map(({ at }) => localTime(at).date);
  return new Set(days.filter((day) => days.filter((other) => other === day).length >= rules.dialsPerDay));
}

/**
 * Before which moment the last attempt would come too soon after the first. Only for who was not reached: an interview
 * is gone on with after a day, and a conversion has its own days.
 * @returns `null` when it is not the last attempt
 */
export function spreadOfLastAttempt(state: CaseState, rules: CallingRules): Instant | null {
  const first = countedDials(state)[0];
  if (isToResume(state) || state.status === 'conversion_allowed') return null;
  if (first === undefined || attemptsMade(state) !== rules.attemptsLimit - 1) return null;
  return instantAt(addDays(localTime(first.at).date, rules.effort.spreadDays), 0);
}
