import { z } from 'zod';
import type { ChosenOptions } from '../../domain/tables/table-input.js';

/** What most tables have for columns. */
export const COLUMN_WORDS = {
  domain: ['domain'],
  year: ['year'],
  'domain,year': ['domain', 'year'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ColumnWord = keyof typeof COLUMN_WORDS;

export const COLUMN_WORD_LIST = Object.keys(COLUMN_WORDS) as readonly ColumnWord[];

export const PROCEDURES = ['design', 'spss'] as const;

export const UNKNOWNS = ['column', 'left-out'] as const;

export const ADJUSTMENTS = ['usual', 'none', 'bonferroni', 'holm', 'benjamini-hochberg'] as const;

export const LEVELS = ['0.05', '0.01', '0.10'] as const;

export const LONELY_UNITS = ['refuse', 'certainty', 'average', 'adjust'] as const;

export const INTERVALS = ['logit', 'beta'] as const;

export const MEAN_TESTS = ['pairs', 'tukey'] as const;

export const LETTERS = ['shared', 'smaller'] as const;

export const TOTALS = ['all', 'both', 'without'] as const;

/** A parameter that may be there once, several times, or not at all. */
const several = z
  .union([z.array(z.string()), z.string().transform((one) => [one])])
  .default([])
  .catch([]);

/** The choices in the address of a table. What makes no sense is as if it were not there: an address is not a form. */
export const tableChoices = z.object({
  /** Blocks of the questionnaire. */
  part: several,
  /** Single questions, beside the blocks. */
  question: several,
  beside: several,
  /** One axis, or two with a comma between them. */
  columns: z.string().catch('domain'),
  /** The axis to cross with; empty for none. */
  cross: z.string().catch(''),
  procedure: z.enum(PROCEDURES).catch('design'),
  /** Shown when asked for. */
  intervals: z.enum(['', 'yes']).catch(''),
  chart: z.enum(['', 'yes']).catch(''),
  unknown: z.enum(UNKNOWNS).catch('column'),
  totals: z.enum(TOTALS).catch('all'),
  adjustment: z.enum(ADJUSTMENTS).catch('usual'),
  level: z.enum(LEVELS).catch('0.05'),
  lonely: z.enum(LONELY_UNITS).catch('refuse'),
  interval: z.enum(INTERVALS).catch('logit'),
  means: z.enum(MEAN_TESTS).catch('pairs'),
  letters: z.enum(LETTERS).catch('shared'),
  different: z.enum(['', 'yes']).catch(''),
  /** Year or level to compare the others with. */
  reference: z.string().max(60).catch(''),
  /** Name of weights that were made. */
  weights: z.string().max(80).catch(''),
});

export type TableChoices = z.infer<typeof tableChoices>;

/** The choices that the part of an address behind the question mark has. */
export function choicesIn(query: string): TableChoices {
  const parameters = new URLSearchParams(query);
  const names = [...new Set(parameters.keys())];
  return tableChoices.parse(
    Object.fromEntries(names.map((name) => [name, oneOrSeveral(parameters.getAll(name))])),
  );
}

function oneOrSeveral(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? (values[0] ?? '') : values;
}

/**
 * The axes that an address or a command names: `domain,year`.
 * @param known what the study has; anything else is as if it were not there
 */
export function axesIn(
  { columns, cross }: Pick<TableChoices, 'columns' | 'cross'>,
  known: readonly string[],
): readonly string[] {
  const axes = [...columns.split(','), cross]
    .map((axis) => axis.trim())
    .filter((axis) => known.includes(axis));
  const chosen = [...new Set(axes)].slice(0, 2);
  return chosen.length === 0 ? ['domain'] : chosen;
}

/** What an address chooses beside columns and procedure. */
export function optionsIn(choices: TableChoices): ChosenOptions {
  const {
    unknown,
    totals,
    adjustment,
    level,
    lonely,
    interval,
    means,
    letters,
    different,
    reference,
    weights,
  } = choices;
  return {
    unknown,
    totals,
    adjustment,
    significanceLevel: Number(level),
    lonelyUnit: lonely,
    interval,
    meanTest: means,
    letters,
    lettersWhen: different === 'yes' ? 'different' : 'always',
    reference: reference === '' ? null : reference,
    weights,
  };
}

/** The same as an address. */
export function queryOfOptions(options: ChosenOptions): Readonly<Record<string, string>> {
  const level = LEVELS.find((one) => Number(one) === options.significanceLevel) ?? '0.05';
  const {
    unknown,
    totals,
    adjustment,
    lonelyUnit,
    interval,
    meanTest,
    letters,
    lettersWhen,
    reference,
    weights,
  } = options;
  const tests = { adjustment, level, lonely: lonelyUnit, interval, means: meanTest, letters };
  return {
    unknown,
    totals,
    ...tests,
    different: lettersWhen === 'different' ? 'yes' : '',
    reference: reference ?? '',
    weights,
  };
}

/** What a table can leave the program as. */
export const TABLE_FORMATS = ['xlsx', 'docx', 'html', 'csv', 'json', 'r'] as const;

export type TableFormat = (typeof TABLE_FORMATS)[number];

/** The format that an address names, or `null`. */
export function tableFormatOf(text: string): TableFormat | null {
  return TABLE_FORMATS.find((format) => format === text) ?? null;
}
