import { describe, expect, it } from 'vitest';
import { sumsOfAnswers } from '../../../src/domain/statistics/answer-sums.js';
import { buildComparisonTable } from '../../../src/domain/tables/build-comparison-table.js';
import type { ComparisonTable } from '../../../src/domain/tables/comparison-table.js';
import { describeNote } from '../../../src/domain/tables/notes.js';
import {
  type ChosenOptions,
  DEFAULT_CHOICES,
  tableDefaults,
  type TableInput,
} from '../../../src/domain/tables/table-input.js';
import { readReference, readReferenceRows } from '../../support/reference.js';
import { type PartCount, row, table } from './table-builder.js';

/** basis and spec do not differ; both are above jb_jr. */
const COUNTS: readonly PartCount[] = [
  ['2016', 'basis', 256, 215],
  ['2016', 'spec', 257, 211],
  ['2016', 'jb_jr', 71, 36],
];

function made(
  chosen: Partial<ChosenOptions>,
  input: TableInput = table([row('B1', COUNTS)]),
): ComparisonTable {
  return buildComparisonTable(input, tableDefaults(['domain'], 'spss', { ...DEFAULT_CHOICES, ...chosen }));
}

function lettersOf(built: ComparisonTable): string[] {
  return built.rows[0]?.cells.map(({ letters }) => letters) ?? [];
}

describe('letters', () => {
  it('say which columns are smaller, in the other convention', () => {
    const built = made({ letters: 'smaller' });
    expect(lettersOf(built)).toEqual(['c', 'c', '', '']);
    expect(built.notes.map(describeNote)[0]).toContain('significant groter dan de kolom van die letter');
  });
  it('stand only where something differs, when asked', () => {
    const same: readonly PartCount[] = COUNTS.slice(0, 2);
    expect(lettersOf(made({}, table([row('B1', same)])))).toEqual(['a', 'a', '']);
    expect(lettersOf(made({ lettersWhen: 'different' }, table([row('B1', same)])))).toEqual(['', '', '']);
    expect(lettersOf(made({ lettersWhen: 'different' }))).toEqual(['a', 'a', 'b', '']);
  });
  it('are a star where a column differs from the one of reference, and only those pairs are tested', () => {
    const built = made({ reference: 'basis' });
    expect(lettersOf(built)).toEqual(['', '', '*', '']);
    const pairs = built.rows[0]?.tests.flatMap((test) => (test.method === 'rao-scott-f' ? [] : [test])) ?? [];
    expect(pairs.map(({ columns }) => columns)).toEqual([
      ['basis', 'spec'],
      ['basis', 'jb_jr'],
    ]);
    // Bonferroni over two comparisons instead of three.
    expect(pairs[1]?.adjustedPValue).toBeCloseTo(2 * (pairs[1]?.pValue ?? NaN), 15);
    expect(built.notes.map(describeNote)[0]).toContain('verschilt significant van basis');
  });
  it('compare all pairs when the reference is hidden or not there', () => {
    expect(lettersOf(made({ reference: 'nobody' }))).toEqual(['a', 'a', 'b', '']);
  });
});

describe('the level and the adjustment', () => {
  it('are as chosen', () => {
    const { options } = made({ significanceLevel: 0.01, adjustment: 'none' });
    expect(options).toMatchObject({ significanceLevel: 0.01, adjustment: 'none' });
    const tests = made({ adjustment: 'none' }).rows[0]?.tests ?? [];
    for (const test of tests) {
      if (test.method !== 'rao-scott-f') expect(test.adjustedPValue).toBe(test.pValue);
    }
  });
});

describe('means', () => {
  it('are compared by Tukey as R does (TukeyHSD), to six decimals', () => {
    const R = readReference('ceo_synthetic.json') as {
      readonly mark_means: { readonly tukey: readonly number[] };
    };
    const people = readReferenceRows('ceo_synthetic.csv').filter(({ year }) => year === '2016');
    const counts = ['basis', 'spec', 'JBJR'].map((domain): PartCount => ['2016', domain, 200, 200]);
    const plain = table([row('mark', counts, { statistic: 'mean' })]);
    const rows = plain.rows.map((one) => ({
      ...one,
      groups: one.groups.map((group) => ({
        ...group,
        sums: sumsOfAnswers(
          people
            .filter((person) => person['domain'] === group.domain && person['mark'] !== '')
            .map((person) => ({ y: Number(person['mark']) })),
        ),
      })),
    }));
    const built = made({ meanTest: 'tukey' }, { ...plain, rows });
    const pValues = built.rows[0]?.tests.map((test) =>
      test.method === 'rao-scott-f' ? NaN : test.adjustedPValue,
    );
    expect(pValues).toHaveLength(3);
    pValues?.forEach((p, at) => {
      expect(Math.abs(p - (R.mark_means.tukey[at] ?? NaN))).toBeLessThan(1e-6);
    });
    expect(built.notes.map(describeNote)[0]).toContain('gemiddelden volgens Tukey');
  });
});

describe('the design', () => {
  const weighted = (): TableInput => {
    const plain = table([row('B1', COUNTS.slice(0, 1))]);
    const answers = Array.from({ length: 100 }, (_, at) => ({ y: at < 60 ? 1 : 0, w: at % 2 === 0 ? 1 : 2 }));
    const rows = plain.rows.map((one) => ({
      ...one,
      groups: one.groups.map((group) => ({ ...group, sums: sumsOfAnswers(answers) })),
    }));
    return { ...plain, rows };
  };
  const design = (chosen: Partial<ChosenOptions>): ComparisonTable =>
    buildComparisonTable(weighted(), tableDefaults(['domain'], 'design', { ...DEFAULT_CHOICES, ...chosen }));

  it('has an interval by Korn and Graubard when asked, wider than the logit one', () => {
    const widthOf = ({ rows }: ComparisonTable): number => {
      const interval = rows[0]?.cells[0]?.interval;
      if (!interval) throw new Error('an interval was expected');
      return interval.upper - interval.lower;
    };
    expect(widthOf(design({ interval: 'beta' }))).toBeGreaterThan(widthOf(design({})));
  });
  it("prints Kish's design effect when weights differ: 100·250/150² = 1,11", () => {
    expect(design({}).notes).toContainEqual({
      kind: 'design-effect',
      lowest: expect.closeTo(250 / 225, 12) as number,
      highest: expect.closeTo(250 / 225, 12) as number,
    });
    expect(design({}).notes.map(describeNote).join(' ')).toContain('volgens Kish: 1,11 tot 1,11');
  });
});
