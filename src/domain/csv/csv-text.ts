/** What a cell of an export may hold. */
export type CsvCell = string | number | boolean | null;

/** The mark at the start by which spreadsheets know that the file is UTF-8. */
export const csvStart = '\uFEFF';

/** A spreadsheet runs a cell that starts with one of these as a formula, also behind spaces or line ends. */
const formulaStart = /^[\s\u00A0\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;
const guardedFormula = /^'(?=[\s\u00A0\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])/;

/**
 * Who reads the file. `dutch`: a spreadsheet in Dutch, with `;` between cells and a decimal comma; `iso`: a program,
 * with `,` between cells and a decimal point.
 */
export type CsvNotation = 'dutch' | 'iso';

const MARKS: Readonly<Record<CsvNotation, { readonly delimiter: string; readonly decimal: string }>> = {
  dutch: { delimiter: ';', decimal: ',' },
  iso: { delimiter: ',', decimal: '.' },
};

function cellText(cell: CsvCell, decimal: string): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 'ja' : 'nee';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell).replace('.', decimal) : '';
  return formulaStart.test(cell) ? `'${cell}` : cell;
}

function quoted(text: string, delimiter: string): string {
  return /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * One line of a CSV export for Dutch spreadsheets: cells parted by `;`, decimal comma, line end CRLF. A text that
 * a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV Injection); numbers are
 * written as numbers, also negative ones; `true` is `ja`; `null` and what is no number is empty.
 * @param cells of one row
 * @param notation `iso` parts by `,` and writes a decimal point, for programs
 * @example csvLine(['=1+1', -0.5, true, null]) // "'=1+1;-0,5;ja;\r\n"
 */
export function csvLine(cells: readonly CsvCell[], notation: CsvNotation = 'dutch'): string {
  const { delimiter, decimal } = MARKS[notation];
  return `${cells.map((cell) => quoted(cellText(cell, decimal), delimiter)).join(delimiter)}\r\n`;
}

/**
 * A whole CSV file with the mark for UTF-8 at the start. For long exports write `csvStart` and then lines.
 * @param rows heading row first
 * @example csvText([['naam'], ['Vos']]) // '\uFEFFnaam\r\nVos\r\n'
 */
export function csvText(rows: Iterable<readonly CsvCell[]>): string {
  let text = csvStart;
  for (const row of rows) text += csvLine(row);
  return text;
}

/**
 * The text that `csvLine` guarded, as it was: for a list that went out and came back.
 * @example withoutGuard("'=1+1") // '=1+1'
 */
export function withoutGuard(cell: string): string {
  return cell.replace(guardedFormula, '');
}
