import Papa from 'papaparse';

/** The characters that separate columns in delivered files. */
export const delimiters = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** One row of a delivered file. */
export interface TextRow {
  /** Number of the first line of the row in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Rows from text that arrives in pieces. */
export interface RowSplitter {
  /** @throws OpenQuoteError when a quoted cell is longer than any real cell */
  readonly write: (text: string) => TextRow[];
  readonly end: () => TextRow[];
  /** Number of the line on which the next row begins. */
  readonly line: () => number;
}

/** A quoted cell that does not end: the rest of the file would be one cell. */
export class OpenQuoteError extends Error {
  readonly line: number;
  constructor(line: number) {
    super('a quoted cell is not closed');
    this.line = line;
  }
}

/** More characters than this without an end of row means that a quote was left open. */
const longestRowCharacters = 1_000_000;

interface ParsedPiece {
  readonly data: string[][];
  readonly errors: readonly { readonly code: string }[];
  readonly meta: { readonly cursor: number };
}

/**
 * How often a line ends in a text.
 * @example lineEnds('a\nb\n') // 2
 */
export function lineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/**
 * Splits text into rows and cells; quoted cells may hold delimiters, quotes and line ends.
 * Blank lines give a row with one empty cell, so that line numbers stay right.
 * @param delimiter the character between cells
 * @example splitRows('a;b\n1;"x\ny"\n2;z', ';')[2] // { line: 4, cells: ['2', 'z'] }
 */
export function openRowSplitter(delimiter: Delimiter): RowSplitter {
  let rest = '';
  let heldReturn = false;
  let line = 1;
  function parse(text: string, isLast: boolean): TextRow[] {
    const parser = new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"' });
    const piece = parser.parse(text, 0, !isLast) as ParsedPiece;
    rest = isLast ? '' : text.slice(piece.meta.cursor);
    const mayHoldLineEnds = text.includes('"');
    const rows = piece.data.map((cells) => {
      const row = { line, cells };
      line += 1 + (mayHoldLineEnds ? cells.reduce((sum, cell) => sum + lineEnds(cell), 0) : 0);
      return row;
    });
    if (isLast && piece.errors.some((error) => error.code === 'MissingQuotes')) {
      throw new OpenQuoteError(rows.at(-1)?.line ?? line);
    }
    return rows;
  }
  return {
    write(text) {
      // A file may mix line ends; a return at the border waits for the line feed that may follow it.
      const whole = heldReturn ? `\r${text}` : text;
      heldReturn = whole.endsWith('\r');
      const complete = heldReturn ? whole.slice(0, -1) : whole;
      const rows = parse(
        rest + (complete.includes('\r') ? complete.replace(/\r\n?/g, '\n') : complete),
        false,
      );
      if (rest.length > longestRowCharacters) throw new OpenQuoteError(line);
      return rows;
    },
    end: () => (rest === '' ? [] : parse(rest, true)),
    line: () => line,
  };
}

/**
 * The rows of a whole text.
 * @throws OpenQuoteError when a quoted cell is not closed
 * @example splitRows('a;b\n1;"x\ny"\n2;z', ';')[2] // { line: 4, cells: ['2', 'z'] }
 */
export function splitRows(text: string, delimiter: Delimiter): TextRow[] {
  const splitter = openRowSplitter(delimiter);
  return [...splitter.write(text), ...splitter.end()];
}
