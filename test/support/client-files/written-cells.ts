import type { Chance } from './chance.js';

const dateWriters = {
  dashes: (on: string) => on.split('-').reverse().join('-'),
  year_first: (on: string) => on,
  slashes: (on: string) => on.split('-').reverse().map(Number).join('/'),
  compact: (on: string) => on.replaceAll('-', ''),
  /** Days since 30 December 1899, as a spreadsheet counts them. */
  day_number: (on: string) =>
    String((Date.parse(`${on}T00:00:00Z`) - Date.parse('1899-12-30T00:00:00Z')) / 86_400_000),
  dots: (on: string) => on.split('-').reverse().join('.'),
} as const;

export type DateForm = keyof typeof dateWriters;
export const DATE_FORMS = Object.keys(dateWriters) as DateForm[];

/** A day as an organisation writes it; empty for none. */
export function writtenDate(on: string | null, form: DateForm): string {
  return on === null ? '' : dateWriters[form](on);
}

export const PHONE_FORMS = ['plain', 'spaced', 'brackets', 'double_zero', 'lost_zero', 'formula'] as const;
export type PhoneForm = (typeof PHONE_FORMS)[number];

/** A number of ten digits as an organisation writes it; empty for none. */
export function writtenPhone(number: string | null, form: PhoneForm): string {
  if (number === null) return '';
  const rest = number.slice(1);
  switch (form) {
    case 'plain':
      return number;
    case 'spaced':
      return `${number.slice(0, 2)} - ${number.slice(2).replace(/(\d\d)(?=\d)/g, '$1 ')}`;
    case 'brackets':
      return `+31 (0)${rest}`;
    case 'double_zero':
      return `0031${rest}`;
    case 'lost_zero':
      return rest;
    case 'formula':
      return `="${number}"`;
  }
}

/** A number that nobody can read any more: rounded by a spreadsheet, too short, or no number at all. */
export function lostPhone(number: string, chance: Chance): string {
  const rounded = `${number[1] ?? ''},${number.slice(2, 4)}E+08`;
  return chance.pick([rounded, number.slice(0, 7), 'onbekend']);
}

/** A postcode with or without its space, now and then in small letters. */
export function writtenPostcode(postcode: string, hasSpace: boolean, chance: Chance): string {
  const text = hasSpace ? `${postcode.slice(0, 4)} ${postcode.slice(4)}` : postcode;
  return chance.happens(0.05) ? text.toLowerCase() : text;
}
