import { readReference } from './reference.js';

/** Letters that the report of 2016 printed, and what the procedure gives. */
export interface PublishedLetters {
  readonly table: string;
  readonly row: string;
  readonly kind: 'domain' | 'year' | 'year*' | 'text';
  readonly pct: readonly number[];
  readonly n: readonly number[];
  readonly published: readonly string[];
  readonly letters_bonferroni: readonly string[];
  readonly status: 'reproduced' | 'reproduced-within-rounding' | 'not-reproduced';
}

export const PUBLISHED_LETTERS = readReference('ceo_published_letters.json') as readonly PublishedLetters[];

/** The question behind each table, or behind each numbered row of it. */
const QUESTIONS: Readonly<Record<string, string>> = {
  '15': 'B1',
  '18': 'A4',
  '19/1': 'A5_1',
  '19/2': 'A5_2',
  '19/3': 'A5_3',
  '22': 'F1',
  '24/1': 'E1',
  '24/2': 'E2',
  '25/1': 'G1',
  '25txt': 'G1',
  '27/1': 'H1_1',
  '27/2': 'H1_2',
  '27/3': 'H1_3',
  '27/4': 'H1_4',
  '28/1': 'H2_1',
  '28/2': 'H2_2',
  '28/3': 'H2_3',
  '30/1': 'H4_1',
  '30/2': 'H4_2',
  '30/3': 'H4_3',
};

function questionOf({ table, row }: PublishedLetters): string {
  const [number = ''] = /^\d/.exec(row) ?? [];
  return QUESTIONS[`${table}/${number}`] ?? QUESTIONS[table] ?? '';
}

/** The columns whose letters the report compares. Totals over years are like for like: without JB/JR in 2016. */
function columnsOf({ kind, row }: PublishedLetters): readonly string[] {
  if (kind === 'domain') return ['basishulp', 'specialistisch', 'jb_jr'];
  const group = row.includes('Basis')
    ? 'basishulp'
    : row.includes('Spec')
      ? 'specialistisch'
      : 'comparable-total';
  return [`${group}/2015`, `${group}/2016`];
}

/** Which columns share a letter: what the letters are called does not matter. */
export function partition(letters: readonly string[]): string[] {
  const sets = letters.map((one) => new Set(one.split(',')));
  return sets.flatMap((set, at) =>
    sets.slice(at + 1).map((other) => ([...set].some((letter) => other.has(letter)) ? 'same' : 'differs')),
  );
}

/** The rows that must come out of answers. */
export const REPRODUCED = PUBLISHED_LETTERS.filter(
  (letters) =>
    letters.status !== 'not-reproduced' &&
    // Tested on everybody instead of on who was asked: right for the wrong reason (statistics §1.2).
    !letters.row.includes('n as printed'),
);

interface Row {
  readonly question: string;
  readonly cells: readonly {
    readonly column: string;
    readonly value: number | null;
    readonly letters: string;
  }[];
}

/** The cells of a table that hold the printed letters. */
export function cellsOf(rows: readonly Row[], letters: PublishedLetters): Row['cells'] {
  const row = rows.find(({ question }) => question === questionOf(letters));
  return columnsOf(letters).map((column) => {
    const cell = row?.cells.find((one) => one.column === column);
    if (cell === undefined) throw new Error(`no cell ${questionOf(letters)} ${column}`);
    return cell;
  });
}
