import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumsOfAnswers } from '../../../src/domain/statistics/answer-sums.js';
import { buildComparisonTable } from '../../../src/domain/tables/build-comparison-table.js';
import type { ComparisonTable, TableCell } from '../../../src/domain/tables/comparison-table.js';
import { describeNote } from '../../../src/domain/tables/notes.js';
import {
  publishedStratum,
  sumsOfPublished,
  tableDefaults,
  type GroupSums,
  type PublishedFigure,
  type TableInput,
} from '../../../src/domain/tables/table-input.js';
import { tableJson } from '../../../src/domain/tables/table-json.js';
import { readReference, readReferenceRows, relativeError } from '../../support/reference.js';
import { row, table, type PartCount } from './table-builder.js';

function cellOf(built: ComparisonTable, at: number, column: string): TableCell {
  const cell = built.rows[at]?.cells.find((one) => one.column === column);
  if (cell === undefined) throw new Error(`column ${column} was expected`);
  return cell;
}

/** Table 15 of the published report: content with the help, 2015 without JB/JR. */
const B1: readonly PartCount[] = [
  ['2015', 'basishulp', 219, 206],
  ['2016', 'basishulp', 256, 215],
  ['2015', 'specialistisch', 286, 255],
  ['2016', 'specialistisch', 257, 211],
  ['2016', 'jb_jr', 71, 58],
];

describe('the columns of a table', () => {
  it('are the groups of the last year, with all and with comparable groups in total', () => {
    const built = buildComparisonTable(table([row('B1', B1)]), tableDefaults(['domain'], 'spss'));
    expect(built.columns.map(({ key }) => key)).toEqual([
      'basishulp',
      'specialistisch',
      'jb_jr',
      'total',
      'comparable-total',
    ]);
    expect(cellOf(built, 0, 'total').base).toBe(584);
    expect(cellOf(built, 0, 'comparable-total').base).toBe(513);
    expect(built.sets.map(({ key, columns }) => [key, columns.length])).toEqual([['groups:2016', 3]]);
  });
  it('are the years, over the groups that every year has', () => {
    const built = buildComparisonTable(table([row('B1', B1)]), tableDefaults(['year'], 'spss'));
    expect(built.rows[0]?.cells.map(({ column, base, letters }) => [column, base, letters])).toEqual([
      ['2015', 505, 'a'],
      ['2016', 513, 'b'],
    ]);
  });
  it('are groups within years, where years have small letters and groups capitals', () => {
    const built = buildComparisonTable(table([row('B1', B1)]), tableDefaults(['domain', 'year'], 'spss'));
    expect(built.columns.map(({ key }) => key)).toEqual([
      'basishulp/2015',
      'basishulp/2016',
      'specialistisch/2015',
      'specialistisch/2016',
      'jb_jr/2016',
      'comparable-total/2015',
      'comparable-total/2016',
      'total/2016',
    ]);
    expect(built.sets.map(({ key }) => key)).toEqual([
      'years:basishulp',
      'years:specialistisch',
      'years:total',
      'groups:2015',
      'groups:2016',
    ]);
    expect(cellOf(built, 0, 'basishulp/2016')).toMatchObject({
      letters: 'b',
      lettersBySet: [
        { set: 'years:basishulp', letters: ['b'] },
        { set: 'groups:2016', letters: ['A'] },
      ],
    });
    expect(cellOf(built, 0, 'jb_jr/2016')).toMatchObject({
      letters: '',
      lettersBySet: [{ set: 'groups:2016', letters: ['A'] }],
    });
    expect(cellOf(built, 0, 'total/2016')).toMatchObject({ letters: '', lettersBySet: [], base: 584 });
  });
  it('have one total a year when every year has the same groups', () => {
    const counts = B1.filter(([, group]) => group !== 'jb_jr');
    const built = buildComparisonTable(table([row('B1', counts)]), tableDefaults(['domain', 'year'], 'spss'));
    expect(built.columns.slice(-2).map(({ key, scope }) => [key, scope])).toEqual([
      ['total/2015', 'all'],
      ['total/2016', 'all'],
    ]);
    expect(built.sets.find(({ key }) => key === 'years:total')?.columns).toEqual([
      'total/2015',
      'total/2016',
    ]);
    expect(cellOf(built, 0, 'total/2016').letters).toBe('b');
  });
  it('are none without years', () => {
    const empty = { years: [], domains: [], breakdowns: [], strata: [], rows: [] };
    expect(buildComparisonTable(empty, tableDefaults(['domain'], 'design')).columns).toEqual([]);
  });
});

describe('like for like', () => {
  it('compares a question over the groups that were asked in every year', () => {
    const counts: readonly PartCount[] = [
      ['2015', 'basishulp', 219, 193],
      ['2016', 'basishulp', 256, 207],
      ['2016', 'specialistisch', 257, 206],
    ];
    const built = buildComparisonTable(
      table([row('B1', B1), row('G1', counts)]),
      tableDefaults(['year'], 'spss'),
    );
    expect(built.rows[1]?.cells.map(({ base }) => base)).toEqual([219, 256]);
  });
  it('says which groups a year lacks, once for all questions', () => {
    const input = table([row('B1', B1), row('B2', B1)]);
    const built = buildComparisonTable(input, tableDefaults(['year'], 'spss'));
    expect(built.notes.map(describeNote)).toContain(
      'B1, B2: in 2015 zijn er geen cijfers over jb_jr. De jaren zijn vergeleken over de groepen die elk jaar voorkomen.',
    );
  });
  it('says so when no group was asked in every year', () => {
    const counts: readonly PartCount[] = [
      ['2015', 'basishulp', 219, 193],
      ['2016', 'specialistisch', 257, 206],
    ];
    const built = buildComparisonTable(table([row('G1', counts)]), tableDefaults(['year'], 'spss'));
    expect(built.rows[0]?.cells.map(({ value, base }) => [value, base])).toEqual([
      [null, 0],
      [null, 0],
    ]);
    expect(built.notes).toContainEqual({ kind: 'no-comparable-groups', questions: ['G1'] });
  });
});

interface DesignReference {
  readonly y2016_q3: {
    readonly by: Record<string, number>;
    readonly by_se: Record<string, number>;
    readonly mean: number;
    readonly se: number;
    readonly ci_logit: readonly [number, number];
    readonly chisqF: { readonly F: number; readonly df: readonly [number, number]; readonly p: number };
  };
  readonly years_q3: { readonly est: number; readonly p: number; readonly df: number };
  readonly mark_svy: { readonly ttest_years: { readonly p: number } };
  readonly mark_means: { readonly p_allcats: readonly [number, number, number] };
}

const R = readReference('ceo_synthetic.json') as DesignReference;
const people = readReferenceRows('ceo_synthetic.csv');

/** The synthetic study of the reference file, one question as share or mean. */
function synthetic(name: string, statistic: 'share' | 'mean', weighted: boolean): TableInput {
  const places = [...new Set(people.map(({ year = '', domain = '' }) => `${year}/${domain}`))];
  const own = places.map((key) => ({
    key,
    people: people.filter(({ year = '', domain = '' }) => `${year}/${domain}` === key),
  }));
  const groups = own.map(({ key, people: members }): GroupSums => {
    const answers = members.filter((person) => person[name] !== '');
    const [year = '', domain = ''] = key.split('/');
    const sums = sumsOfAnswers(
      answers.map((person) => ({ y: Number(person[name]), w: weighted ? Number(person['dw']) : 1 })),
    );
    return { year, domain, levels: [], stratum: key, sums, source: 'answers' };
  });
  const plain = { question: name, option: null, label: name, statistic, filteredBy: null, notes: [] };
  return {
    years: ['2015', '2016'].map((key) => ({ key, label: `CEO ${key}` })),
    domains: ['basis', 'spec', 'JBJR'].map((key) => ({ key, label: key })),
    breakdowns: [],
    strata: own.map(({ key, people: members }) => ({
      key,
      sampleSize: members.length,
      populationSize: Number(members[0]?.['fpc']),
    })),
    rows: [{ ...plain, groups }],
  };
}

function expectClose(actual: number | null | undefined, expected: number | undefined): void {
  expect(relativeError(actual ?? NaN, expected ?? NaN)).toBeLessThan(1e-9);
}

describe('a table by the design of the sample', () => {
  const built = buildComparisonTable(synthetic('q3', 'share', true), tableDefaults(['domain'], 'design'));

  it('has the estimates, standard errors and interval of R survey', () => {
    for (const group of ['basis', 'spec', 'JBJR']) {
      const cell = cellOf(built, 0, group);
      expectClose(cell.value, R.y2016_q3.by[group]);
      expectClose(cell.standardError, R.y2016_q3.by_se[group]);
    }
    const total = cellOf(built, 0, 'total');
    expectClose(total.value, R.y2016_q3.mean);
    expectClose(total.standardError, R.y2016_q3.se);
    expectClose(total.interval?.lower, R.y2016_q3.ci_logit[0]);
    expectClose(total.interval?.upper, R.y2016_q3.ci_logit[1]);
  });
  it('tests the whole row by Rao-Scott as R does', () => {
    const whole = built.rows[0]?.tests.find((test) => test.method === 'rao-scott-f');
    expectClose(whole?.statistic, R.y2016_q3.chisqF.F);
    expectClose(whole?.pValue, R.y2016_q3.chisqF.p);
  });
  it('compares years as svyttest does, for shares and means', () => {
    const years = tableDefaults(['year'], 'design');
    const share = buildComparisonTable(synthetic('q3', 'share', true), years).rows[0]?.tests[0];
    expectClose(share?.pValue, R.years_q3.p);
    expect(share?.degreesOfFreedom).toBe(R.years_q3.df);
    const mean = buildComparisonTable(synthetic('mark', 'mean', true), years).rows[0]?.tests[0];
    expectClose(mean?.pValue, R.mark_svy.ttest_years.p);
  });
  it('compares unweighted means as SPSS does when asked', () => {
    const spss = buildComparisonTable(synthetic('mark', 'mean', false), tableDefaults(['domain'], 'spss'));
    const pValues = spss.rows[0]?.tests.map(({ pValue }) => pValue) ?? [];
    const [specBasis, jbjrBasis, jbjrSpec] = R.mark_means.p_allcats;
    [specBasis, jbjrBasis, jbjrSpec].forEach((p, at) => {
      expectClose(pValues[at], p);
    });
    expect(spss.rows[0]?.cells.map(({ letters }) => letters)).toEqual(['a', 'a', 'b', '', '']);
  });
  it('gives no precision for a stratum with one interview, and says so', () => {
    const input = table([
      row('B1', [
        ['2016', 'basishulp', 40, 20],
        ['2016', 'jb_jr', 40, 10],
      ]),
    ]);
    const strata = input.strata.map((s) => (s.key.endsWith('jb_jr') ? { ...s, sampleSize: 1 } : s));
    const lonely = buildComparisonTable({ ...input, strata }, tableDefaults(['domain'], 'design'));
    expect(cellOf(lonely, 0, 'jb_jr')).toMatchObject({ value: 0.25, standardError: null, letters: '' });
    expect(lonely.notes).toContainEqual({ kind: 'lonely-unit', strata: ['2016/jb_jr'] });
  });
});

describe('letters', () => {
  const parts = fc.array(
    fc.tuple(fc.integer({ min: 10, max: 300 }), fc.double({ min: 0, max: 1, noNaN: true })),
    {
      minLength: 2,
      maxLength: 6,
    },
  );
  it.each(['spss', 'design'] as const)(
    'are shared exactly by tested columns that do not differ: %s',
    (procedure) => {
      fc.assert(
        fc.property(parts, (columns) => {
          const counts = columns.map(([base, share], at): PartCount => [
            '2016',
            `group ${String(at)}`,
            base,
            Math.round(base * share),
          ]);
          const built = buildComparisonTable(
            table([row('B1', counts)]),
            tableDefaults(['domain'], procedure),
          );
          const lettersOf = (column: string): string[] => cellOf(built, 0, column).letters.split(',');
          for (const test of built.rows[0]?.tests ?? []) {
            if (test.method === 'rao-scott-f') continue;
            const [first, second] = test.columns.map(lettersOf);
            const share = first?.some((letter) => second?.includes(letter));
            expect(share).toBe(!test.significant);
            expect(test.significant).toBe(test.adjustedPValue < 0.05);
          }
        }),
        { numRuns: 60 },
      );
    },
  );
  it('count only usable columns in the correction of Bonferroni', () => {
    const counts: readonly PartCount[] = [
      ['2016', 'basishulp', 100, 50],
      ['2016', 'specialistisch', 100, 64],
      ['2016', 'jb_jr', 50, 50],
    ];
    const built = buildComparisonTable(table([row('B1', counts)]), tableDefaults(['domain'], 'spss'));
    expect(built.rows[0]?.tests).toHaveLength(1);
    const [test] = built.rows[0]?.tests ?? [];
    expect(test?.method === 'pooled-z' && test.adjustedPValue === test.pValue).toBe(true);
    expect(cellOf(built, 0, 'jb_jr')).toMatchObject({ value: 1, letters: '' });
  });
});

describe('multiple response', () => {
  /** 60 people tick school 40 times, the GP 30 times and others 10 times: 80 answers. */
  const ticked = (statistic: 'multiple-of-answers' | 'multiple-of-respondents'): ComparisonTable =>
    buildComparisonTable(
      table(
        [40, 30, 10].map((positive, at) =>
          row(
            'A2',
            [
              ['2016', 'basishulp', 60, positive],
              ['2016', 'jb_jr', 40, 20],
            ],
            {
              option: String(at),
              statistic,
            },
          ),
        ),
      ),
      tableDefaults(['domain'], 'spss'),
    );

  it('is a share of respondents, tested', () => {
    const built = ticked('multiple-of-respondents');
    expect(built.rows.map((one) => one.cells[0]?.value)).toEqual([40 / 60, 30 / 60, 10 / 60]);
    expect(built.rows[0]?.tests).toHaveLength(1);
  });
  it('or a share of answers, not tested, adding up to 100%', () => {
    const built = ticked('multiple-of-answers');
    expect(built.rows.map((one) => one.cells[0]?.value)).toEqual([0.5, 0.375, 0.125]);
    expect(built.rows.map((one) => one.cells[0]?.base)).toEqual([60, 60, 60]);
    expect(built.rows.flatMap(({ tests }) => tests)).toEqual([]);
    expect(built.notes).toContainEqual({ kind: 'shares-of-answers', questions: ['A2'] });
  });
});

describe('published figures', () => {
  const marks = (standardDeviation: number | null): ComparisonTable => {
    const figures: PublishedFigure[] = [
      {
        year: '2015',
        domain: 'basishulp',
        base: 219,
        figure: { kind: 'mean', mean: 7.9, standardDeviation },
      },
      {
        year: '2016',
        domain: 'basishulp',
        base: 256,
        figure: { kind: 'mean', mean: 7.3, standardDeviation: 1.7 },
      },
    ];
    const heading = (key: string) => ({ key, label: `CEO ${key}` });
    const plain = { question: 'B2', option: null, label: 'rapportcijfer', filteredBy: null };
    return buildComparisonTable(
      {
        years: ['2015', '2016'].map(heading),
        domains: [heading('basishulp')],
        breakdowns: [],
        strata: figures.map(publishedStratum),
        rows: [
          {
            ...plain,
            statistic: 'mean',
            groups: figures.map(sumsOfPublished),
            notes: ['In 2015 anders gevraagd.'],
          },
        ],
      },
      tableDefaults(['year'], 'spss'),
    );
  };

  it('stand beside our own and are tested when their spread is known', () => {
    const built = marks(1.6);
    expect(built.rows[0]?.cells.map(({ value, letters }) => [value?.toFixed(1), letters])).toEqual([
      ['7.9', 'a'],
      ['7.3', 'b'],
    ]);
    expect(built.notes.map(describeNote)).toEqual([
      'Verschillen zijn getoetst zoals SPSS Custom Tables toetst (z-toets voor percentages, t-toets voor gemiddelden), met de correctie van Bonferroni, met een onbetrouwbaarheid van 5%. Kolommen met dezelfde letter verschillen niet significant van elkaar.',
      'B2: In 2015 anders gevraagd.',
      'De cijfers van CEO 2015 en CEO 2016 komen uit een gepubliceerde tabel, niet uit losse antwoorden.',
    ]);
  });
  it('are shown but not tested when their spread was not printed', () => {
    const built = marks(null);
    expect(built.rows[0]?.cells.map(({ value }) => value?.toFixed(1))).toEqual(['7.9', '7.3']);
    expect(built.rows[0]?.tests).toEqual([]);
    expect(built.notes).toContainEqual({ kind: 'no-spread', yearLabels: ['CEO 2015'] });
  });
});

describe('the table for programs', () => {
  it('has the promised names, values 0–1, and notes as text', () => {
    const built = buildComparisonTable(table([row('B1', B1)]), tableDefaults(['year'], 'spss'));
    const json = JSON.parse(JSON.stringify(tableJson(built))) as Record<string, unknown>;
    expect(json).toMatchObject({
      rows: [
        {
          question: 'B1',
          statistic: 'share',
          cells: [
            { column: '2015', value: 461 / 505, base: 505, letters: 'a', suppressed: false },
            { column: '2016', value: 426 / 513, base: 513, letters: 'b', suppressed: false },
          ],
          tests: [{ method: 'pooled-z', columns: ['2015', '2016'], significant: true }],
        },
      ],
    });
    expect((json['notes'] as unknown[]).every((note) => typeof note === 'string')).toBe(true);
  });
  it('refuses sums of a stratum that is not in the list', () => {
    const input = { ...table([row('B1', B1)]), strata: [] };
    expect(() => buildComparisonTable(input, tableDefaults(['year'], 'spss'))).toThrow(RangeError);
  });
});
