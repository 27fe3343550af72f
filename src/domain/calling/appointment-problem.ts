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

function clock(minuteOfDay: number): string {
  return `${String(Math.floor(minuteOfDay / 60))}.${String(minuteOfDay % 60).padStart(2, '0')}`;
}
