import type { Brand } from '../brand.js';

/** A day of the Gregorian calendar without time or zone, as `YYYY-MM-DD`. Compares as text. */
export type CivilDate = Brand<string, 'CivilDate'>;

/** The only time zone of the fieldwork; ages, calling hours and day-parts are counted in it. */
export const AMSTERDAM = 'Europe/Amsterdam';

/**
 * Reads a day written as `YYYY-MM-DD`.
 * @param text for example `2014-12-31`
 * @returns the day, or `null` when the text is not written that way or names a day that does not exist
 * @example parseCivilDate('2015-02-29') // null
 */
export function parseCivilDate(text: string): CivilDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const day = dayNumber(text as CivilDate);
  return Number.isNaN(day) || fromDayNumber(day) !== text ? null : (text as CivilDate);
}

/**
 * A day that the program itself wrote.
 * @param text `YYYY-MM-DD`
 * @throws RangeError when the text is not a day: a broken assumption, not a user's mistake
 */
export function civilDate(text: string): CivilDate {
  const date = parseCivilDate(text);
  if (date === null) throw new RangeError('not a civil date');
  return date;
}

/**
 * The day `days` later (earlier when negative).
 * @example addDays('2026-02-28', 1) // '2026-03-01'
 */
export function addDays(date: CivilDate, days: number): CivilDate {
  return fromDayNumber(dayNumber(date) + days);
}

/**
 * Whole days from `from` to `to`; negative when `to` is earlier.
 * @example daysBetween('2026-03-28', '2026-03-30') // 2, also over the change of the clock
 */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * Age in full years on a day. Somebody born on 29 February has a birthday on 1 March in other years
 * (Dutch civil law counts the day after 28 February).
 * @param bornOn the day of birth
 * @param on the day on which the age is asked
 * @returns full years, 0 or more
 * @throws RangeError when `on` is before the birth
 * @example ageOn('2014-03-15', '2026-03-14') // 11
 */
export function ageOn(bornOn: CivilDate, on: CivilDate): number {
  if (on < bornOn) throw new RangeError('an age is asked for a day before the birth');
  const years = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return on.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

const MILLISECONDS_PER_DAY = 86_400_000;

/** Days since 1 January 1970; in UTC every day has the same length. */
function dayNumber(date: CivilDate): number {
  return Date.parse(`${date}T00:00:00Z`) / MILLISECONDS_PER_DAY;
}

function fromDayNumber(day: number): CivilDate {
  return new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10) as CivilDate;
}
