import { type DateForm, dateForm } from './cell-date.js';
import { plainCell } from './cell-value.js';
import { type ClientFileSettings, openClientFile } from './client-file.js';
import type { RowOutcome } from './client-record.js';
import { type ColumnCertainty, columnKeys } from './column-guess.js';
import type { ColumnRole } from './column-role.js';
import type { Delimiter, TextRow } from './delimited-text.js';
import { columnProblem, type FileLayout, findLayout } from './file-layout.js';
import { type FileProblem, isFileProblem } from './file-problem.js';

/** One column of a file as the researcher looks at it. */
export interface ColumnPreview {
  /** By which it is known in corrections. */
  readonly key: string;
  readonly heading: string;
  readonly role: ColumnRole | null;
  readonly certainty: ColumnCertainty | null;
  /** What stands in the first filled cells: personal data. */
  readonly cells: readonly string[];
  /** How most dates in it are written, for a column with dates. */
  readonly dates: DateForm | null;
}

/** What the first rows of a file come to with the columns as they were taken. */
export type TrialCounts = Readonly<Record<RowOutcome['kind'], number>>;

/** The beginning of a client file, for a look before it is read. */
export interface FilePreview {
  readonly delimiter: Delimiter;
  /** From 1; the lines above it are titles. */
  readonly headerLine: number;
  readonly columns: readonly ColumnPreview[];
  /** Why the file cannot be read with these columns. */
  readonly problem: FileProblem | null;
  /** `null` when the file cannot be read with these columns. */
  readonly trial: TrialCounts | null;
}

const shownCells = 3;
const longestCell = 40;
const dateRoles: readonly (ColumnRole | null)[] = ['birth_date', 'care_start', 'care_end'];

/**
 * What the beginning of a client file looks like, with the meaning of each column.
 * @param sample the first 64 kB or more of the text, or all of it
 * @param settings report year, and the choices of columns, `{}` for none
 * @returns the preview, or why the file is not a table
 * @example previewClientFile('naam;voornaam;geboren;pc\nVos;Sem;1-2-2012;3011AB\n', { reportYear: 2025, corrections: {} })
 *   // columns[2] is { heading: 'geboren', role: 'birth_date', cells: ['1-2-2012'], dates: 'day_first', … }
 */
export function previewClientFile(sample: string, settings: ClientFileSettings): FilePreview | FileProblem {
  const found = findLayout(sample, settings.corrections);
  if (isFileProblem(found)) return found;
  const { layout, rows } = found;
  const keys = columnKeys(layout.columns.map(({ heading }) => heading));
  const problem = columnProblem(layout);
  return {
    delimiter: layout.delimiter,
    headerLine: layout.headerLine,
    columns: layout.columns.map((guess, column) => ({
      key: keys[column] ?? '',
      heading: guess.heading.trim(),
      role: guess.role,
      certainty: guess.certainty,
      cells: filledCells(rows, column),
      dates: dateRoles.includes(guess.role) ? mostUsedForm(rows, column) : null,
    })),
    problem,
    trial: problem === null ? tryRows(sample, layout, settings) : null,
  };
}

function cellOf({ cells }: TextRow, column: number): string {
  return plainCell(cells[column] ?? '').text.trim();
}

function filledCells(rows: readonly TextRow[], column: number): string[] {
  const filled: string[] = [];
  for (const row of rows) {
    const cell = cellOf(row, column);
    if (cell === '') continue;
    filled.push(cell.length > longestCell ? `${cell.slice(0, longestCell - 1)}…` : cell);
    if (filled.length === shownCells) break;
  }
  return filled;
}

function mostUsedForm(rows: readonly TextRow[], column: number): DateForm | null {
  const counts = new Map<DateForm, number>();
  for (const row of rows) {
    const form = dateForm(cellOf(row, column));
    if (form !== null) counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  let most: DateForm | null = null;
  for (const [form, count] of counts)
    if (count > (counts.get(most ?? form) ?? 0) || most === null) most = form;
  return most;
}

function tryRows(sample: string, layout: FileLayout, settings: ClientFileSettings): TrialCounts {
  const counts = { accepted: 0, rejected: 0, not_in_report_year: 0, no_client: 0 };
  const outcomes = openClientFile(layout, settings).write(sample);
  if (!isFileProblem(outcomes)) for (const { kind } of outcomes) counts[kind] += 1;
  return counts;
}
