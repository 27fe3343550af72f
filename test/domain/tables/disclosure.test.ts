import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildComparisonTable } from '../../../src/domain/tables/build-comparison-table.js';
import { groupsInColumn } from '../../../src/domain/tables/column-parts.js';
import type { ComparisonTable, TableCell } from '../../../src/domain/tables/comparison-table.js';
import {
  tableDefaults,
  type TableInput,
  type TableRowInput,
} from '../../../src/domain/tables/table-input.js';
import { row, table, type PartCount } from './table-builder.js';

const CHOICES: readonly (readonly string[])[] = [['domain'], ['year'], ['domain', 'year']];

function cellOf(built: ComparisonTable, at: number, column: string): TableCell {
  const cell = built.rows[at]?.cells.find((one) => one.column === column);
  if (cell === undefined) throw new Error(`column ${column} was expected`);
  return cell;
}

/** Table 25 of the published report: what those who were not content would rather have had. */
const TABLE_25 = table([
  row(
    'G2',
    [
      ['2016', 'basis', 49, 6],
      ['2016', 'spec', 51, 19],
      ['2016', 'jb_jr', 20, 1],
    ],
    {
      option: '1',
      statistic: 'option-share',
    },
  ),
  row(
    'G2',
    [
      ['2016', 'basis', 49, 21],
      ['2016', 'spec', 51, 16],
      ['2016', 'jb_jr', 20, 14],
    ],
    {
      option: '2',
      statistic: 'option-share',
    },
  ),
  row(
    'G2',
    [
      ['2016', 'basis', 49, 22],
      ['2016', 'spec', 51, 16],
      ['2016', 'jb_jr', 20, 5],
    ],
    {
      option: '3',
      statistic: 'option-share',
    },
  ),
]);

describe('table 25 of the published report', () => {
  const built = buildComparisonTable(TABLE_25, tableDefaults(['domain'], 'spss'));

  it('hides the one child of JB/JR, and a second option so that 100% does not give it away', () => {
    expect(cellOf(built, 0, 'jb_jr')).toMatchObject({ value: null, suppressed: true, letters: '' });
    expect(cellOf(built, 1, 'jb_jr')).toMatchObject({ value: null, suppressed: true });
    expect(cellOf(built, 2, 'jb_jr')).toMatchObject({ value: 0.25, suppressed: false, indicative: true });
  });
  it('hides the totals of those options, and nothing else', () => {
    const hidden = built.rows.map((one) => one.cells.filter((c) => c.suppressed).map((c) => c.column));
    expect(hidden).toEqual([['jb_jr', 'total'], ['jb_jr', 'total'], []]);
  });
  it('tests no hidden column', () => {
    const tested = built.rows[0]?.tests.flatMap((test) => ('columns' in test ? test.columns : []));
    expect(tested).toEqual(['basis', 'spec']);
  });
  it('says so under the table', () => {
    expect(built.notes).toContainEqual({ kind: 'suppressed' });
  });
});

describe('disclosure control', () => {
  const build = (rows: readonly TableRowInput[], choice: readonly string[] = ['domain']): ComparisonTable =>
    buildComparisonTable(table(rows), tableDefaults(choice, 'spss'));

  it('hides value and base of fewer than ten people, and of the total that holds them', () => {
    const built = build([
      row('B1', [
        ['2016', 'basis', 50, 20],
        ['2016', 'jb_jr', 9, 5],
      ]),
    ]);
    const nothing = { value: null, base: null, suppressed: true, weightedBase: null, effectiveBase: null };
    expect(cellOf(built, 0, 'jb_jr')).toMatchObject(nothing);
    expect(cellOf(built, 0, 'total')).toMatchObject(nothing);
    expect(cellOf(built, 0, 'basis')).toMatchObject({ value: 0.4, base: 50, suppressed: false });
  });
  it.each([
    [10, 5, false, true],
    [29, 15, false, true],
    [30, 15, false, false],
    [40, 4, true, false],
    [40, 36, true, false],
    [40, 5, false, false],
    [40, 35, false, false],
    [40, 0, false, false],
    [40, 40, false, false],
  ])('of %i people with %i counted: hidden %s, indicative %s', (base, positive, suppressed, indicative) => {
    const built = build([row('B1', [['2016', 'basis', base, positive]])]);
    expect(cellOf(built, 0, 'basis')).toMatchObject({ suppressed, indicative });
  });
  it('shows a group that was not asked as empty, not as hidden', () => {
    const built = build([
      row('A3', [
        ['2016', 'basis', 50, 20],
        ['2016', 'jb_jr', 0, 0],
      ]),
      row('B1', [
        ['2016', 'basis', 50, 20],
        ['2016', 'jb_jr', 40, 20],
      ]),
    ]);
    expect(cellOf(built, 0, 'jb_jr')).toMatchObject({ value: null, base: 0, suppressed: false });
    expect(cellOf(built, 0, 'total')).toMatchObject({ value: 0.4, suppressed: false });
  });
  it('hides a follow-up question where its base would tell who answered the leading question so', () => {
    const built = build([
      row('G1', [['2016', 'jb_jr', 20, 2]]),
      row('G2', [['2016', 'jb_jr', 18, 9]], { filteredBy: 'G1' }),
    ]);
    expect(cellOf(built, 1, 'jb_jr')).toMatchObject({ value: null, base: null, suppressed: true });
  });
  it('hides all ways in which a question stands in the table', () => {
    const built = build([
      row('A5', [['2016', 'basis', 40, 3]]),
      row('A5', [['2016', 'basis', 40, 40]], { statistic: 'mean' }),
    ]);
    expect(cellOf(built, 1, 'basis').suppressed).toBe(true);
  });
  it('hides all options when none is large enough to hide behind', () => {
    const counts = [3, 3, 3, 2, 0].map((n, at) =>
      row('A2', [['2016', 'basis', 11, n]], { option: String(at), statistic: 'option-share' }),
    );
    expect(build(counts).rows.map((one) => one.cells[0]?.suppressed)).toEqual(new Array(5).fill(true));
  });
  it('hides a year that holds a hidden group, also when the group itself is not printed', () => {
    const built = build(
      [
        row('B1', [
          ['2015', 'basis', 50, 20],
          ['2015', 'spec', 60, 2],
          ['2016', 'basis', 50, 20],
          ['2016', 'spec', 60, 30],
        ]),
      ],
      ['year'],
    );
    expect(built.rows[0]?.cells.map(({ suppressed }) => suppressed)).toEqual([true, false]);
  });
  it('judges by all rows, also when only some are printed', () => {
    const input = table([
      row('G1', [['2016', 'jb_jr', 20, 2]]),
      row('G2', [['2016', 'jb_jr', 18, 9]], { filteredBy: 'G1' }),
    ]);
    const built = buildComparisonTable(input, { ...tableDefaults(['domain'], 'spss'), questions: ['G2'] });
    expect(built.rows).toHaveLength(1);
    expect(cellOf(built, 0, 'jb_jr').suppressed).toBe(true);
  });
});

/**
 * Somebody who reads all three tables of a study and does the sums. The unknowns are the base and the count of
 * every row and part; every figure shown is an equation, and so is what everybody knows of the questionnaire:
 * options add up to their base, and a follow-up is asked of those who said no.
 */
class Attacker {
  private readonly unknowns: string[] = [];
  private readonly equations: number[][] = [];

  learn(terms: readonly (readonly [unknown: string, factor: number])[]): void {
    const equation: number[] = [];
    for (const [unknown, factor] of terms) {
      const at = this.position(unknown);
      equation[at] = (equation[at] ?? 0) + factor;
    }
    this.equations.push(equation);
  }

  /** Whether the equations fix this combination: whether it lies in their row space. */
  canCompute(terms: readonly (readonly [unknown: string, factor: number])[]): boolean {
    const target = new Array<number>(this.unknowns.length).fill(0);
    for (const [unknown, factor] of terms) target[this.position(unknown)] = factor;
    const dense = this.equations.map((equation) => this.unknowns.map((_, at) => equation[at] ?? 0));
    return rank([...dense, target]) === rank(dense);
  }

  private position(unknown: string): number {
    const at = this.unknowns.indexOf(unknown);
    return at === -1 ? this.unknowns.push(unknown) - 1 : at;
  }
}

function rank(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((one) => [...one]);
  let found = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const at = rows.findIndex((one, index) => index >= found && Math.abs(one[column] ?? 0) > 1e-9);
    const pivot = rows[at];
    if (pivot === undefined) continue;
    rows.splice(at, 1);
    rows.splice(found, 0, pivot);
    for (const one of rows.slice(found + 1)) {
      const factor = (one[column] ?? 0) / (pivot[column] ?? 1);
      pivot.forEach((value, index) => (one[index] = (one[index] ?? 0) - factor * value));
    }
    found += 1;
  }
  return found;
}

function partsOfColumn(input: TableInput, at: number, column: ComparisonTable['columns'][number]): string[] {
  const own = input.rows[at];
  if (own === undefined) return [];
  return groupsInColumn(input, own, column, null).map(
    ({ domain }) => `${String(at)} ${column.year} ${domain}`,
  );
}

function learnFromTable(attacker: Attacker, input: TableInput, built: ComparisonTable): void {
  built.rows.forEach((one, at) => {
    one.cells.forEach((cell, columnAt) => {
      const column = built.columns[columnAt];
      if (column === undefined) return;
      const parts = partsOfColumn(input, at, column);
      if (cell.base !== null) attacker.learn(parts.map((part) => [`base ${part}`, 1]));
      if (cell.value !== null) attacker.learn(parts.map((part) => [`count ${part}`, 1]));
    });
  });
}

interface World {
  readonly input: TableInput;
  readonly attacker: Attacker;
}

/** A study with a leading question (row 0), its follow-up with options (rows 1…), and two or more groups and years. */
function study(
  parts: readonly (readonly [string, string, readonly number[]])[],
  contentBy: readonly number[],
): World {
  const attacker = new Attacker();
  const options = parts[0]?.[2].length ?? 0;
  const notContent = parts.map(([, , counts]) => counts.reduce((sum, n) => sum + n, 0));
  const leading = parts.map(([year, group], at): PartCount => {
    const content = contentBy[at] ?? 0;
    return [year, group, content + (notContent[at] ?? 0), content];
  });
  const followUps = Array.from({ length: options }, (_, option) =>
    row(
      'G2',
      parts.map(([year, group, counts], at): PartCount => [
        year,
        group,
        notContent[at] ?? 0,
        counts[option] ?? 0,
      ]),
      { option: String(option), statistic: 'option-share', filteredBy: 'G1' },
    ),
  );
  for (const [year, group] of parts) {
    const place = (at: number): string => `${String(at)} ${year} ${group}`;
    const counts = followUps.map((_, at) => [`count ${place(at + 1)}`, 1] as const);
    followUps.forEach((_, at) => {
      attacker.learn([...counts, [`base ${place(at + 1)}`, -1]]);
      attacker.learn([
        [`base ${place(0)}`, 1],
        [`count ${place(0)}`, -1],
        [`base ${place(at + 1)}`, -1],
      ]);
    });
  }
  return { input: table([row('G1', leading), ...followUps]), attacker };
}

/** A coded question in which everybody names one part of the whole at most: the whole is the sum of its parts. */
function codedQuestion(parts: readonly (readonly [string, string, readonly number[], number])[]): World {
  const attacker = new Attacker();
  const named = (counts: readonly number[]): number => counts.reduce((sum, n) => sum + n, 0);
  const rowOf = (
    option: string,
    count: (counts: readonly number[]) => number,
    partOf: string | null,
  ): TableRowInput =>
    row(
      'B3',
      parts.map(([year, group, counts, silent]): PartCount => [
        year,
        group,
        named(counts) + silent,
        count(counts),
      ]),
      { option, statistic: 'multiple-of-respondents', partOf },
    );
  const codes = (parts[0]?.[2] ?? []).map((_, at) => at);
  const rows = [
    rowOf('1', named, null),
    ...codes.map((at) => rowOf(`1${String(at)}`, (counts) => counts[at] ?? 0, '1')),
  ];
  for (const [year, group] of parts) {
    const place = (at: number): string => `${String(at)} ${year} ${group}`;
    attacker.learn([[`count ${place(0)}`, 1], ...codes.map((at) => [`count ${place(at + 1)}`, -1] as const)]);
    for (const at of codes) {
      attacker.learn([
        [`base ${place(0)}`, 1],
        [`base ${place(at + 1)}`, -1],
      ]);
    }
  }
  return { input: table(rows), attacker };
}

/** How many figures about 1–4 people there are, none of which may follow from the tables. */
function expectNoneFollows({ input, attacker }: World): number {
  let primaries = 0;
  for (const choice of CHOICES) {
    learnFromTable(attacker, input, buildComparisonTable(input, tableDefaults(choice, 'spss')));
  }
  input.rows.forEach((one, at) => {
    for (const { year, domain, sums } of one.groups) {
      const few = (people: number): boolean => people >= 1 && people <= 4;
      if (!few(sums.positiveCount) && !few(sums.count - sums.positiveCount)) continue;
      primaries += 1;
      const part = `${String(at)} ${year} ${domain}`;
      expect(attacker.canCompute([[`count ${part}`, 1]])).toBe(false);
      expect(
        attacker.canCompute([
          [`base ${part}`, 1],
          [`count ${part}`, -1],
        ]),
      ).toBe(false);
    }
  });
  return primaries;
}

describe('what is hidden cannot be computed back', () => {
  const count = fc.oneof(fc.nat(6), fc.integer({ min: 5, max: 40 }));

  it('not from a code and its other parts either', () => {
    let primaries = 0;
    const groups = fc.subarray(['basis', 'spec', 'jb_jr'], { minLength: 1 });
    const codings = fc
      .record({ groups, codes: fc.integer({ min: 1, max: 4 }) })
      .chain(({ groups, codes }) =>
        fc.tuple(
          ...groups.map((group) =>
            fc
              .tuple(fc.array(count, { minLength: codes, maxLength: codes }), count)
              .map(([counts, silent]) => ['2016', group, counts, silent] as const),
          ),
        ),
      );
    fc.assert(
      fc.property(codings, (parts) => {
        primaries += expectNoneFollows(codedQuestion(parts));
      }),
      { numRuns: 200 },
    );
    expect(primaries).toBeGreaterThan(200);
  });

  it('so one small part is hidden with another, and a part alone with the code that it belongs to', () => {
    const hidden = (counts: readonly number[]): boolean[] => {
      const { input } = codedQuestion([['2016', 'basis', counts, 40]]);
      return buildComparisonTable(input, tableDefaults(['domain'], 'spss')).rows.map(
        ({ cells }) => cells[0]?.suppressed === true,
      );
    };
    expect(hidden([2, 20, 20])).toEqual([false, true, true, false]);
    expect(hidden([20, 20, 20])).toEqual([false, false, false, false]);
    expect(hidden([2])).toEqual([true, true]);
  });

  const worlds = fc
    .record({
      years: fc.subarray(['2015', '2016'], { minLength: 1 }),
      groups: fc.subarray(['basis', 'spec', 'jb_jr'], { minLength: 1 }),
      options: fc.integer({ min: 2, max: 4 }),
    })
    .chain(({ years, groups, options }) => {
      const places = years.flatMap((year) => groups.map((group) => [year, group] as const));
      return fc.record({
        parts: fc.tuple(
          ...places.map(([year, group]) =>
            fc
              .array(count, { minLength: options, maxLength: options })
              .map((counts) => [year, group, counts] as const),
          ),
        ),
        content: fc.array(count, { minLength: places.length, maxLength: places.length }),
        dropped: fc.nat(places.length),
      });
    });

  it('from the tables by group, by year and by both, with all totals, options and follow-ups', () => {
    let primaries = 0;
    fc.assert(
      fc.property(worlds, ({ parts, content, dropped }) => {
        const kept = parts.filter((_, at) => parts.length === 1 || at !== dropped);
        const { input, attacker } = study(
          kept,
          content.filter((_, at) => parts.length === 1 || at !== dropped),
        );
        primaries += expectNoneFollows({ input, attacker });
      }),
      { numRuns: 300 },
    );
    expect(primaries).toBeGreaterThan(300);
  });

  it('not even by a reader who knows the rules: another world gives exactly the same tables', () => {
    const options = (parts: readonly (readonly number[])[]): TableInput =>
      table(
        (parts[0] ?? []).map((_, option) =>
          row(
            'A2',
            parts.map((counts, at): PartCount => [
              '2016',
              `group ${String(at)}`,
              counts.reduce((sum, n) => sum + n, 0),
              counts[option] ?? 0,
            ]),
            { option: String(option), statistic: 'option-share' },
          ),
        ),
      );
    const shown = (parts: readonly (readonly number[])[]): string =>
      JSON.stringify(
        CHOICES.map((choice) => buildComparisonTable(options(parts), tableDefaults(choice, 'spss')).rows),
      );
    const moved = (counts: readonly number[], from: number, to: number): number[] =>
      counts.map((n, at) => n + (at === to ? 1 : 0) - (at === from ? 1 : 0));
    const partition = fc
      .integer({ min: 2, max: 4 })
      .chain((length) =>
        fc.array(fc.array(count, { minLength: length, maxLength: length }), { minLength: 1, maxLength: 3 }),
      );
    let primaries = 0;
    fc.assert(
      fc.property(partition, (parts) => {
        const original = shown(parts);
        parts.forEach((counts, part) => {
          const base = counts.reduce((sum, n) => sum + n, 0);
          counts.forEach((people, small) => {
            if (base < 10 || people < 1 || people > 4) return;
            primaries += 1;
            const others = counts.flatMap((n, at) => (at === small ? [] : [{ n, at }]));
            const worlds = others.flatMap(({ n, at }) => [
              ...(n > 0 ? [moved(counts, at, small)] : []),
              moved(counts, small, at),
            ]);
            const same = worlds.some((world) => shown(parts.with(part, world)) === original);
            expect(same, JSON.stringify(parts)).toBe(true);
          });
        });
      }),
      { numRuns: 150 },
    );
    expect(primaries).toBeGreaterThan(100);
  });

  it('while the same attacker does recover the one child when only that cell is hidden', () => {
    const { input, attacker } = study(
      [
        ['2016', 'basis', [6, 21, 22]],
        ['2016', 'jb_jr', [1, 14, 5]],
      ],
      [207, 51],
    );
    const rules = { minimumBase: 1, indicativeBelow: 30, revealingCount: 0 };
    const open = buildComparisonTable(input, { ...tableDefaults(['domain'], 'spss'), disclosure: rules });
    const naive: ComparisonTable = {
      ...open,
      rows: open.rows.map((one, at) => ({
        ...one,
        cells: one.cells.map((cell) =>
          at === 1 && cell.column === 'jb_jr' ? { ...cell, value: null, suppressed: true } : cell,
        ),
      })),
    };
    learnFromTable(attacker, input, naive);
    expect(attacker.canCompute([['count 1 2016 jb_jr', 1]])).toBe(true);
  });
});
