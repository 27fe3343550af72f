import { isDeepStrictEqual } from 'node:util';
import type {
  LanguageText,
  Questionnaire,
  Respondent,
  RespondentText,
} from '../../domain/questionnaire/model.js';
import type { Fields } from './condition-form.js';

/** Reads parts of a question from the fields of its form. */
export interface FieldReader {
  text(name: string): string;
  flag(name: string): boolean;
  number(name: string): number | string | undefined;
  words(name: string): LanguageText | undefined;
  /** What parent and youth hear; `base` is kept when nothing changed, so that a shared text stays shared. */
  heard(name: string, base: RespondentText): RespondentText | undefined;
  /** The numbers of the rows that are filled in. */
  rows(name: string): readonly number[];
}

export function fieldReader({ languages, respondents }: Questionnaire, fields: Fields): FieldReader {
  const text = (name: string): string => (fields[name] ?? '').trim();
  const words = (name: string): LanguageText | undefined => {
    const entries = languages.map((language) => [language, text(`${name}-${language}`)] as const);
    const filled = entries.filter(([, one]) => one !== '');
    return filled.length === 0 ? undefined : Object.fromEntries(filled);
  };
  return {
    text,
    words,
    flag: (name) => fields[name] === 'yes',
    number(name) {
      const typed = text(name).replace(',', '.');
      if (typed === '') return undefined;
      return Number.isNaN(Number(typed)) ? typed : Number(typed);
    },
    heard(name, base) {
      if (isSame(textFields(name, base, respondents), fields, name)) return isEmpty(base) ? undefined : base;
      const [first, ...others] = respondents.map((who) => words(`${name}-${who}`));
      if (first !== undefined && others.every((one) => isDeepStrictEqual(one, first))) return { both: first };
      const own = respondents.map((who) => [who, words(`${name}-${who}`)] as const);
      const filled = own.filter(([, one]) => one !== undefined);
      return filled.length === 0 ? undefined : Object.fromEntries(filled);
    },
    rows(name) {
      return filledRows(fields, new RegExp(`^${name}-(\\d{1,3})-.*(label|text|message)`));
    },
  };
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

/** Whether the fields below a name are still those of before, line ends and outer spaces aside. */
function isSame(before: Fields | null, fields: Fields, name: string): boolean {
  if (before === null) return false;
  const below = (all: Fields): Record<string, string> =>
    Object.fromEntries(
      Object.entries(all)
        .filter(([field, value]) => field.startsWith(`${name}-`) && value.trim() !== '')
        .map(([field, value]) => [field, value.replaceAll('\r\n', '\n').trim()]),
    );
  return isDeepStrictEqual(below(before), below(fields));
}

export function languageFields(name: string, text: LanguageText | undefined): Fields {
  return Object.fromEntries(
    Object.entries(text ?? {}).map(([language, words]) => [`${name}-${language}`, words]),
  );
}

/** The rows of a list on the form: those in which a text was filled in, and their numbers. */
export function filledRows(fields: Fields, pattern: RegExp): readonly number[] {
  const filled = Object.entries(fields).filter(
    ([field, value]) => value.trim() !== '' && pattern.test(field),
  );
  const numbers = filled.map(([field]) => Number(pattern.exec(field)?.[1]));
  return [...new Set(numbers)].sort((left, right) => left - right);
}

export function textFields(name: string, text: RespondentText, respondents: readonly Respondent[]): Fields {
  const fields = respondents.map((who) => languageFields(`${name}-${who}`, text[who] ?? text.both));
  return Object.assign({}, ...fields) as Fields;
}

/** Without the keys that have no value: in a file they are left out. */
export function defined(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}
