import { addDays, type CivilDate, daysBetween } from '../calendar/civil-date.js';

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
