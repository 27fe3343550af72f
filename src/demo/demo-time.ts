import { createHash } from 'node:crypto';
import type { Application } from '../application.js';
import { type IdSource, idFromBytes } from '../database/ids.js';
import { addDays, type CivilDate } from '../domain/calendar/civil-date.js';
import { type Instant, instantAt, localTime } from '../domain/calendar/instant.js';
import type { Seed } from '../domain/sampling/random.js';

/** The seed of everything that is invented for the demo. */
export const DEMO_SEED = 20_170_401 as Seed;

/** The application in the past: its services write down what they do at the moment that is set. */
export interface PastApplication extends Application {
  /** Goes to a moment; never later than the moment of building. */
  goTo(moment: Instant): void;
}

/** The application with a clock that can be set and with keys that are the same in every build. */
export function inThePast(app: Application, now: Instant): PastApplication {
  let moment = now;
  return {
    ...app,
    clock: () => moment,
    newId: repeatingIds(),
    goTo(wanted) {
      moment = wanted < now ? wanted : now;
    },
  };
}

function repeatingIds(): IdSource {
  let made = 0;
  return () => {
    made += 1;
    return idFromBytes(
      createHash('sha256')
        .update(`${String(DEMO_SEED)} ${String(made)}`)
        .digest()
        .subarray(0, 16),
    );
  };
}

/** The days on which the demo stands, all counted from the day on which it is built. */
export interface DemoCalendar {
  readonly now: Instant;
  readonly today: CivilDate;
  /** A Monday, four to five weeks ago. */
  readonly fieldworkStart: CivilDate;
  readonly fieldworkEnd: CivilDate;
  /** The year that the study in fieldwork is about. */
  readonly lastYear: number;
  /** The year that the study on which nothing was done yet is about. */
  readonly thisYear: number;
}

const FIELDWORK_DAYS = 70;

/** @example demoCalendar('2026-04-14T10:00:00.000Z').fieldworkStart // '2026-03-16' */
export function demoCalendar(now: Instant): DemoCalendar {
  const { date: today, weekday } = localTime(now);
  const fieldworkStart = addDays(today, -28 - (weekday - 1));
  return {
    now,
    today,
    fieldworkStart,
    fieldworkEnd: addDays(fieldworkStart, FIELDWORK_DAYS),
    lastYear: Number(today.slice(0, 4)) - 1,
    thisYear: Number(today.slice(0, 4)),
  };
}

/** Ten in the morning, a number of days before or after a day. */
export function morningOf(day: CivilDate, daysLater: number): Instant {
  return instantAt(addDays(day, daysLater), 10 * 60);
}
