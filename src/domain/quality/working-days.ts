import type { CivilDate } from '../calendar/civil-date.js';
import { epochMilliseconds, type Instant, localTime } from '../calendar/instant.js';

/** The calls of one interviewer within one hour, counted by the database. */
export interface HourOfCalls {
  readonly interviewerId: string;
  readonly calls: number;
  readonly firstDialledAt: Instant;
  /** When the last of these calls was written down, or dialled when it never was. */
  readonly lastEndedAt: Instant;
  /** Seconds from dialling until the outcome was written down, all calls together. */
  readonly secondsOnCalls: number;
}

/** One interviewer on one day. */
export interface WorkingDay {
  readonly interviewerId: string;
  readonly on: CivilDate;
  readonly calls: number;
  readonly firstDialledAt: Instant;
  readonly lastEndedAt: Instant;
  readonly secondsOnCalls: number;
}

/** What somebody worked, over all days. */
export interface WorkedTime {
  readonly days: number;
  /** From the first call to the end of the last, of each day. */
  readonly hours: number;
  readonly calls: number;
  /** Share of those hours from dialling to writing down the outcome, 0–1; `null` without hours. */
  readonly shareOnCalls: number | null;
  /** `null` without hours. */
  readonly callsPerHour: number | null;
}

/**
 * Days of work in Amsterdam out of hours of calls.
 * @param hours in any order
 * @example workingDays([hour])[0]?.on // '2026-04-14'
 */
export function workingDays(hours: readonly HourOfCalls[]): readonly WorkingDay[] {
  const days = new Map<string, WorkingDay>();
  for (const hour of hours) {
    const on = localTime(hour.firstDialledAt).date;
    const key = `${hour.interviewerId} ${on}`;
    const day = days.get(key);
    days.set(key, day === undefined ? { ...hour, on } : together(day, hour));
  }
  return [...days.values()].toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
}

function together(day: WorkingDay, hour: HourOfCalls): WorkingDay {
  return {
    ...day,
    calls: day.calls + hour.calls,
    firstDialledAt: day.firstDialledAt < hour.firstDialledAt ? day.firstDialledAt : hour.firstDialledAt,
    lastEndedAt: day.lastEndedAt > hour.lastEndedAt ? day.lastEndedAt : hour.lastEndedAt,
    secondsOnCalls: day.secondsOnCalls + hour.secondsOnCalls,
  };
}

/**
 * Hours from the first call to the end of the last, and what was done in them. Breaks between calls count as hours:
 * the program does not know what somebody does between two calls.
 * @example workedTime([]).hours // 0
 */
export function workedTime(days: readonly WorkingDay[]): WorkedTime {
  const seconds = days.reduce((sum, day) => sum + secondsOf(day), 0);
  const calls = days.reduce((sum, day) => sum + day.calls, 0);
  const onCalls = days.reduce((sum, day) => sum + day.secondsOnCalls, 0);
  return {
    days: days.length,
    hours: seconds / 3600,
    calls,
    shareOnCalls: seconds === 0 ? null : Math.min(1, onCalls / seconds),
    callsPerHour: seconds === 0 ? null : (calls * 3600) / seconds,
  };
}

function secondsOf({ firstDialledAt, lastEndedAt }: WorkingDay): number {
  return (epochMilliseconds(lastEndedAt) - epochMilliseconds(firstDialledAt)) / 1000;
}
