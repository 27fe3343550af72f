import { expect, it } from 'vitest';
import type { TableCell, TableRow } from '../../../src/domain/tables/comparison-table.js';
import { makeTable } from '../../../src/features/tables/tables.service.js';
import { createTestApplication, type TestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { importPublishedStudies } from '../../support/published-studies.js';
import { readReference } from '../../support/reference.js';

interface PublishedLetters {
  readonly table: string;
  readonly row: string;
  readonly kind: 'domain' | 'year' | 'year*' | 'text';
  readonly pct: readonly number[];
  readonly n: readonly number[];
  readonly published: readonly string[];
  readonly letters_bonferroni: readonly string[];
  readonly status: 'reproduced' | 'reproduced-within-rounding' | 'not-reproduced';
}

const ALL = readReference('ceo_published_letters.json') as readonly PublishedLetters[];

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
function partition(letters: readonly string[]): string[] {
  const sets = letters.map((one) => new Set(one.split(',')));
  return sets.flatMap((set, at) =>
    sets.slice(at + 1).map((other) => ([...set].some((letter) => other.has(letter)) ? 'same' : 'differs')),
  );
}

const REPRODUCED = ALL.filter(
  (letters) =>
    letters.status !== 'not-reproduced' &&
    // Tested on everybody instead of on who was asked: right for the wrong reason (statistics §1.2).
    !letters.row.includes('n as printed'),
);

async function rowsOf(app: TestApplication, columns: readonly string[]): Promise<readonly TableRow[]> {
  const { table } = await makeTable(app, {
    study: 'ceo-2016',
    questions: null,
    columns,
    procedure: 'spss',
    beside: null,
  });
  return table.rows;
}

function cellsOf(rows: readonly TableRow[], letters: PublishedLetters): readonly TableCell[] {
  const row = rows.find(({ question }) => question === questionOf(letters));
  return columnsOf(letters).map((column) => {
    const cell = row?.cells.find((one) => one.column === column);
    if (cell === undefined) throw new Error(`no cell ${questionOf(letters)} ${column}`);
    return cell;
  });
}

describeOnEachDatabase('the published letters', ({ openDatabase }) => {
  it('come out of imported answers, for every row that the procedure can give', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const tables = { domain: await rowsOf(app, ['domain']), year: await rowsOf(app, ['domain', 'year']) };
    expect(REPRODUCED).toHaveLength(33);
    for (const letters of REPRODUCED) {
      const cells = cellsOf(letters.kind === 'domain' ? tables.domain : tables.year, letters);
      const name = `${letters.table} ${letters.row}`;
      expect([name, ...cells.map(({ value }) => Math.round((value ?? NaN) * 100))]).toEqual([
        name,
        ...letters.pct,
      ]);
      expect([name, ...partition(cells.map((cell) => cell.letters))]).toEqual([
        name,
        ...partition(letters.published),
      ]);
    }
  });

  it('are a,b – a – b where the report made a letter of its own of the overlap', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const rows = await rowsOf(app, ['domain']);
    const overlaps = ALL.filter(({ status, kind }) => status === 'not-reproduced' && kind === 'domain');
    expect(overlaps.map(({ row }) => row)).toContain('2 tevreden samenwerking (filtered n=105,87,35)');
    for (const letters of overlaps) {
      const cells = cellsOf(rows, letters);
      expect([letters.row, ...partition(cells.map((cell) => cell.letters))]).toEqual([
        letters.row,
        ...partition(letters.letters_bonferroni),
      ]);
    }
  });

  it.each([
    ['B2', 'basishulp', true],
    ['B2', 'specialistisch', false],
    ['B2', 'comparable-total', true],
    ['A3', 'basishulp', false],
    ['A3', 'specialistisch', true],
    ['A3', 'comparable-total', false],
  ])('say of the mean of %s in %s whether it changed: %s', async (question, group, isDifferent) => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const row = (await rowsOf(app, ['domain', 'year'])).find((one) => one.question === question);
    const letters = [`${group}/2015`, `${group}/2016`].map(
      (column) => row?.cells.find((cell) => cell.column === column)?.letters ?? '',
    );
    expect(partition(letters)).toEqual([isDifferent ? 'differs' : 'same']);
  });
});
