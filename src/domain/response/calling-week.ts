import { addDays, type CivilDate, daysBetween } from '../calendar/civil-date.js';
import { callingHoursOn } from '../calling/calling-hours.js';
import type { CallingRules } from '../calling/calling-rules.js';

/** A week of the calendar: Monday to Sunday. */
export interface CalendarWeek {
  /** As ISO 8601 has it: `2026-W14`. */
  readonly code: string;
  readonly number: number;
  readonly monday: CivilDate;
  readonly sunday: CivilDate;
}

/** A Monday. */
const ANCHOR = '1970-01-05' as CivilDate;

/**
 * The week of a day, as ISO 8601 counts: the first week of a year is the one with its first Thursday.
 * @example calendarWeekOf('2026-04-01').code // '2026-W14'
 */
export function calendarWeekOf(on: CivilDate): CalendarWeek {
  const monday = addDays(on, -(((daysBetween(ANCHOR, on) % 7) + 7) % 7));
  const year = addDays(monday, 3).slice(0, 4);
  const firstDay = `${year}-01-01` as CivilDate;
  const number = Math.floor(daysBetween(firstDay, addDays(monday, 3)) / 7) + 1;
  return { code: `${year}-W${String(number).padStart(2, '0')}`, number, monday, sunday: addDays(monday, 6) };
}

/** No fieldwork is longer; it keeps a typing mistake in a year from making a chart of centuries. */
const LONGEST_FIELDWORK_DAYS = 1000;

/**
 * The days of a fieldwork on which people may be called, in their order: the first is calling day 1. By these two
 * years are compared, because day 10 then has as many days of work behind it in both.
 * @param from the first day that counts, if people may be called on it
 * @param until the last
 * @param rules the calling rules of the study
 * @returns at most those of a thousand days
 * @example callingDays('2026-04-03', '2026-04-07', DEFAULT_CALLING_RULES) // 3, 4 and 7 April: Easter is left out
 */
export function callingDays(from: CivilDate, until: CivilDate, rules: CallingRules): readonly CivilDate[] {
  const length = Math.min(daysBetween(from, until) + 1, LONGEST_FIELDWORK_DAYS);
  return Array.from({ length: Math.max(0, length) }, (_, index) => addDays(from, index)).filter(
    (day) => callingHoursOn(day, rules).length > 0,
  );
}
