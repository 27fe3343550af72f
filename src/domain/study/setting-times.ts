import { parseCivilDate } from '../calendar/civil-date.js';
import type { EarlyClosing, WeeklySpan } from '../calling/calling-rules.js';

/** The days of the week, Monday first. */
export const WEEKDAYS = ['Maandag', 'Dinsdag', 'Woensdag', 'Donderdag', 'Vrijdag', 'Zaterdag', 'Zondag'].map(
  (label, index) => ({ day: index + 1, label }),
);

type Times = Pick<WeeklySpan, 'fromMinute' | 'untilMinute'>;

/**
 * Times as people type them.
 * @example readSpan('9.00 – 20.30') // { fromMinute: 540, untilMinute: 1230 }
 */
export function readSpan(text: string): Times | null {
  const parts = /^\s*(\d{1,2})[:.](\d{2})\s*[-–]\s*(\d{1,2})[:.](\d{2})\s*$/.exec(text);
  if (parts === null) return null;
  const from = minuteOf(parts[1], parts[2]);
  const until = minuteOf(parts[3], parts[4]);
  return from === null || until === null ? null : { fromMinute: from, untilMinute: until };
}

/**
 * Times as they stand in a field.
 * @example spanText({ fromMinute: 540, untilMinute: 1230 }) // '09:00-20:30'
 */
export function spanText({ fromMinute, untilMinute }: Times): string {
  return `${clock(fromMinute)}-${clock(untilMinute)}`;
}

/**
 * A week of spans with days of the same times in one, the earliest day first; spans without days are left out.
 * @example spansOfWeek([{ weekdays: [2], ...times }, { weekdays: [1], ...times }]) // one span, weekdays [1, 2]
 */
export function spansOfWeek(spans: readonly WeeklySpan[]): readonly WeeklySpan[] {
  const days = new Map<string, { times: Times; weekdays: number[] }>();
  for (const { weekdays, fromMinute, untilMinute } of spans) {
    const times = { fromMinute, untilMinute };
    const together = days.get(spanText(times)) ?? { times, weekdays: [] };
    together.weekdays.push(...weekdays);
    days.set(spanText(times), together);
  }
  return [...days.values()]
    .map(({ times, weekdays }) => ({ weekdays: [...new Set(weekdays)].toSorted((a, b) => a - b), ...times }))
    .filter(({ weekdays }) => weekdays.length > 0)
    .toSorted(
      (one, other) => (one.weekdays[0] ?? 0) - (other.weekdays[0] ?? 0) || one.fromMinute - other.fromMinute,
    );
}

/**
 * A day of every year on which calling stops early, as people type it.
 * @example readClosing('24-12 18:00') // { monthDay: '12-24', closesAtMinute: 1080 }
 */
export function readClosing(text: string): EarlyClosing | null {
  const parts = /^\s*(\d{1,2})-(\d{1,2})\s+(\d{1,2})[:.](\d{2})\s*$/.exec(text);
  if (parts === null) return null;
  const [day, month] = [parts[1]?.padStart(2, '0') ?? '', parts[2]?.padStart(2, '0') ?? ''];
  const closesAtMinute = minuteOf(parts[3], parts[4]);
  // A leap year, so that 29 February counts as a day.
  if (closesAtMinute === null || parseCivilDate(`2024-${month}-${day}`) === null) return null;
  return { monthDay: `${month}-${day}`, closesAtMinute };
}

/**
 * Such a day as it stands in a field.
 * @example writeClosing({ monthDay: '12-24', closesAtMinute: 1080 }) // '24-12 18:00'
 */
export function writeClosing({ monthDay, closesAtMinute }: EarlyClosing): string {
  const [month = '', day = ''] = monthDay.split('-');
  return `${day}-${month} ${clock(closesAtMinute)}`;
}

function minuteOf(hour: string | undefined, minute: string | undefined): number | null {
  const [hours, minutes] = [Number(hour), Number(minute)];
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
