import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  easterSunday,
  findHoliday,
  HOLIDAY_CODES,
  HOLIDAY_LABELS,
  holidaysOf,
} from '../../../src/domain/calling/holiday.js';
import { civilDate, daysBetween } from '../../../src/domain/calendar/civil-date.js';

describe('Easter Sunday', () => {
  // Dates as printed in almanacs; 1818 and 2285 are the earliest possible day, 1943 and 2038 the latest.
  it.each([
    [1818, '1818-03-22'],
    [1943, '1943-04-25'],
    [1954, '1954-04-18'],
    [1981, '1981-04-19'],
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2016, '2016-03-27'],
    [2017, '2017-04-16'],
    [2019, '2019-04-21'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2028, '2028-04-16'],
    [2038, '2038-04-25'],
    [2049, '2049-04-18'],
    [2285, '2285-03-22'],
  ])('of %i is %s', (year, day) => {
    expect(easterSunday(year)).toBe(day);
  });

  it('is a Sunday from 22 March to 25 April in every year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1583, max: 9999 }), (year) => {
        const easter = easterSunday(year);
        expect(new Date(`${easter}T12:00:00Z`).getUTCDay()).toBe(0);
        expect(easter.slice(5) >= '03-22' && easter.slice(5) <= '04-25').toBe(true);
      }),
    );
  });

  it('is refused outside the Gregorian calendar', () => {
    expect(() => easterSunday(1582)).toThrow(RangeError);
  });
});

describe('Dutch public holidays', () => {
  it('of 2026 are these days', () => {
    expect(holidaysOf(2026)).toEqual({
      new_year: '2026-01-01',
      good_friday: '2026-04-03',
      easter_sunday: '2026-04-05',
      easter_monday: '2026-04-06',
      kings_day: '2026-04-27',
      liberation_day: '2026-05-05',
      ascension: '2026-05-14',
      whit_sunday: '2026-05-24',
      whit_monday: '2026-05-25',
      christmas_day: '2026-12-25',
      boxing_day: '2026-12-26',
    });
  });

  it.each([
    [2013, '2013-04-30'],
    [2014, '2014-04-26'],
    [2015, '2015-04-27'],
    [2000, '2000-04-29'],
    [2025, '2025-04-26'],
    [2031, '2031-04-26'],
  ])('keep the birthday of the monarch in %i on %s', (year, day) => {
    expect(holidaysOf(year).kings_day).toBe(day);
  });

  it('count only when a study keeps them free', () => {
    expect(findHoliday(civilDate('2026-04-06'), HOLIDAY_CODES)).toBe('easter_monday');
    expect(findHoliday(civilDate('2026-04-03'), ['easter_monday'])).toBeNull();
    expect(findHoliday(civilDate('2026-04-07'), HOLIDAY_CODES)).toBeNull();
  });

  it('each have a Dutch name and lie in their own year', () => {
    expect(Object.keys(HOLIDAY_LABELS)).toEqual([...HOLIDAY_CODES]);
    fc.assert(
      fc.property(fc.integer({ min: 1980, max: 2200 }), (year) => {
        const days = Object.values(holidaysOf(year));
        expect(days.every((day) => day.startsWith(String(year)))).toBe(true);
        expect(daysBetween(holidaysOf(year).easter_sunday, holidaysOf(year).whit_monday)).toBe(50);
      }),
      { numRuns: 50 },
    );
  });
});
