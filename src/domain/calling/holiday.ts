import { addDays, civilDate, type CivilDate, daysBetween } from '../calendar/civil-date.js';

/** The Dutch public holidays, in the order of the year. */
export const HOLIDAY_CODES = [
  'new_year',
  'good_friday',
  'easter_sunday',
  'easter_monday',
  'kings_day',
  'liberation_day',
  'ascension',
  'whit_sunday',
  'whit_monday',
  'christmas_day',
  'boxing_day',
] as const;

/** One Dutch public holiday. */
export type HolidayCode = (typeof HOLIDAY_CODES)[number];

/** How each holiday is called on the screen. */
export const HOLIDAY_LABELS: Readonly<Record<HolidayCode, string>> = {
  new_year: 'Nieuwjaarsdag',
  good_friday: 'Goede Vrijdag',
  easter_sunday: 'eerste paasdag',
  easter_monday: 'tweede paasdag',
  kings_day: 'Koningsdag',
  liberation_day: 'Bevrijdingsdag',
  ascension: 'Hemelvaartsdag',
  whit_sunday: 'eerste pinksterdag',
  whit_monday: 'tweede pinksterdag',
  christmas_day: 'eerste kerstdag',
  boxing_day: 'tweede kerstdag',
};

/**
 * Easter Sunday of a year in the Gregorian calendar.
 * Source: the algorithm of J.-M. Oudin (1940), reprinted in the Explanatory Supplement to the Astronomical
 * Almanac (ed. Seidelmann, 1992), chapter 12.
 * @param year 1583–9999
 * @throws RangeError when the year is outside the Gregorian calendar or has more than four digits
 * @example easterSunday(2026) // '2026-04-05'
 */
export function easterSunday(year: number): CivilDate {
  if (!Number.isInteger(year) || year < 1583 || year > 9999) throw new RangeError('no Gregorian year');
  const goldenNumber = year % 19;
  const century = Math.floor(year / 100);
  const skippedLeapDays = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25);
  const epact = (skippedLeapDays + 19 * goldenNumber + 15) % 30;
  const fullMoon = epact - (epact === 29 || (epact === 28 && goldenNumber > 10) ? 1 : 0);
  const weekdayShift = (year + Math.floor(year / 4) + fullMoon + 2 - century + Math.floor(century / 4)) % 7;
  return addDays(dayOfYear(year, '03-28'), fullMoon - weekdayShift);
}

/**
 * The Dutch public holidays of a year (Algemene termijnenwet art. 3; Good Friday is treated alike there).
 * The birthday of the monarch is 27 April from 2014 and was 30 April before; on a Sunday it is a day earlier.
 * @param year 1980–9999
 * @returns the day of each holiday
 * @example holidaysOf(2025).kings_day // '2025-04-26'
 */
export function holidaysOf(year: number): Readonly<Record<HolidayCode, CivilDate>> {
  const easter = easterSunday(year);
  return {
    new_year: dayOfYear(year, '01-01'),
    good_friday: addDays(easter, -2),
    easter_sunday: easter,
    easter_monday: addDays(easter, 1),
    kings_day: monarchsDay(year),
    liberation_day: dayOfYear(year, '05-05'),
    ascension: addDays(easter, 39),
    whit_sunday: addDays(easter, 49),
    whit_monday: addDays(easter, 50),
    christmas_day: dayOfYear(year, '12-25'),
    boxing_day: dayOfYear(year, '12-26'),
  };
}

/**
 * The holiday that falls on a day, out of those that count.
 * @param on the day
 * @param counted the holidays that a study keeps free
 * @returns the first in the order of the year, or `null`
 * @example findHoliday('2026-04-06', HOLIDAY_CODES) // 'easter_monday'
 */
export function findHoliday(on: CivilDate, counted: readonly HolidayCode[]): HolidayCode | null {
  const holidays = rememberedHolidaysOf(Number(on.slice(0, 4)));
  return HOLIDAY_CODES.find((code) => counted.includes(code) && holidays[code] === on) ?? null;
}

// Planning one call asks for many days of the same year, and the answer never changes.
const remembered = new Map<number, ReturnType<typeof holidaysOf>>();

function rememberedHolidaysOf(year: number): ReturnType<typeof holidaysOf> {
  const holidays = remembered.get(year) ?? holidaysOf(year);
  remembered.set(year, holidays);
  return holidays;
}

function monarchsDay(year: number): CivilDate {
  const birthday = dayOfYear(year, year >= 2014 ? '04-27' : '04-30');
  return isSunday(birthday) ? addDays(birthday, -1) : birthday;
}

function isSunday(on: CivilDate): boolean {
  return daysBetween(civilDate('2023-01-01'), on) % 7 === 0;
}

function dayOfYear(year: number, monthDay: string): CivilDate {
  return civilDate(`${String(year).padStart(4, '0')}-${monthDay}`);
}
