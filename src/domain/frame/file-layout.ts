import {
  type ColumnCorrections,
  type ColumnGuess,
  countKnownHeadings,
  guessColumns,
} from './column-guess.js';
import { type ColumnRole, columnRoleLabels, headingKey } from './column-role.js';
import {
  type Delimiter,
  delimiters,
  openRowSplitter,
  splitRows,
  type TextRow,
  OpenQuoteError,
} from './delimited-text.js';
import { type FileProblem, fileProblem, isFileProblem } from './file-problem.js';

/** How a delivered file is built: enough to read its rows. */
export interface FileLayout {
  readonly delimiter: Delimiter;
  /** Line number of the header line, from 1. Lines above it are titles. */
  readonly headerLine: number;
  readonly columns: readonly ColumnGuess[];
}

/** More columns than this are no client list. */
const mostColumns = 100;
/** The header line is looked for in this many rows. */
const headerRows = 40;
/** A line with fewer known headings is a row or a title, not a header line. */
const fewestKnownHeadings = 3;

interface HeaderFind {
  readonly delimiter: Delimiter;
  readonly rows: readonly TextRow[];
  readonly place: number;
  readonly known: number;
}

function rowsOf(sample: string, delimiter: Delimiter): readonly TextRow[] {
  try {
    // The sample may end within a row: that row is left out unless there is no other.
    const rows = openRowSplitter(delimiter).write(sample);
    return rows.length > 0 ? rows : splitRows(sample, delimiter);
  } catch (problem) {
    if (problem instanceof OpenQuoteError) return [];
    throw problem;
  }
}

function knownIn(cells: readonly string[], corrections: ColumnCorrections): number {
  const chosen = new Set(Object.keys(corrections).map((key) => headingKey(key.replace(/#\d+$/, ''))));
  return Math.max(countKnownHeadings(cells), cells.filter((cell) => chosen.has(headingKey(cell))).length);
}

/** The delimiter with which some line shows the most known headings is the right one. */
function findHeader(sample: string, corrections: ColumnCorrections): HeaderFind | null {
  let best: HeaderFind | null = null;
  for (const delimiter of delimiters) {
    const rows = rowsOf(sample, delimiter);
    rows.slice(0, headerRows).forEach(({ cells }, place) => {
      const known = knownIn(cells, corrections);
      if (known > (best?.known ?? 0)) best = { delimiter, rows, place, known };
    });
  }
  return best;
}

function missingRoles(roles: ReadonlySet<ColumnRole | null>): string[] {
  const missing: ColumnRole[] = [];
  if (!roles.has('birth_date')) missing.push('birth_date');
  if (!roles.has('full_name')) {
    if (!roles.has('last_name')) missing.push('last_name');
    if (!roles.has('given_name')) missing.push('given_name');
  }
  if (!roles.has('postcode')) missing.push('postcode');
  return missing.map((role) => columnRoleLabels[role]);
}

/** Two equal headings matter only when one of them is used, and nobody said what each of them is. */
function duplicateOf(columns: readonly ColumnGuess[]): string | null {
  const seen = new Map<string, ColumnGuess[]>();
  for (const column of columns) {
    const key = headingKey(column.heading);
    if (key !== '') seen.set(key, [...(seen.get(key) ?? []), column]);
  }
  for (const same of seen.values()) {
    const [first] = same;
    const isUsed = same.some(({ role }) => role !== null);
    const isChosen = same.every(({ certainty }) => certainty === 'corrected');
    if (same.length > 1 && first !== undefined && isUsed && !isChosen) return first.heading;
  }
  return null;
}

/**
 * What keeps a file from being read with its columns as they were taken: a heading that is there twice, or a role
 * without which no person can be told from another.
 * @returns `null` when the columns will do
 */
export function columnProblem({ columns, headerLine: line }: FileLayout): FileProblem | null {
  const duplicate = duplicateOf(columns);
  if (duplicate !== null) return fileProblem('duplicate_heading', line, `Het gaat om ‘${duplicate.trim()}’.`);
  const missing = missingRoles(new Set(columns.map(({ role }) => role)));
  return missing.length === 0
    ? null
    : fileProblem('missing_column', line, `Niet gevonden: ${missing.join(', ')}.`);
}

/**
 * Recognises delimiter, header line and columns, whether or not the columns will do.
 * @param sample the first 64 kB or more of the text, or all of it
 * @param corrections the researcher's choices for this file or organisation, `{}` for none
 * @returns the layout with some rows under the header line, or why the file is not a table
 */
export function findLayout(
  sample: string,
  corrections: ColumnCorrections,
): { layout: FileLayout; rows: readonly TextRow[] } | FileProblem {
  if (sample.includes('\0')) return fileProblem('null_byte');
  if (sample.trim() === '') return fileProblem('empty');
  const found = findHeader(sample, corrections);
  const header = found?.rows[found.place];
  if (found === null || header === undefined || found.known < fewestKnownHeadings)
    return fileProblem('no_header');
  if (header.cells.length > mostColumns) {
    return fileProblem(
      'too_many_columns',
      header.line,
      `Het zijn er ${String(header.cells.length)}; ${String(mostColumns)} mag.`,
    );
  }
  const rows = found.rows.slice(found.place + 1, found.place + 201);
  const cells = rows.map((row) => row.cells);
  const columns = guessColumns(header.cells, cells, corrections);
  return { layout: { delimiter: found.delimiter, headerLine: header.line, columns }, rows };
}

/**
 * Recognises delimiter, header line and columns from the beginning of a file.
 * @param sample the first 64 kB or more of the text, or all of it
 * @param corrections the researcher's choices for this file or organisation, `{}` for none
 * @returns the layout, or why the file is not a client list
 * @example recogniseLayout('clientnr;voornaam;achternaam;geb.dat.;pc\n1;Sem;Vos;1-2-2012;3011AB\n', {})
 *   // delimiter ';', headerLine 1
 */
export function recogniseLayout(sample: string, corrections: ColumnCorrections): FileLayout | FileProblem {
  const found = findLayout(sample, corrections);
  return isFileProblem(found) ? found : (columnProblem(found.layout) ?? found.layout);
}
