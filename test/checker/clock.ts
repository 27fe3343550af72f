const AMSTERDAM = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Amsterdam',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  weekday: 'short',
  hourCycle: 'h23',
});

/** What a clock in Amsterdam shows, by the time zone data of the machine. */
export function wallClock(at: string): { day: string; weekday: string; minute: number } {
  const parts = Object.fromEntries(
    AMSTERDAM.formatToParts(new Date(at)).map(({ type, value }) => [type, value]),
  );
  return {
    day: `${parts['year'] ?? ''}-${parts['month'] ?? ''}-${parts['day'] ?? ''}`,
    weekday: parts['weekday'] ?? '',
    minute: Number(parts['hour']) * 60 + Number(parts['minute']),
  };
}

export function minutesBetween(from: string, until: string): number {
  return (Date.parse(until) - Date.parse(from)) / 60_000;
}

/** Public holidays of 2026 from the calendar of the Dutch government, written down by hand. */
const HOLIDAYS_2026 = [
  '2026-01-01',
  '2026-04-05',
  '2026-04-06',
  '2026-04-27',
  '2026-05-05',
  '2026-05-14',
  '2026-05-24',
  '2026-05-25',
  '2026-12-25',
  '2026-12-26',
];

/** On the evenings of 4 May, 5 and 24 December nobody is called after six. */
const SHORT_DAYS = ['05-04', '12-05', '12-24'];

/** Monday to Friday 9:00–20:30, Saturday 10:00–16:00, never on Sundays and holidays. */
export function isCallingHour(at: string): boolean {
  const { day, weekday, minute } = wallClock(at);
  if (weekday === 'Sun' || HOLIDAYS_2026.includes(day)) return false;
  if (SHORT_DAYS.includes(day.slice(5)) && minute >= 18 * 60) return false;
  if (weekday === 'Sat') return minute >= 600 && minute < 960;
  return minute >= 540 && minute < 1230;
}

/** An appointment may lie outside the calling hours, from eight until half past nine. */
export function isAppointmentHour(at: string): boolean {
  const { minute } = wallClock(at);
  return minute >= 480 && minute < 1290;
}

/** 9–12, 12–15, 15–17:30, 17:30–20:30, Saturday. */
export function slotOf(at: string): string {
  const { weekday, minute } = wallClock(at);
  if (weekday === 'Sat') return 'saturday';
  if (minute < 720) return 'morning';
  if (minute < 900) return 'afternoon';
  return minute < 1050 ? 'after school' : 'evening';
}

/** Full years on the day; somebody born on 29 February has the birthday on 1 March in other years. */
export function ageAt(bornOn: string, at: string): number {
  const { day } = wallClock(at);
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

export function daysBetweenDays(from: string, until: string): number {
  return Math.round((Date.parse(wallClock(until).day) - Date.parse(wallClock(from).day)) / 86_400_000);
}
