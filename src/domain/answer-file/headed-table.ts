import { withoutGuard } from '../csv/csv-text.js';
import { type Delimiter, delimiters, OpenQuoteError, splitRows } from '../frame/delimited-text.js';
import type { FileFault } from './answer-record.js';

/** One line of a file, by column name. */
export interface HeadedRow {
  readonly line: number;
  /** The trimmed text in this column; empty when the file has no such column. */
  readonly cell: (column: string) => string;
}

/** A file with column names in its first line. */
export interface HeadedTable {
  /** The columns that the file has, by the name under which the reader knows them. */
  readonly columns: ReadonlySet<string>;
  readonly rows: readonly HeadedRow[];
  readonly faults: readonly FileFault[];
}

/**
 * Reads a delimited text with column names in its first line. The delimiter is the one with which the most names
 * are known. An unknown, missing or double column is a fault: nothing is silently left out.
 * @param text the whole file
 * @param names the columns that may be there: what may stand in the heading (in lower case), and the name it gets
 * @param required columns that must be there
 * @example readHeadedTable('domein;B1\nbasishulp;1', new Map([['domein', 'domain'], ['b1', 'B1']]), ['domain'])
 */
export function readHeadedTable(
  text: string,
  names: ReadonlyMap<string, string>,
  required: readonly string[],
): HeadedTable {
  try {
    return tableOf(splitRows(text, delimiterOf(text, names)), names, required);
  } catch (error) {
    if (!(error instanceof OpenQuoteError)) throw error;
    return faulty({
      line: error.line,
      column: null,
      message: 'Hier begint een aanhalingsteken dat nergens wordt gesloten. Herstel deze regel.',
    });
  }
}

type Rows = ReturnType<typeof splitRows>;

function tableOf(rows: Rows, names: ReadonlyMap<string, string>, required: readonly string[]): HeadedTable {
  const [head, ...body] = rows;
  if (head === undefined) return faulty({ line: 1, column: null, message: 'Het bestand is leeg.' });
  const headings = head.cells.map((cell) => withoutGuard(cell).trim());
  const columns = headings.map((heading) => names.get(heading.toLowerCase()) ?? null);
  const filled = body.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const faults = [
    ...headingFaults(headings, columns, required).map((fault) => ({ line: head.line, ...fault })),
    ...filled.filter(({ cells }) => cells.length > headings.length).map(tooManyCells),
  ];
  if (filled.length === 0) {
    faults.push({ line: head.line, column: null, message: 'Onder de kolomnamen staan geen gegevens.' });
  }
  const position = new Map(columns.map((column, at) => [column, at]));
  return {
    columns: new Set(columns.filter((column) => column !== null)),
    rows: filled.map(({ line, cells }) => ({
      line,
      cell: (column) => withoutGuard(cells[position.get(column) ?? -1] ?? '').trim(),
    })),
    faults,
  };
}

function headingFaults(
  headings: readonly string[],
  columns: readonly (string | null)[],
  required: readonly string[],
): Omit<FileFault, 'line'>[] {
  const unknown = headings.filter((_, at) => columns[at] === null);
  const double = headings.filter((_, at) => {
    const column = columns[at] ?? null;
    return column !== null && columns.indexOf(column) < at;
  });
  const missing = required.filter((column) => !columns.includes(column));
  return [
    ...unknown.map((column) => ({
      column: column === '' ? null : column,
      message:
        column === ''
          ? 'Een kolom heeft geen naam. Geef de kolom een naam of verwijder hem.'
          : 'Deze kolom is niet bekend. Gebruik een code uit de vragenlijst, of verwijder de kolom.',
    })),
    ...double.map((column) => ({ column, message: 'Deze kolom staat er twee keer in. Verwijder er één.' })),
    ...missing.map((column) => ({ column, message: 'Deze kolom ontbreekt en is nodig.' })),
  ];
}

function tooManyCells({ line }: Rows[number]): FileFault {
  return { line, column: null, message: 'Deze regel heeft meer cellen dan er kolomnamen zijn.' };
}

function faulty(fault: FileFault): HeadedTable {
  return { columns: new Set(), rows: [], faults: [fault] };
}

function delimiterOf(text: string, names: ReadonlyMap<string, string>): Delimiter {
  const [firstLine = ''] = text.split(/\r?\n|\r/, 1);
  const known = (delimiter: Delimiter): number =>
    firstLine
      .split(delimiter)
      .filter((heading) => names.has(heading.replaceAll('"', '').trim().toLowerCase())).length;
  return delimiters.reduce((best, one) => (known(one) > known(best) ? one : best));
}
