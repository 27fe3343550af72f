import { addDays, type CivilDate } from '../calendar/civil-date.js';
import { type Instant, instantAt, type LocalTime, localTime } from '../calendar/instant.js';
import type { CallingRules, DayPart } from './calling-rules.js';
import { findHoliday } from './holiday.js';

/**
 * When a planned call may be made. `always`: an appointment, within the hours for appointments on any day.
 * `open`: all calling hours. `first`: the day-parts for a first attempt. `part:…`: one day-part, by its code.
 */
export type Slot = 'always' | 'open' | 'first' | `part:${string}`;

/** A span of one day in minutes since local midnight; `untilMinute` is not included. */
export interface DaySpan {
  readonly fromMinute: number;
  readonly untilMinute: number;
}

/**
 * The calling hours of a day: none on a holiday, shorter on a day with an early end.
 * @param on the day
 * @param rules the calling rules of the study
 * @returns the spans in the order of time; empty when nobody is called
 * @example callingHoursOn('2026-12-24', DEFAULT_CALLING_RULES) // [{ fromMinute: 540, untilMinute: 1080 }]
 */
export function callingHoursOn(on: CivilDate, rules: CallingRules): readonly DaySpan[] {
  return spansOn(on, rules, rules.hours);
}

/** Whether people may be called at a moment without an appointment. */
export function isCallingTime(moment: Instant, rules: CallingRules): boolean {
  return isWithin('open', moment, rules);
}

/**
 * The day-part of a moment, holidays and early ends apart.
 * @returns the day-part, or `null` outside all of them
 * @example dayPartAt('2026-04-01T16:00:00.000Z', DEFAULT_CALLING_RULES)?.code // 'avond', 18:00 in summer
 */
export function dayPartAt(moment: Instant, rules: CallingRules): DayPart | null {
  const local = localTime(moment);
  return (
    rules.dayParts.find((part) => part.weekdays.includes(local.weekday) && contains(part, local)) ?? null
  );
}

/**
 * Whether people may be called at that time, for a planned call of the given kind of time.
 * @example isWithin('open', '2026-04-01T20:00:00.000Z', DEFAULT_CALLING_RULES) // false, 22:00 in summer
 */
export function isWithin(slot: Slot, moment: Instant, rules: CallingRules): boolean {
  const local = localTime(moment);
  return slotSpansOn(slot, local.date, rules).some((span) => contains(span, local));
}

/** How far ahead an opening is looked for. A study without one within a year cannot call at all. */
const HORIZON_DAYS = 366;

/**
 * The first moment at which a slot is open.
 * @param slot the kind of time that is looked for
 * @param from the earliest moment
 * @param rules the calling rules of the study
 * @returns `from` itself when the slot is open then; otherwise the start of its next span, to the minute
 * @throws RangeError when the slot does not open within a year: the rules were not checked
 * @example firstMomentIn('open', '2026-04-05T10:00:00.000Z', DEFAULT_CALLING_RULES) // Tuesday after Easter, 09:00
 */
export function firstMomentIn(slot: Slot, from: Instant, rules: CallingRules): Instant {
  const local = localTime(from);
  let date = local.date;
  for (let day = 0; day <= HORIZON_DAYS; day += 1) {
    const minute = day === 0 ? local.minuteOfDay : 0;
    const span = slotSpansOn(slot, date, rules).find(({ untilMinute }) => untilMinute > minute);
    if (span !== undefined)
      return day === 0 && span.fromMinute <= minute ? from : instantAt(date, span.fromMinute);
    date = addDays(date, 1);
  }
  throw new RangeError('the slot never opens');
}

function slotSpansOn(slot: Slot, on: CivilDate, rules: CallingRules): readonly DaySpan[] {
  if (slot === 'always') return [rules.appointments];
  if (slot === 'open') return callingHoursOn(on, rules);
  const codes = slot === 'first' ? rules.firstAttemptDayParts : [slot.slice('part:'.length)];
  return spansOn(
    on,
    rules,
    rules.dayParts.filter(({ code }) => codes.includes(code)),
  );
}

function spansOn(on: CivilDate, rules: CallingRules, weekly: CallingRules['hours']): readonly DaySpan[] {
  if (findHoliday(on, rules.closedHolidays) !== null) return [];
  const weekday = weekdayOf(on);
  const closing =
    rules.earlyClosings.find(({ monthDay }) => on.endsWith(monthDay))?.closesAtMinute ?? 24 * 60;
  return weekly
    .filter(({ weekdays, fromMinute }) => weekdays.includes(weekday) && fromMinute < closing)
    .map(({ fromMinute, untilMinute }) => ({ fromMinute, untilMinute: Math.min(untilMinute, closing) }))
    .toSorted((one, other) => one.fromMinute - other.fromMinute);
}

/** 1 Monday to 7 Sunday; day 0 of the epoch was a Thursday. */
function weekdayOf(on: CivilDate): number {
  const daysSinceEpoch = Date.parse(on) / 86_400_000;
  return ((((daysSinceEpoch + 3) % 7) + 7) % 7) + 1;
}

function contains({ fromMinute, untilMinute }: DaySpan, { minuteOfDay }: LocalTime): boolean {
  return fromMinute <= minuteOfDay && minuteOfDay < untilMinute;
}
