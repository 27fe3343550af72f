import { type PhoneNumberType, parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max';
import type { Brand } from '../brand.js';

/** A telephone number in the international form, `+31612345678`. */
export type E164 = Brand<string, 'E164'>;

export type TelephoneType = 'mobile' | 'fixed' | 'other';

/** Why a number cannot be called. */
export type TelephoneFault =
  'exponent' | 'no_digits' | 'too_short' | 'too_long' | 'not_assigned' | 'not_a_person';

/** What a telephone cell holds. */
export type TelephoneReading =
  | {
      readonly kind: 'usable';
      readonly number: E164;
      readonly type: TelephoneType;
      /** True when a lost leading zero was put back. */
      readonly isRepaired: boolean;
    }
  | { readonly kind: 'unusable'; readonly fault: TelephoneFault };

/** What is wrong with a number and how to mend it, for the person who delivers the file. */
export const telephoneFaultMessages: Readonly<Record<TelephoneFault, string>> = {
  exponent:
    'Het telefoonnummer is door een rekenprogramma afgerond en niet meer te herstellen. Zet de kolom op tekst en exporteer opnieuw.',
  no_digits: 'Hier staat geen telefoonnummer. Vul een nummer van tien cijfers in, of laat de cel leeg.',
  too_short: 'Het telefoonnummer heeft te weinig cijfers. Vul het volledige nummer met kengetal in.',
  too_long: 'Het telefoonnummer heeft te veel cijfers. Zet één nummer in een cel.',
  not_assigned: 'Dit telefoonnummer bestaat niet. Kijk het nummer na.',
  not_a_person: 'Dit is een service- of betaalnummer. Vul het nummer van de persoon zelf in.',
};

/**
 * Nine in ten numbers. The library takes 8 µs for one, which is most of the time of reading a large file, so
 * these are recognised first; a test holds this pattern against the library.
 */
const ordinaryMobile = /^06[1-58]\d{7}$/;

const exponent = /^\d+([.,]\d+)?e\+?\d+$/i;

/** Put a number as people write it in the form that the library knows. */
function cleaned(written: string): { readonly text: string; readonly isRepaired: boolean } {
  const digits = written
    .replace(/\(0\)/, '')
    .replace(/[^\d+]/g, '')
    .replace(/(?!^)\+/g, '');
  if (/^(00|\+)?31[1-9]\d{8}$/.test(digits)) return { text: `0${digits.slice(-9)}`, isRepaired: false };
  if (digits.startsWith('00')) return { text: `+${digits.slice(2)}`, isRepaired: false };
  // A spreadsheet that took the number for a sum dropped its first zero.
  if (/^[1-9]\d{8}$/.test(digits)) return { text: `0${digits}`, isRepaired: true };
  return { text: digits, isRepaired: false };
}

function faultOfLength(digits: string): TelephoneFault | null {
  if (digits.length === 0) return 'no_digits';
  if (/^0(800|90[069])/.test(digits)) return 'not_a_person';
  if (digits.length < 9) return 'too_short';
  return digits.length > 15 ? 'too_long' : null;
}

/**
 * Kinds of numbers behind which a person may be. Institutions, which hold the custody of some children, use
 * company numbers (088, which the library calls UAN).
 */
const typeOf: Readonly<Partial<Record<PhoneNumberType, TelephoneType>>> = {
  MOBILE: 'mobile',
  FIXED_LINE_OR_MOBILE: 'mobile',
  FIXED_LINE: 'fixed',
  VOIP: 'other',
  PERSONAL_NUMBER: 'other',
  UAN: 'other',
};

function readParsed(parsed: PhoneNumber | undefined, isRepaired: boolean): TelephoneReading {
  if (parsed === undefined) return { kind: 'unusable', fault: 'not_assigned' };
  if (!parsed.isValid()) {
    const length = parsed.nationalNumber.length;
    const fault =
      parsed.country !== 'NL' || length === 9 ? 'not_assigned' : length < 9 ? 'too_short' : 'too_long';
    return { kind: 'unusable', fault };
  }
  const kind = parsed.getType();
  const type = kind === undefined ? undefined : typeOf[kind];
  return type === undefined
    ? { kind: 'unusable', fault: 'not_a_person' }
    : { kind: 'usable', number: parsed.number as E164, type, isRepaired };
}

/**
 * Reads one telephone number; a number without a country is Dutch.
 * @param written as the file has it, without formula signs: `06 - 12 34 56 78`, `+31 (0)612345678`, `612345678` …
 * @returns the number in E.164 with its type, or the reason why it cannot be called
 * @example readTelephone('6,12E+08') // { kind: 'unusable', fault: 'exponent' }
 */
export function readTelephone(written: string): TelephoneReading {
  const text = written.trim();
  if (exponent.test(text.replace(/\s/g, ''))) return { kind: 'unusable', fault: 'exponent' };
  const { text: number, isRepaired } = cleaned(text);
  if (ordinaryMobile.test(number)) {
    return { kind: 'usable', number: `+31${number.slice(1)}` as E164, type: 'mobile', isRepaired };
  }
  const fault = faultOfLength(number.replace('+', ''));
  return fault === null
    ? readParsed(parsePhoneNumberFromString(number, 'NL'), isRepaired)
    : { kind: 'unusable', fault };
}

const separators = /\s*(?:\/|;|,|\||\ben\b|\bof\b)\s*/i;

/**
 * Reads all telephone numbers in one cell: people write two numbers with a slash between them.
 * @param cell the cell as text; empty gives no readings
 * @example readTelephones('0612345678 / 010-1234567').length // 2
 */
export function readTelephones(cell: string): TelephoneReading[] {
  const text = cell.trim();
  if (text === '') return [];
  if (exponent.test(text.replace(/\s/g, ''))) return [{ kind: 'unusable', fault: 'exponent' }];
  const parts = text.split(separators).filter((part) => part !== '');
  return (parts.length === 0 ? [text] : parts).map(readTelephone);
}
