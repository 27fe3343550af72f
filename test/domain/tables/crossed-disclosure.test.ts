import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumsOfAnswers } from '../../../src/domain/statistics/answer-sums.js';
import { buildComparisonTable } from '../../../src/domain/tables/build-comparison-table.js';
import type { ComparisonTable } from '../../../src/domain/tables/comparison-table.js';
import {
  type Breakdown,
  type GroupSums,
  tableDefaults,
  type TableInput,
  type Totals,
} from '../../../src/domain/tables/table-input.js';
import { Attacker, type CellsOf, learnFromTable } from './attacker.js';

const LEFT_OUT = { domains: ['jb_jr'], label: 'JB/JR' };
const RESPONDENTS = ['parent', 'youth'];
const AGES = ['0-11', '12-15', '16+'];

/** People of one smallest cell: a domain of a year, a respondent, an age band; how many gave each answer. */
interface Cell {
  readonly year: string;
  readonly domain: string;
  readonly respondent: string;
  readonly age: string;
  /** People who say yes to B1. */
  readonly content: number;
  /** People who say no to B1, by their answer to its follow-up G2. */
  readonly wishes: readonly number[];
  /** People by the part of a code that they name in their own words. */
  readonly named: readonly number[];
  /** People who say something else. */
  readonly silent: number;
}

function breakdown(key: string, levels: readonly string[]): Breakdown {
  return { key, label: key, levels: levels.map((level) => ({ key: level, label: level })), question: null };
}

const BREAKDOWNS: Readonly<Record<string, Breakdown>> = {
  respondent: breakdown('respondent', RESPONDENTS),
  age: breakdown('age', AGES),
};

function levelOf(cell: Cell, key: string): string {
  return key === 'age' ? cell.age : cell.respondent;
}

const OPTIONS = [0, 1, 2];

/** Positions of the rows of the coded question: the whole, and its parts. */
const WHOLE = 4;
const PARTS = [0, 1];

function noCount({ wishes }: Cell): number {
  return wishes.reduce((sum, one) => sum + one, 0);
}

function namedCount({ named }: Cell): number {
  return named.reduce((sum, one) => sum + one, 0);
}

/** The same people as the input of a table with these axes. */
function inputOf(cells: readonly Cell[], axes: readonly string[]): TableInput {
  const keys = axes.filter((axis) => axis in BREAKDOWNS);
  const places = new Map<string, Cell[]>();
  for (const cell of cells) {
    const key = [cell.year, cell.domain, ...keys.map((own) => levelOf(cell, own))].join('/');
    places.set(key, [...(places.get(key) ?? []), cell]);
  }
  const groups = (count: (cell: Cell) => readonly [base: number, positive: number]): GroupSums[] =>
    [...places].map(([key, members]) => {
      const [year = '', domain = '', ...levels] = key.split('/');
      const counted = members.map(count);
      const base = counted.reduce((sum, [own]) => sum + own, 0);
      const positive = counted.reduce((sum, [, own]) => sum + own, 0);
      const sums = sumsOfAnswers(Array.from({ length: base }, (_, at) => ({ y: at < positive ? 1 : 0 })));
      return { year, domain, levels, stratum: `${year}/${domain}`, sums, source: 'answers' };
    });
  const plain = { label: '', notes: [] };
  const present = (values: readonly string[]) => [...new Set(values)].map((key) => ({ key, label: key }));
  return {
    years: present(cells.map(({ year }) => year)),
    domains: present(cells.map(({ domain }) => domain)),
    breakdowns: keys.flatMap((key) => BREAKDOWNS[key] ?? []),
    strata: [...new Set(cells.map(({ year, domain }) => `${year}/${domain}`))].map((key) => ({
      key,
      sampleSize: 1000,
      populationSize: null,
    })),
    rows: [
      {
        ...plain,
        ...{ question: 'B1', option: null, statistic: 'share', filteredBy: null },
        groups: groups((cell) => [cell.content + noCount(cell), cell.content]),
      },
      ...OPTIONS.map((option) => ({
        ...plain,
        ...{ question: 'G2', option: String(option), statistic: 'option-share' as const, filteredBy: 'B1' },
        groups: groups((cell) => [noCount(cell), cell.wishes[option] ?? 0]),
      })),
      {
        ...plain,
        ...{ question: 'B3', option: '1', statistic: 'multiple-of-respondents', filteredBy: null },
        groups: groups((cell) => [namedCount(cell) + cell.silent, namedCount(cell)]),
      },
      ...PARTS.map((part) => ({
        ...plain,
        ...{ question: 'B3', option: `1${String(part)}`, partOf: '1', filteredBy: null },
        statistic: 'multiple-of-respondents' as const,
        groups: groups((cell) => [namedCount(cell) + cell.silent, cell.named[part] ?? 0]),
      })),
    ],
  };
}

/** Every table of these people that the program can make, whatever its columns and totals. */
function everyTable(
  cells: readonly Cell[],
): { input: TableInput; table: ComparisonTable; axes: readonly string[] }[] {
  const axes = [['domain'], ['year'], ['respondent'], ['age'], ['domain', 'year'], ['respondent', 'year']];
  const crossed = [
    ['age', 'year'],
    ['domain', 'respondent'],
    ['age', 'domain'],
    ['respondent', 'age'],
    ['age', 'respondent'],
  ];
  return [...axes, ...crossed].flatMap((columns) =>
    (['both', 'without'] satisfies Totals[]).map((totals) => {
      const input = inputOf(cells, columns);
      const options = { ...tableDefaults(columns, 'spss'), totals, leftOut: LEFT_OUT };
      return { input, table: buildComparisonTable(input, options), axes: columns };
    }),
  );
}

function cellsOfPart(cells: readonly Cell[], axes: readonly string[]): CellsOf {
  const keys = axes.filter((axis) => axis in BREAKDOWNS);
  return (row, { year, domain, levels }) =>
    cells
      .filter(
        (cell) =>
          cell.year === year &&
          cell.domain === domain &&
          keys.every((key, at) => levelOf(cell, key) === levels[at]),
      )
      .map((cell) => `${String(row)} ${nameOf(cell)}`);
}

function nameOf({ year, domain, respondent, age }: Cell): string {
  return [year, domain, respondent, age].join(' ');
}

/** What everybody knows: who said no was asked on, wishes and parts of a code add up, and nobody is counted where nobody was asked. */
function attackerOn(cells: readonly Cell[]): Attacker {
  const attacker = new Attacker();
  for (const cell of cells) {
    const name = nameOf(cell);
    for (const option of OPTIONS) {
      attacker.learn([
        [`base 1 ${name}`, 1],
        [`base ${String(option + 1)} ${name}`, -1],
      ]);
    }
    attacker.learn([
      ...OPTIONS.map((option) => [`count ${String(option + 1)} ${name}`, 1] as const),
      [`base 1 ${name}`, -1],
    ]);
    attacker.learn([
      [`count ${String(WHOLE)} ${name}`, 1],
      ...PARTS.map((part) => [`count ${String(WHOLE + 1 + part)} ${name}`, -1] as const),
    ]);
    for (const part of PARTS) {
      attacker.learn([
        [`base ${String(WHOLE)} ${name}`, 1],
        [`base ${String(WHOLE + 1 + part)} ${name}`, -1],
      ]);
    }
    attacker.learn([
      [`base 0 ${name}`, 1],
      [`count 0 ${name}`, -1],
      [`base 1 ${name}`, -1],
    ]);
  }
  for (const { input, table, axes } of everyTable(cells)) {
    learnFromTable(attacker, { input, table, cellsOf: cellsOfPart(cells, axes) });
  }
  return attacker;
}

/** Figures about 1–4 people in any table that can be asked for, as the cells that they add up. */
function smallFigures(
  cells: readonly Cell[],
): { row: number; names: readonly string[]; side: 'yes' | 'no' }[] {
  const grains = [[], ['respondent'], ['age'], ['respondent', 'age']];
  return grains.flatMap((keys) => {
    const input = inputOf(cells, keys);
    const cellsIn = cellsOfPart(cells, keys);
    return input.rows.flatMap(({ groups }, row) =>
      groups.flatMap((part) => {
        const names = cellsIn(row, part);
        const few = (people: number): boolean => people >= 1 && people <= 4;
        return [
          ...(few(part.sums.positiveCount) ? [{ row, names, side: 'yes' as const }] : []),
          ...(few(part.sums.count - part.sums.positiveCount) ? [{ row, names, side: 'no' as const }] : []),
        ];
      }),
    );
  });
}

const people = fc.oneof(fc.nat(6), fc.integer({ min: 5, max: 40 }));

/** Studies in which every combination has people: some like each answer, some only a few. */
const studies = fc
  .record({
    years: fc.subarray(['2015', '2016'], { minLength: 1 }),
    domains: fc.subarray(['basis', 'spec', 'jb_jr'], { minLength: 1 }),
    ages: fc.subarray(AGES, { minLength: 2 }),
  })
  .chain(({ years, domains, ages }) => {
    const places = years.flatMap((year) =>
      domains
        .filter((domain) => year !== '2015' || domain !== 'jb_jr')
        .flatMap((domain) =>
          RESPONDENTS.flatMap((respondent) => ages.map((age) => ({ year, domain, respondent, age }))),
        ),
    );
    return fc.tuple(
      ...places.map((place) =>
        fc
          .record({
            content: fc.integer({ min: 1, max: 60 }),
            wishes: fc.tuple(people, people, people),
            named: fc.tuple(people, people),
            silent: fc.integer({ min: 1, max: 60 }),
          })
          .map((answers): Cell => ({ ...place, ...answers })),
      ),
    );
  });

describe('tables of the same people by domain, year, respondent, age, and crossed', () => {
  it('together give no figure about 1–4 people away, with all totals, options and follow-ups', () => {
    let small = 0;
    fc.assert(
      fc.property(studies, (cells) => {
        const attacker = attackerOn(cells);
        for (const { row, names, side } of smallFigures(cells)) {
          small += 1;
          const counts = names.map((name) => [`count ${name}`, 1] as const);
          const others = names.flatMap((name) => [
            [`base ${name}`, 1] as const,
            [`count ${name}`, -1] as const,
          ]);
          expect(
            attacker.canCompute(side === 'yes' ? counts : others),
            `${String(row)} ${names.join()} ${side}`,
          ).toBe(false);
        }
      }),
      { numRuns: 80 },
    );
    expect(small).toBeGreaterThan(200);
  });
});

const QUIET = { named: [20, 20], silent: 20 };

describe('hiding the small figures alone', () => {
  it('is not enough: the same attacker finds the parents by taking the youths from the domain', () => {
    const cells: Cell[] = [
      {
        year: '2016',
        domain: 'basis',
        respondent: 'parent',
        age: '12-15',
        content: 40,
        wishes: [2, 10, 20],
        ...QUIET,
      },
      {
        year: '2016',
        domain: 'basis',
        respondent: 'youth',
        age: '12-15',
        content: 40,
        wishes: [9, 10, 20],
        ...QUIET,
      },
    ];
    const few = (value: number | null, base: number | null): boolean =>
      value !== null && base !== null && Math.round(value * base) >= 1 && Math.round(value * base) <= 4;
    const attacker = new Attacker();
    for (const axes of [['domain'], ['respondent']]) {
      const input = inputOf(cells, axes);
      const rules = { minimumBase: 1, indicativeBelow: 30, revealingCount: 0 };
      const open = buildComparisonTable(input, { ...tableDefaults(axes, 'spss'), disclosure: rules });
      const naive = {
        ...open,
        rows: open.rows.map((row) => ({
          ...row,
          cells: row.cells.map((cell) => (few(cell.value, cell.base) ? { ...cell, value: null } : cell)),
        })),
      };
      learnFromTable(attacker, { input, table: naive, cellsOf: cellsOfPart(cells, axes) });
    }
    expect(attacker.canCompute([['count 1 2016 basis parent 12-15', 1]])).toBe(true);
    expect(attackerOn(cells).canCompute([['count 1 2016 basis parent 12-15', 1]])).toBe(false);
  });

  it('and hiding is not overdone: large levels of other domains and questions stay', () => {
    const cell = (domain: string, respondent: string, wishes: readonly number[]): Cell => ({
      ...{ year: '2016', domain, respondent, age: '12-15' },
      content: 60,
      wishes,
      ...QUIET,
    });
    const cells = [
      cell('basis', 'parent', [2, 10, 20]),
      cell('basis', 'youth', [9, 10, 20]),
      cell('spec', 'parent', [20, 20, 20]),
      cell('spec', 'youth', [20, 20, 20]),
    ];
    const table = buildComparisonTable(
      inputOf(cells, ['domain', 'respondent']),
      tableDefaults(['domain', 'respondent'], 'spss'),
    );
    const hidden = table.rows.map((row) =>
      row.cells.filter((one) => one.suppressed).map((one) => one.column),
    );
    expect(hidden).toEqual([
      [],
      ['basis/parent', 'basis/youth'],
      ['basis/parent', 'basis/youth'],
      [],
      [],
      [],
      [],
    ]);
  });
});
