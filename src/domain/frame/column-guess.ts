import { readSex, readPostcode } from './cell-value.js';
import { type ColumnRole, headingKey, headingPatterns } from './column-role.js';
import { readDate } from './cell-date.js';

/** Why a column got its role. `assumed` columns are shown to the researcher for a confirmation. */
export type ColumnCertainty = 'heading' | 'content' | 'assumed' | 'corrected';

/** One column of a delivered file with its meaning, or `null` when the program does not use it. */
export interface ColumnGuess {
  /** The heading as the file has it. */
  readonly heading: string;
  readonly role: ColumnRole | null;
  readonly certainty: ColumnCertainty | null;
}

/**
 * Roles that somebody chose, per heading or column key; `null` leaves the column out. Headings are compared without
 * case, accents and signs, so that a choice can be kept for the next delivery of the organisation.
 */
export type ColumnCorrections = Readonly<Record<string, ColumnRole | null>>;

interface Fit {
  readonly role: ColumnRole;
  readonly strength: number;
  readonly isAssumed: boolean;
}

function fitOf(heading: string): Fit | null {
  const key = headingKey(heading);
  let best: Fit | null = null;
  for (const { role, strength, pattern, isAssumed = false } of headingPatterns) {
    if ((best === null || strength > best.strength) && pattern.test(key))
      best = { role, strength, isAssumed };
  }
  return best;
}

/**
 * How many cells of a line are known headings: the header line has the most of them.
 * @example countKnownHeadings(['clientnummer', 'voornaam', 'Sem']) // 2
 */
export function countKnownHeadings(cells: readonly string[]): number {
  return cells.reduce((count, cell) => (cell.length < 60 && fitOf(cell) !== null ? count + 1 : count), 0);
}

/**
 * By which each column of a file is known in corrections: its heading in plain small letters, with a number behind it
 * when an earlier column has the same, and its place when it has no heading.
 * @example columnKeys(['Naam', '', 'NAAM']) // ['naam', '#2', 'naam #2']
 */
export function columnKeys(headings: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((heading, column) => {
    const key = headingKey(heading);
    if (key === '') return `#${String(column + 1)}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key} #${String(count)}`;
  });
}

const keyParts = /^(.*?)\s*(#\d+)?$/;

/** A heading or a column key as a column key. */
function columnKey(text: string): string {
  const parts = keyParts.exec(text);
  return [headingKey(parts?.[1] ?? text), parts?.[2] ?? ''].filter((part) => part !== '').join(' ');
}

function correctionsByKey(corrections: ColumnCorrections): ReadonlyMap<string, ColumnRole | null> {
  return new Map(Object.entries(corrections).map(([heading, role]) => [columnKey(heading), role]));
}

function guessByHeading(headings: readonly string[], corrections: ColumnCorrections): ColumnGuess[] {
  const chosen = correctionsByKey(corrections);
  const keys = columnKeys(headings);
  const fits = headings.map((heading, column) => (chosen.has(keys[column] ?? '') ? null : fitOf(heading)));
  const taken = new Set<ColumnRole | null>(chosen.values());
  const winners = new Map<ColumnRole, number>();
  fits.forEach((fit, column) => {
    if (fit === null || taken.has(fit.role)) return;
    const rival = winners.get(fit.role);
    if (rival === undefined || fit.strength > (fits[rival]?.strength ?? 0)) winners.set(fit.role, column);
  });
  return headings.map((heading, column) => {
    const choice = chosen.get(keys[column] ?? '');
    if (choice !== undefined) return { heading, role: choice, certainty: 'corrected' };
    const fit = fits[column];
    if (!fit || winners.get(fit.role) !== column) return { heading, role: null, certainty: null };
    return { heading, role: fit.role, certainty: fit.isAssumed ? 'assumed' : 'heading' };
  });
}

/** Roles whose cells can be recognised without a heading, with the test of one filled cell. */
const contentTests: readonly { readonly role: ColumnRole; readonly fits: (cell: string) => boolean }[] = [
  { role: 'postcode', fits: (cell) => readPostcode(cell) !== null },
  { role: 'birth_date', fits: (cell) => readDate(cell).kind === 'date' },
  { role: 'sex', fits: (cell) => readSex(cell) !== null && !/^\d$/.test(cell) },
];

/** Part of the filled cells that must fit, so that a few mistakes in a file do not matter. */
const contentShare = 0.8;

function fitsContent(
  column: number,
  rows: readonly (readonly string[])[],
  fits: (cell: string) => boolean,
): boolean {
  const filled = rows.map((cells) => (cells[column] ?? '').trim()).filter((cell) => cell !== '');
  return filled.length > 0 && filled.filter(fits).length >= contentShare * filled.length;
}

/** Fills roles that no heading gave, when exactly one column without a role has such contents. */
function guessByContent(
  guesses: readonly ColumnGuess[],
  rows: readonly (readonly string[])[],
): ColumnGuess[] {
  const result = [...guesses];
  for (const { role, fits } of contentTests) {
    if (result.some((guess) => guess.role === role)) continue;
    const columns = result.flatMap((guess, column) =>
      guess.certainty === null && fitsContent(column, rows, fits) ? [column] : [],
    );
    const [column] = columns;
    const guess = column === undefined ? undefined : result[column];
    if (column === undefined || guess === undefined || columns.length > 1) continue;
    result[column] = { heading: guess.heading, role, certainty: 'content' };
  }
  return result;
}

/** A column called "naam" holds the whole name when the file has no column for the first name. */
function withFullName(guesses: readonly ColumnGuess[]): ColumnGuess[] {
  if (guesses.some(({ role }) => role === 'given_name' || role === 'full_name')) return [...guesses];
  return guesses.map((guess) =>
    guess.role === 'last_name' && guess.certainty === 'heading' ? { ...guess, role: 'full_name' } : guess,
  );
}

/**
 * Guesses what each column of a client file means, from Dutch headings and, for some roles, from the contents.
 * A role goes to one column: the one whose heading says it best, else the first.
 * @param headings cells of the header line
 * @param sampleRows some rows under it
 * @param corrections choices that go before any guess
 * @example guessColumns(['Naam', 'Roepnaam', 'Tel 1'], [], {}).map((column) => column.role)
 *   // ['last_name', 'given_name', 'phone_parent']
 */
export function guessColumns(
  headings: readonly string[],
  sampleRows: readonly (readonly string[])[],
  corrections: ColumnCorrections,
): ColumnGuess[] {
  return withFullName(guessByContent(guessByHeading(headings, corrections), sampleRows));
}
