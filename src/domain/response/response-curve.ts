import type { CivilDate } from '../calendar/civil-date.js';

/** What happened on one day of the calendar. */
export interface DayCount {
  readonly on: CivilDate;
  readonly count: number;
}

/**
 * Adds up counts of days to totals per calling day. What happened on a day on which nobody is called, such as an
 * appointment on a Sunday, counts with the calling day before it; before the first day, with the first.
 * @param days the calling days, in their order
 * @param counts what happened on each day, in any order
 * @returns one total per calling day
 * @example cumulate(['2026-04-03', '2026-04-07'], [{ on: '2026-04-05', count: 2 }]) // [2, 2]
 */
export function cumulate(days: readonly CivilDate[], counts: readonly DayCount[]): readonly number[] {
  const perDay = new Array<number>(days.length).fill(0);
  for (const { on, count } of counts) {
    const place = Math.max(
      0,
      days.findLastIndex((day) => day <= on),
    );
    if (days.length > 0) perDay[place] = (perDay[place] ?? 0) + count;
  }
  let total = 0;
  return perDay.map((count) => (total += count));
}

/**
 * The interviews that there should be at the end of each calling day when the target is reached evenly.
 * @param target interviews wanted in the whole fieldwork
 * @param length calling days in the whole fieldwork, at least 1
 * @returns one number per calling day, not rounded; the last is the target
 * @throws RangeError without a calling day
 * @example evenPlan(10, 4) // [2.5, 5, 7.5, 10]
 */
export function evenPlan(target: number, length: number): readonly number[] {
  if (length < 1) throw new RangeError('a plan needs a calling day');
  return Array.from({ length }, (_, index) => (target * (index + 1)) / length);
}

/**
 * Shares of two totals per day.
 * @returns `null` as long as nothing stands below the line
 * @example sharesOf([1, 2], [0, 4]) // [null, 0.5]
 */
export function sharesOf(above: readonly number[], below: readonly number[]): readonly (number | null)[] {
  return above.map((count, index) => {
    const base = below[index] ?? 0;
    return base === 0 ? null : count / base;
  });
}
