import { addDays, type CivilDate } from '../calendar/civil-date.js';

/** What happened on one day of the calendar. */
export interface DayCount {
  readonly on: CivilDate;
  readonly count: number;
}

/** No fieldwork takes longer: a wrong date does not make a page endless. */
const MOST_DAYS = 400;

/** The calendar of a fieldwork. */
export interface FieldworkSpan {
  readonly from: CivilDate;
  /** The first day on which anybody was called; on a day without calling, too, when somebody asked for it. */
  readonly firstCallOn: CivilDate;
  readonly until: CivilDate;
}

/**
 * The days of a fieldwork on which people may be called, in their order, and before them the day of the first call when
 * that was earlier: on a Sunday, by appointment.
 * @param span its calendar
 * @param span.from its first day
 * @param span.firstCallOn the day of the first call
 * @param span.until its last day
 * @param isCallingDay whether anybody may be called on a day
 * @returns at most 400 days; none when the last day is before the first
 * @example fieldworkDays({ from: '2026-04-05', firstCallOn: '2026-04-05', until: '2026-04-07' }, (on) => on === '2026-04-07') // ['2026-04-05', '2026-04-07']
 */
export function fieldworkDays(
  { from, firstCallOn, until }: FieldworkSpan,
  isCallingDay: (on: CivilDate) => boolean,
): readonly CivilDate[] {
  const days: CivilDate[] = [];
  for (let on = from; on <= until && days.length < MOST_DAYS; on = addDays(on, 1)) {
    if (isCallingDay(on) || (on === firstCallOn && days.length === 0)) days.push(on);
  }
  return days;
}

/**
 * Adds up counts of days to totals at the end of each fieldwork day. What happened on a day on which nobody is called,
 * such as an appointment on a Sunday, counts with the fieldwork day before it; before the first day, with the first.
 * @param days the fieldwork days, in their order
 * @param counts what happened on each day, in any order
 * @returns one total per fieldwork day
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
 * The interviews that there should be at the end of each fieldwork day when the target is reached evenly.
 * @param target interviews wanted in the whole fieldwork
 * @param length fieldwork days in the plan; 0 gives no plan
 * @returns one number per fieldwork day, not rounded; the last is the target
 * @example evenPlan(10, 4) // [2.5, 5, 7.5, 10]
 */
export function evenPlan(target: number, length: number): readonly number[] {
  return Array.from({ length }, (_, index) => (target * (index + 1)) / length);
}

/**
 * Shares of two totals per day.
 * @returns 0–1, `null` as long as nothing stands below the line
 * @example sharesOf([1, 2], [0, 4]) // [null, 0.5]
 */
export function sharesOf(above: readonly number[], below: readonly number[]): readonly (number | null)[] {
  return above.map((count, index) => {
    const base = below[index] ?? 0;
    return base === 0 ? null : count / base;
  });
}
