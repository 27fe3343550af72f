import { withoutGuard } from '../csv/csv-text.js';
import { delimiters, OpenQuoteError, splitRows } from '../frame/delimited-text.js';

/** One column of a file that somebody else made. */
export interface RawColumn {
  readonly name: string;
  /** What the file says that it is; empty when it says nothing. */
  readonly label: string;
  /** What the file says that its codes mean, by the code as the cells have it. */
  readonly valueLabels: ReadonlyMap<string, string>;
}

/** A file with one respondent per row, before it is known what its columns mean. */
export interface RawTable {
  readonly columns: readonly RawColumn[];
  readonly rows: readonly RawRow[];
}

/** One respondent of such a file. */
export interface RawRow {
  /** Line of a text file, or number of the respondent; from 1. */
  readonly line: number;
  /** Trimmed texts in the order of the columns; numbers with a point, empty where nothing is known. */
  readonly cells: readonly string[];
}

/**
 * Reads a delimited text with any column names in its first line. The delimiter is the one that parts that line most.
 * @param text the whole file
 * @returns the table, or a Dutch sentence on why it cannot be read
 * @example readDelimitedTable('v1;v2\n1;2') // { columns: [{ name: 'v1', … }, …], rows: [{ line: 2, cells: ['1', '2'] }] }
 */
export function readDelimitedTable(text: string): RawTable | { readonly fault: string } {
  const [firstLine = ''] = text.split(/\r?\n|\r/, 1);
  const count = (delimiter: string): number => firstLine.split(delimiter).length;
  const delimiter = delimiters.reduce((best, one) => (count(one) > count(best) ? one : best));
  try {
    const [head, ...body] = splitRows(text, delimiter).map(({ line, cells }) => ({
      line,
      cells: cells.map((cell) => withoutGuard(cell).trim()),
    }));
    if (head === undefined) return { fault: 'Het bestand is leeg.' };
    return {
      columns: head.cells.map((name) => ({ name, label: '', valueLabels: new Map() })),
      rows: body.filter(({ cells }) => cells.some((cell) => cell !== '')),
    };
  } catch (error) {
    if (!(error instanceof OpenQuoteError)) throw error;
    return { fault: `Op regel ${String(error.line)} begint een aanhalingsteken dat nergens wordt gesloten.` };
  }
}
