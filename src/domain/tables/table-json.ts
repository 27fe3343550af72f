import type { ComparisonTable, TableCell, TableTest } from './comparison-table.js';
import { describeNote } from './notes.js';
import type { RowStatistic } from './table-input.js';

/** A table for programs; the names are promised to scripts and only grow. */
export interface TableJson {
  readonly rows: readonly {
    readonly question: string;
    readonly option: string | null;
    readonly label: string;
    readonly statistic: RowStatistic;
    readonly cells: readonly TableCell[];
    readonly tests: readonly TableTest[];
  }[];
  readonly notes: readonly string[];
}

/**
 * The table in the form that the command line promises: values as proportions 0–1 or means, notes as text.
 * @example tableJson(table).rows[0]?.cells[0] // { column: 'basishulp', value: 0.84, base: 256, letters: 'a', … }
 */
export function tableJson({ rows, notes }: ComparisonTable): TableJson {
  return { rows, notes: notes.map(describeNote) };
}
