import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  ageOn,
  civilDate,
  daysBetween,
  parseCivilDate,
} from '../../../src/domain/calendar/civil-date.js';
import {
  addMinutes,
  instant,
  instantAt,
  instantOf,
  localTime,
  dayOfHour,
} from '../../../src/domain/calendar/instant.js';

describe('a civil date', () => {
  it.each(['2015-02-29', '2015-13-01', '31-12-2014', '2014-1-1', ''])('refuses %j', (text) => {
    expect(parseCivilDate(text)).toBeNull();
  });

  it('counts whole days over the change of the clock', () => {
    expect(daysBetween(civilDate('2026-03-28'), civilDate('2026-03-30'))).toBe(2);
    expect(addDays(civilDate('2026-02-28'), 1)).toBe('2026-03-01');
  });

  it.each([
    ['2014-03-15', '2026-03-14', 11],
    ['2014-03-15', '2026-03-15', 12],
    ['2012-02-29', '2028-02-28', 15],
    ['2012-02-29', '2027-02-28', 14],
    ['2012-02-29', '2027-03-01', 15],
    ['2026-01-01', '2026-01-01', 0],
  ])('born on %s is on %s %i years old', (bornOn, on, age) => {
    expect(ageOn(civilDate(bornOn), civilDate(on))).toBe(age);
  });

  it('refuses an age before the birth', () => {
    expect(() => ageOn(civilDate('2026-01-02'), civilDate('2026-01-01'))).toThrow(RangeError);
  });
});

describe('the wall clock in Amsterdam', () => {
  it.each([
    ['2026-07-01', 540, '2026-07-01T07:00:00.000Z'],
    ['2026-01-01', 540, '2026-01-01T08:00:00.000Z'],
    ['2026-03-29', 150, '2026-03-29T01:30:00.000Z'],
    ['2026-10-25', 150, '2026-10-25T00:30:00.000Z'],
  ])('on %s at minute %i is %s', (date, minute, moment) => {
    expect(instantAt(civilDate(date), minute)).toBe(moment);
  });

  it('reads back what it wrote, and knows the weekday', () => {
    expect(localTime(instant('2026-05-04T18:30:00+02:00'))).toEqual({
      date: '2026-05-04',
      weekday: 1,
      minuteOfDay: 1110,
    });
  });

  it('adds elapsed minutes, not wall-clock minutes', () => {
    expect(localTime(addMinutes(instantAt(civilDate('2026-03-29'), 119), 2)).minuteOfDay).toBe(181);
  });

  it('agrees with the time zone database for any moment and back', () => {
    const range = { min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1) };
    fc.assert(
      fc.property(fc.integer(range), (epoch) => {
        const local = localTime(instantOf(epoch));
        const expected = DateTime.fromMillis(epoch, { zone: 'Europe/Amsterdam' });
        expect(local).toEqual({
          date: expected.toISODate(),
          weekday: expected.weekday,
          minuteOfDay: expected.hour * 60 + expected.minute,
        });
        const [first] = expected
          .startOf('minute')
          .getPossibleOffsets()
          .map((one) => one.toMillis())
          .sort((a, b) => a - b);
        expect(instantAt(local.date, local.minuteOfDay)).toBe(instantOf(first ?? Number.NaN));
      }),
    );
  });

  it('knows the day of an hour in UTC, after midnight in Amsterdam', () => {
    expect(dayOfHour('2026-04-14T21')).toBe('2026-04-14');
    expect(dayOfHour('2026-04-14T22')).toBe('2026-04-15');
  });

  it('refuses text without an offset', () => {
    expect(() => instant('2026-05-04T18:30:00')).toThrow(RangeError);
  });
});
