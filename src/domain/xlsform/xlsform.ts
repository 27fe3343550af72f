import { type SampleVariable } from '../questionnaire/condition.js';
import { type HiddenCode } from '../questionnaire/model.js';

/** A row of a sheet, by the heading of the column. */
export type SheetRow = Readonly<Record<string, string>>;

/** The three sheets of an XLSForm; see https://xlsform.org and its reference table. */
export interface XlsForm {
  readonly survey: readonly SheetRow[];
  readonly choices: readonly SheetRow[];
  readonly settings: readonly SheetRow[];
  /** Names of other sheets with something on them. */
  readonly otherSheets?: readonly string[];
}

/** Something that one of the two formats says and the other cannot. */
export interface XlsFormLoss {
  /** Code of the question, or the sheet with the row. */
  readonly place: string;
  /** What is lost, and what to do about it when something can be done; a Dutch sentence. */
  readonly what: string;
}

/** Facts of the case are fields of their own in an XLSForm, under this prefix. */
export const FACT_PREFIX = 'veldwerk_';

/** The group in which those fields stand. */
export const FACT_GROUP = 'veldwerk_feiten';

/** Heading of the column with the unit of a number; XLSForm has none, and leaves unknown columns alone. */
export const UNIT_COLUMN = 'veldwerk_unit';

/** Heading of the column that tells a grade from another whole number. */
export const TYPE_COLUMN = 'veldwerk_type';

/** What somebody who fills in a form is asked for a fact of the case, and the kind of field. */
export const FACT_FIELDS: Readonly<
  Record<
    SampleVariable,
    { readonly type: string; readonly label: string; readonly values: readonly string[] }
  >
> = {
  domain: { type: 'text', label: 'Domein', values: [] },
  segment: { type: 'text', label: 'Segment', values: [] },
  measure: { type: 'text', label: 'Maatregel', values: [] },
  age: { type: 'integer', label: 'Leeftijd van het kind', values: [] },
  respondent: { type: 'select_one', label: 'Wie antwoordt', values: ['parent', 'youth'] },
  careOngoing: { type: 'select_one', label: 'De hulp loopt nog', values: ['true', 'false'] },
  firstTimeClient: { type: 'select_one', label: 'Voor het eerst cliënt', values: ['true', 'false'] },
};

/** Languages by the name that XLSForm puts before the code, as in `label::Nederlands (nl)`. */
const LANGUAGES: Readonly<Record<string, readonly string[]>> = {
  nl: ['Nederlands', 'Dutch'],
  en: ['English', 'Engels'],
  tr: ['Türkçe', 'Turkish', 'Turks'],
  pl: ['Polski', 'Polish', 'Pools'],
  ar: ['العربية', 'Arabic', 'Arabisch'],
  fr: ['Français', 'French', 'Frans'],
  de: ['Deutsch', 'German', 'Duits'],
  es: ['Español', 'Spanish', 'Spaans'],
  uk: ['Українська', 'Ukrainian', 'Oekraïens'],
};

/**
 * The name of a language as XLSForm writes it.
 * @example languageHeading('nl') // 'Nederlands (nl)'
 */
export function languageHeading(code: string): string {
  return `${LANGUAGES[code]?.[0] ?? code} (${code})`;
}

/**
 * The code of a language from its heading.
 * @returns `null` for a name that is not known and has no code behind it
 * @example languageOfHeading('Dutch') // 'nl'
 */
export function languageOfHeading(heading: string): string | null {
  const text = heading.trim();
  const coded = /\(([a-z]{2,3})(?:-[A-Za-z]+)?\)$/.exec(text)?.[1] ?? /^[a-z]{2,3}$/.exec(text)?.[0];
  if (coded !== undefined) return coded;
  const known = Object.entries(LANGUAGES).find(([, names]) =>
    names.some((name) => name.toLowerCase() === text.toLowerCase()),
  );
  return known?.[0] ?? null;
}

/** The words for answers that are never read aloud; other languages get the Dutch ones. */
const HIDDEN_LABELS: Readonly<Record<string, Readonly<Record<HiddenCode, string>>>> = {
  nl: { 97: 'niet van toepassing', 98: 'weet niet', 99: 'wil niet zeggen' },
  en: { 97: 'not applicable', 98: 'don’t know', 99: 'refused' },
};

/**
 * The label of a hidden code.
 * @example hiddenLabel(98, 'nl') // 'weet niet'
 */
export function hiddenLabel(code: HiddenCode, language: string): string {
  return (HIDDEN_LABELS[language] ?? HIDDEN_LABELS['nl'])?.[code] ?? String(code);
}
