import { addDays, type CivilDate } from '../../domain/calendar/civil-date.js';
import { type Instant, instantAt, localTime } from '../../domain/calendar/instant.js';
import { callingHoursOn } from '../../domain/calling/calling-hours.js';
import type { CallingRules } from '../../domain/calling/calling-rules.js';

/** A moment that is wanted in the agenda of the day on which the demo is opened, or of the days after it. */
export interface AgendaMoment {
  readonly at: Instant;
  readonly firmness: 'hard' | 'soft';
}

/** Minutes from now on to hard appointments: one at once, the others through the day. */
const HARD_AFTER_MINUTES = [5, 25, 60, 120, 180, 240];
/** Whatever the hour, some of these are due: they are kept from their time on. */
const SOFT_TODAY = [510, 540, 600, 660, 780, 870, 930, 1020, 1080, 1140];
const LATER = [
  { workday: 1, minute: 600, firmness: 'soft' },
  { workday: 1, minute: 1065, firmness: 'hard' },
  { workday: 1, minute: 1140, firmness: 'hard' },
  { workday: 2, minute: 990, firmness: 'soft' },
  { workday: 2, minute: 1110, firmness: 'hard' },
  { workday: 3, minute: 1170, firmness: 'soft' },
] as const;

/** The appointments that should stand in the agenda: for today from now on, and for the next working days. */
export function agendaMoments(now: Instant, rules: CallingRules): readonly AgendaMoment[] {
  const { date: today, minuteOfDay } = localTime(now);
  const { fromMinute, untilMinute } = rules.appointments;
  const from = Math.max(fromMinute, Math.ceil(minuteOfDay / 5) * 5);
  const hard = HARD_AFTER_MINUTES.map((minutes) => from + minutes).filter((minute) => minute < untilMinute);
  const nextDays = workdaysAfter(today, rules);
  return [
    ...hard.map((minute) => ({ at: instantAt(today, minute), firmness: 'hard' as const })),
    ...SOFT_TODAY.map((minute) => ({ at: instantAt(today, minute), firmness: 'soft' as const })),
    ...LATER.map(({ workday, minute, firmness }) => ({
      at: instantAt(nextDays[workday - 1] ?? addDays(today, workday), minute),
      firmness,
    })),
  ];
}

/** Three days after a day on which people are called until the evening. */
function workdaysAfter(day: CivilDate, rules: CallingRules): readonly CivilDate[] {
  const days = Array.from({ length: 14 }, (_, index) => addDays(day, index + 1));
  const isWorkday = (on: CivilDate): boolean =>
    callingHoursOn(on, rules).some(({ untilMinute }) => untilMinute > 19 * 60);
  return days.filter(isWorkday).slice(0, 3);
}
