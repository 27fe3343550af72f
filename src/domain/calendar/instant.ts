import { DateTime, IANAZone } from 'luxon';
import type { Brand } from '../brand.js';
import { AMSTERDAM, type CivilDate, civilDate } from './civil-date.js';

/** A moment as ISO-8601 text in UTC with milliseconds (`2026-03-28T11:00:00.000Z`). Compares as text. */
export type Instant = Brand<string, 'Instant'>;

const ZONE = IANAZone.create(AMSTERDAM);
/** Milliseconds: on either side of a moment the offset before and after a change of the clock, if there is one. */
const HALF_A_DAY = 43_200_000;

/** The wall clock in Amsterdam at one instant. */
export interface LocalTime {
  readonly date: CivilDate;
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
  /** Minutes since local midnight, 0–1439. */
  readonly minuteOfDay: number;
}

/**
 * The instant of a moment in milliseconds since 1970 (what a clock gives).
 * @throws RangeError when the number is not finite
 */
export function instantOf(epochMilliseconds: number): Instant {
  return new Date(epochMilliseconds).toISOString() as Instant;
}

/**
 * Reads ISO-8601 text with an offset or `Z`.
 * @throws RangeError when the text is not an instant
 * @example instant('2026-03-28T12:00:00+01:00') // '2026-03-28T11:00:00.000Z'
 */
export function instant(text: string): Instant {
  const moment = DateTime.fromISO(text, { zone: 'utc' });
  if (!moment.isValid || !/(Z|[+-]\d\d:?\d\d)$/.test(text)) throw new RangeError('not an instant');
  return instantOf(moment.toMillis());
}

/** Milliseconds since 1970. */
export function epochMilliseconds(moment: Instant): number {
  return Date.parse(moment);
}

/**
 * The instant `minutes` of elapsed time later (earlier when negative).
 * @example addMinutes('2026-03-29T00:30:00.000Z', 60) // one hour later, whatever the clock says
 */
export function addMinutes(moment: Instant, minutes: number): Instant {
  return instantOf(Date.parse(moment) + minutes * 60_000);
}

/** The wall clock in Amsterdam at an instant. */
export function localTime(moment: Instant): LocalTime {
  const epoch = Date.parse(moment);
  // A clock that runs in UTC, set to what Amsterdam's clocks show.
  const shown = new Date(epoch + ZONE.offset(epoch) * 60_000);
  return {
    date: civilDate(shown.toISOString().slice(0, 10)),
    weekday: shown.getUTCDay() === 0 ? 7 : shown.getUTCDay(),
    minuteOfDay: shown.getUTCHours() * 60 + shown.getUTCMinutes(),
  };
}

/**
 * The day in Amsterdam of an hour in UTC, as databases cut it off an instant; days begin on the hour.
 * @example dayOfHour('2026-04-14T22') // '2026-04-15'
 */
export function dayOfHour(hour: string): CivilDate {
  return localTime(`${hour}:00:00.000Z` as Instant).date;
}

/**
 * The instant at which Amsterdam clocks show a time. A time that the spring change skips becomes the same
 * distance after the change; of a time that autumn shows twice the first is meant.
 * @param date local day
 * @param minuteOfDay minutes since local midnight, 0–1439
 * @example instantAt('2026-07-01', 540) // '2026-07-01T07:00:00.000Z'
 */
export function instantAt(date: CivilDate, minuteOfDay: number): Instant {
  const shown = Date.parse(`${date}T00:00:00Z`) + minuteOfDay * 60_000;
  const before = shown - ZONE.offset(shown - HALF_A_DAY) * 60_000;
  const after = shown - ZONE.offset(shown + HALF_A_DAY) * 60_000;
  const showing = [before, after].filter((epoch) => epoch + ZONE.offset(epoch) * 60_000 === shown);
  return instantOf(showing.length > 0 ? Math.min(...showing) : before);
}
