import { z } from 'zod';

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
});

export type TableChoices = z.infer<typeof tableChoices>;

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

/** What a table can leave the program as. */
export const TABLE_FORMATS = ['xlsx', 'docx', 'html', 'csv', 'json', 'r'] as const;

export type TableFormat = (typeof TABLE_FORMATS)[number];

/** The format that an address names, or `null`. */
export function tableFormatOf(text: string): TableFormat | null {
  return TABLE_FORMATS.find((format) => format === text) ?? null;
}
