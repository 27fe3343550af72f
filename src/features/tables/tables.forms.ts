import { z } from 'zod';
import type { ColumnChoice } from '../../domain/tables/table-input.js';

/** What may stand for columns in an address and on the command line, and what it means. */
export const COLUMN_WORDS = {
  domain: 'group',
  year: 'year',
  'domain,year': 'group,year',
} as const satisfies Readonly<Record<string, ColumnChoice>>;

export type ColumnWord = keyof typeof COLUMN_WORDS;

export const COLUMN_WORD_LIST = Object.keys(COLUMN_WORDS) as readonly ColumnWord[];

export const PROCEDURES = ['design', 'spss'] as const;

/** A parameter that may be there once, several times, or not at all. */
const several = z
  .union([z.array(z.string()), z.string().transform((one) => [one])])
  .default([])
  .catch([]);

/** The choices in the address of a table. What makes no sense is as if it were not there: an address is not a form. */
export const tableChoices = z.object({
  part: several,
  beside: several,
  columns: z.enum(['domain', 'year', 'domain,year']).catch('domain'),
  procedure: z.enum(PROCEDURES).catch('design'),
});

export type TableChoices = z.infer<typeof tableChoices>;

/** What a table can leave the program as. */
export const TABLE_FORMATS = ['xlsx', 'docx', 'html', 'csv', 'json', 'r'] as const;

export type TableFormat = (typeof TABLE_FORMATS)[number];

/** The format that an address names, or `null`. */
export function tableFormatOf(text: string): TableFormat | null {
  return TABLE_FORMATS.find((format) => format === text) ?? null;
}
