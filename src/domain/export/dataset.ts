import type { Instant } from '../calendar/instant.js';

/** What a measurement level lets a statistician do; the words of SPSS. */
export type MeasurementLevel = 'nominal' | 'ordinal' | 'scale';

/** A number and what it stands for. */
export interface ValueLabel {
  readonly value: number;
  readonly label: string;
}

/** A code in words: itself in text files, its number in SPSS and Stata files, which label numbers only. */
export interface Category extends ValueLabel {
  readonly code: string;
}

/** What the cells of a variable hold. */
export type VariableContent =
  | { readonly kind: 'number'; readonly decimals: number; readonly labels: readonly ValueLabel[] }
  | { readonly kind: 'category'; readonly categories: readonly Category[] }
  | { readonly kind: 'date' }
  /** `maxBytes`: length in UTF-8 of the longest text that may occur. */
  | { readonly kind: 'text'; readonly maxBytes: number };

/** One column of a data file. */
export interface DatasetVariable {
  /** Unique, also when capitals do not count. */
  readonly name: string;
  readonly label: string;
  /** The question in full, or `null` for a fact that was not asked. */
  readonly question: string | null;
  readonly content: VariableContent;
  readonly level: MeasurementLevel;
  /** Codes that count as no answer: not applicable, don't know, refused. */
  readonly missing: readonly ValueLabel[];
}

/** The options of one question with more answers: variables with 1 chosen, 0 not chosen. */
export interface MultipleResponseSet {
  readonly name: string;
  readonly label: string;
  readonly variables: readonly string[];
}

/** A data file, described apart from its rows. */
export interface Dataset {
  /** Short name without spaces, of which file names are made. */
  readonly name: string;
  readonly title: string;
  /** Sentences that a user of the file must read. */
  readonly remarks: readonly string[];
  readonly variables: readonly DatasetVariable[];
  readonly multipleResponseSets: readonly MultipleResponseSet[];
  /** Name of the variable with the weights, or `null`. */
  readonly weight: string | null;
  readonly caseCount: number;
  readonly madeAt: Instant;
}

/**
 * One value: a number (or a missing code), the code of a category, a date `2026-03-28`, or a text. `null` is a
 * question that was not asked.
 */
export type DatasetCell = number | string | null;

/** One respondent: a cell per variable, in their order. */
export type DatasetRow = readonly DatasetCell[];

/** A file that is written piece by piece: begin, then rows in any number of portions, then the end. */
export interface RowEncoder {
  readonly begin: () => Uint8Array;
  readonly rows: (rows: Iterable<DatasetRow>) => Uint8Array;
  /** Throws RangeError when there were more or fewer rows than the description says. */
  readonly end: () => Uint8Array;
}

/**
 * The labels of the numbers of a variable, missing codes included, as SPSS and Stata want them.
 * @example numberLabels(domain) // [{ value: 1, label: 'Basishulp' }, …]
 */
export function numberLabels({ content, missing }: DatasetVariable): readonly ValueLabel[] {
  switch (content.kind) {
    case 'number':
      return [...content.labels, ...missing];
    case 'category':
      return content.categories;
    case 'date':
      return missing;
    case 'text':
      return [];
  }
}

/**
 * The number by which a category is stored in files that label numbers only.
 * @throws RangeError when the description does not have the code: it was made of other data
 * @example categoryNumber([{ code: 'jb_jr', value: 3, label: 'JB/JR' }], 'jb_jr') // 3
 */
export function categoryNumber(categories: readonly Category[], code: string): number {
  const category = categories.find((one) => one.code === code);
  if (category === undefined) throw new RangeError(`the description of the data has no category ${code}`);
  return category.value;
}

const MILLISECONDS_PER_DAY = 86_400_000;

/**
 * The number of days from 1 January 1970 to a date.
 * @param date such as `2026-03-28`
 * @throws RangeError when it is no date
 * @example daysSince1970('1970-02-01') // 31
 */
export function daysSince1970(date: string): number {
  const days = Date.parse(`${date}T00:00:00Z`) / MILLISECONDS_PER_DAY;
  if (!Number.isInteger(days)) throw new RangeError('a date of the data is no date');
  return days;
}

/**
 * Checks that as many rows were written as announced.
 * @throws RangeError otherwise
 * @example ensureRowCount(dataset, 614)
 */
export function ensureRowCount({ caseCount }: Dataset, written: number): void {
  if (written !== caseCount) {
    throw new RangeError(`${String(written)} rows were written where ${String(caseCount)} were announced`);
  }
}
