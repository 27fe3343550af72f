import { addDays, type CivilDate } from '../calendar/civil-date.js';
import { type Instant } from '../calendar/instant.js';
import { isWithin } from './calling-hours.js';
import type { CallingRules } from './calling-rules.js';

/**
 * Why an appointment cannot be made for a moment; it may lie outside the calling hours, but not outside the hours
 * for appointments.
 * @param at the moment that was agreed
 * @param now the moment of agreeing
 * @param rules the calling rules of the study
 * @returns a Dutch sentence that says what to do, or `null` when the moment is fine
 * @example appointmentProblem('2026-04-14T20:30:00.000Z', '2026-04-14T10:00:00.000Z', DEFAULT_CALLING_RULES) // 22:30: too late
 */
export function appointmentProblem(at: Instant, now: Instant, rules: CallingRules): string | null {
  if (at <= now) return 'Dit moment is al voorbij. Kies een moment in de toekomst.';
  if (isWithin('always', at, rules)) return null;
  const { fromMinute, untilMinute } = rules.appointments;
  return `Afspraken kunnen van ${clock(fromMinute)} tot ${clock(untilMinute)} uur. Kies een andere tijd.`;
}

/** So far ahead may be agreed when the end of the fieldwork is not known, or gone by while people are still called. */
const WEEKS_AHEAD = 8;

/**
 * Why an appointment cannot be made for a day: nobody is called any more after the fieldwork.
 * @param on the day that was agreed, in Amsterdam
 * @param today the day of agreeing
 * @param endsOn the last day of the fieldwork; `null` when it was not planned
 * @returns a Dutch sentence that says what to do, or `null` when the day is fine
 * @example appointmentDayProblem('2062-04-14', '2026-04-14', '2026-06-14') // 'Het veldwerk loopt tot en met 14-06-2026. …'
 */
export function appointmentDayProblem(
  on: CivilDate,
  today: CivilDate,
  endsOn: CivilDate | null,
): string | null {
  if (endsOn !== null && endsOn >= today) {
    return on > endsOn
      ? `Het veldwerk loopt tot en met ${dayMonthYear(endsOn)}. Kies een eerdere dag.`
      : null;
  }
  const last = addDays(today, WEEKS_AHEAD * 7);
  if (on <= last) return null;
  return `Dat is meer dan ${String(WEEKS_AHEAD)} weken vooruit. Kies een dag tot en met ${dayMonthYear(last)}.`;
}

function dayMonthYear(on: CivilDate): string {
  return on.split('-').toReversed().join('-');
}

function clock(minuteOfDay: number): string {
  return `${String(Math.floor(minuteOfDay / 60))}.${String(minuteOfDay % 60).padStart(2, '0')}`;
}
