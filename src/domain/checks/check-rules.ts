import { type CivilDate, daysBetween } from '../calendar/civil-date.js';
import { type Instant, localTime } from '../calendar/instant.js';

/** Until when organisations may mark clients of a study, and how long a link to a list works. */
export interface CheckRules {
  /** The last day in Amsterdam on which organisations may mark; `null` for until the fieldwork. */
  readonly closesOn: CivilDate | null;
  /** Days from the making of a link to its end. */
  readonly linkDays: number;
}

/** The rules of a study that has set nothing: two working weeks to answer. */
export const DEFAULT_CHECK_RULES: CheckRules = { closesOn: null, linkDays: 14 };

/** A link must end, and a contact needs time to answer. */
export const LINK_DAYS = { lowest: 1, highest: 60 } as const;

/**
 * Whether the lists are frozen: organisations change nothing any more, a researcher only with a reason.
 * @param rules of the study
 * @param now the closing day itself still counts, until midnight in Amsterdam
 * @example isFrozen({ closesOn: civilDate('2026-03-29'), linkDays: 14 }, instant('2026-03-29T23:59:00+02:00')) // false
 */
export function isFrozen(rules: CheckRules, now: Instant): boolean {
  const { closesOn } = rules;
  return closesOn !== null && daysBetween(closesOn, localTime(now).date) > 0;
}
