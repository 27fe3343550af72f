import type { CivilDate } from '../calendar/civil-date.js';

/** What a cell that should hold a date holds. */
export type DateReading =
  | { readonly kind: 'date'; readonly on: CivilDate }
  | { readonly kind: 'empty' }
  /** Written as a date, but the day does not exist. */
  | { readonly kind: 'impossible' }
  | { readonly kind: 'not_a_date' };

const empty: DateReading = { kind: 'empty' };
const impossible: DateReading = { kind: 'impossible' };
const notADate: DateReading = { kind: 'not_a_date' };

/** 1 January 1940 and 31 December 2099 as spreadsheets count days; other five-digit numbers are no dates. */
const firstDayNumber = 14_611;
const lastDayNumber = 73_050;
/** 1970-01-01 in the day count of spreadsheets (30 December 1899 is day 0 for all days after February 1900). */
const dayNumberOf1970 = 25_569;

const months = ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function dateOf(year: number, month: number, day: number): DateReading {
  const exists = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  if (!exists) return impossible;
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return { kind: 'date', on: text as CivilDate };
}

function fromDayNumber(text: string): DateReading {
  const dayNumber = Number(text);
  if (dayNumber < firstDayNumber || dayNumber > lastDayNumber) return notADate;
  const day = new Date((dayNumber - dayNumberOf1970) * 86_400_000);
  return dateOf(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate());
}

/** The number of a Dutch month name or its abbreviation, 0 when it is no month. */
function monthOf(name: string): number {
  const start = name.toLowerCase().slice(0, 3);
  return months.indexOf(start === 'maa' ? 'mrt' : start) + 1;
}

const dayFirst = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/;
const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const compact = /^(\d{4})(\d{2})(\d{2})$/;
const dayNumber = /^(\d{5})([.,]\d+)?$/;
const withMonthName = /^(\d{1,2})[-. ]+(\p{L}{3,})\.?[-. ]+(\d{4})$/u;
const timeOfDay = /[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/;

/** How a date is written; the value of each is an example for people. */
export const dateForms = {
  day_first: '31-12-2014',
  year_first: '2014-12-31',
  compact: '20141231',
  month_name: '31 december 2014',
  day_number: '42004 (dagnummer van een rekenblad)',
} as const;
export type DateForm = keyof typeof dateForms;

/**
 * How a cell writes a date.
 * @returns `null` when the cell is no date
 * @example dateForm('31/12/2014') // 'day_first'
 */
export function dateForm(cell: string): DateForm | null {
  const reading = readDate(cell);
  if (reading.kind !== 'date') return null;
  const text = withoutTime(cell);
  if (dayFirst.test(text)) return 'day_first';
  if (yearFirst.test(text)) return 'year_first';
  if (compact.test(text)) return 'compact';
  return dayNumber.test(text) ? 'day_number' : 'month_name';
}

function withoutTime(cell: string): string {
  const trimmed = cell.trim();
  return trimmed.length > 10 ? trimmed.replace(timeOfDay, '') : trimmed;
}

/**
 * Reads a date as organisations write it: 31-12-2014, 31/12/2014, 31.12.2014, 2014-12-31, 20141231,
 * 31 december 2014, the day number of a spreadsheet (42004), each with or without a time behind it.
 * The day comes before the month: 12-13-2011 is impossible, not 13 December.
 * @param cell the cell as text
 * @example readDate('20141231') // { kind: 'date', on: '2014-12-31' }
 * @example readDate('31-02-2014') // { kind: 'impossible' }
 */
export function readDate(cell: string): DateReading {
  const text = withoutTime(cell);
  if (text === '') return empty;
  let parts = dayFirst.exec(text);
  if (parts !== null) return dateOf(Number(parts[3]), Number(parts[2]), Number(parts[1]));
  parts = yearFirst.exec(text) ?? compact.exec(text);
  if (parts !== null) return dateOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  parts = dayNumber.exec(text);
  if (parts !== null) return fromDayNumber(parts[1] ?? '');
  parts = withMonthName.exec(text);
  return parts === null ? notADate : fromMonthName(parts);
}

function fromMonthName(parts: RegExpExecArray): DateReading {
  const month = monthOf(parts[2] ?? '');
  return month === 0 ? notADate : dateOf(Number(parts[3]), month, Number(parts[1]));
}
