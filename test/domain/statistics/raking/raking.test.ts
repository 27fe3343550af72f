import { describe, expect, it } from 'vitest';
import { sumsOfAnswers } from '../../../../src/domain/statistics/answer-sums.js';
import { kishDesignEffect } from '../../../../src/domain/statistics/kish.js';
import type { CalibrationCell, CellSums } from '../../../../src/domain/statistics/design/calibration.js';
import { estimateMean } from '../../../../src/domain/statistics/design/estimate-mean.js';
import type { Stratum } from '../../../../src/domain/statistics/design/stratum.js';
import {
  rakeFactors,
  RakingError,
  type Margin,
} from '../../../../src/domain/statistics/raking/rake-weights.js';
import { readReference, readReferenceRows, relativeError } from '../../../support/reference.js';

interface RakeReference {
  readonly rake2016: {
    readonly q1: Readonly<Record<'est' | 'se', { readonly q1: number }>>;
    readonly mark: Readonly<Record<'est' | 'se', { readonly mark: number }>>;
    readonly kish_deff: number;
    readonly w_range: readonly [number, number];
    readonly w_cell: Readonly<Record<string, number>>;
  };
}

const R = (readReference('ceo_synthetic.json') as RakeReference).rake2016;
const people = readReferenceRows('ceo_synthetic.csv').filter(({ year }) => year === '2016');
const MARGINS: readonly Margin[] = [
  new Map([
    ['m', 5500],
    ['v', 4700],
  ]),
  new Map([
    ['0-11', 5000],
    ['12-17', 4000],
    ['18-22', 1200],
  ]),
  new Map([
    ['basis', 3900],
    ['spec', 5200],
    ['JBJR', 1100],
  ]),
];

const keys = [...new Set(people.map(({ sex = '', age = '', domain = '' }) => [sex, age, domain].join('|')))];
const cells = keys.map((key) => {
  const members = people.filter(
    ({ sex = '', age = '', domain = '' }) => [sex, age, domain].join('|') === key,
  );
  return {
    levels: key.split('|'),
    members,
    w: members.reduce((sum, person) => sum + Number(person['dw']), 0),
  };
});
const factors = rakeFactors(cells, MARGINS);
const weightOf = (at: number): number => Number(cells[at]?.members[0]?.['dw']) * (factors[at] ?? NaN);

function referenceOf(name: 'q1' | 'mark'): { readonly est: number; readonly se: number } {
  return name === 'q1' ? { est: R.q1.est.q1, se: R.q1.se.q1 } : { est: R.mark.est.mark, se: R.mark.se.mark };
}

function stratumOf({ levels, members }: (typeof cells)[number]): Stratum {
  const [first] = members;
  return { key: levels[2] ?? '', sampleSize: Number(first?.['n']), populationSize: Number(first?.['fpc']) };
}

function answersPerCell(name: string): CellSums[] {
  return cells.map((cell, at) => ({
    stratum: stratumOf(cell),
    cell: cell.levels.join('|'),
    sums: sumsOfAnswers(
      cell.members
        .filter((person) => person[name] !== '')
        .map((person) => ({ y: Number(person[name]), w: weightOf(at) })),
    ),
  }));
}

function calibrationCells(): CalibrationCell[] {
  return cells.map((cell, at) => {
    const interviews = cell.members.length;
    const w = weightOf(at);
    const { levels } = cell;
    return {
      key: levels.join('|'),
      stratum: stratumOf(cell),
      levels,
      interviews,
      w: w * interviews,
      ww: w * w * interviews,
    };
  });
}

describe('raking to sex, age and domain agrees with R survey', () => {
  it('in the weight of every cell', () => {
    cells.forEach(({ levels: [sex = '', age = '', domain = ''] }, at) => {
      expect(relativeError(weightOf(at), R.w_cell[`${domain}.${sex}.${age}`] ?? NaN)).toBeLessThan(1e-9);
    });
    const weights = cells.map((_, at) => weightOf(at));
    expect(relativeError(Math.min(...weights), R.w_range[0])).toBeLessThan(1e-9);
    expect(relativeError(Math.max(...weights), R.w_range[1])).toBeLessThan(1e-9);
  });
  it('in the design effect of the weights', () => {
    const weights = cells.flatMap(({ members }, at) => members.map(() => ({ y: 1, w: weightOf(at) })));
    expect(relativeError(kishDesignEffect(sumsOfAnswers(weights)) ?? NaN, R.kish_deff)).toBeLessThan(1e-9);
  });
  it.each(['q1', 'mark'] as const)('in the mean of %s and its standard error', (name) => {
    const parts = answersPerCell(name);
    const estimate = estimateMean(parts, 'refuse', [{ method: 'raked', cells: calibrationCells() }]);
    expect(relativeError(estimate.value, referenceOf(name).est)).toBeLessThan(1e-9);
    expect(relativeError(estimate.standardError, referenceOf(name).se)).toBeLessThan(1e-9);
    expect(estimate.degreesOfFreedom).toBe(611);
  });
});

describe('raking by hand', () => {
  const margin: Margin = new Map([
    ['m', 50],
    ['v', 50],
  ]);

  it('to one margin is post-stratification', () => {
    expect(
      rakeFactors(
        [
          { levels: ['m'], w: 40 },
          { levels: ['v'], w: 60 },
        ],
        [margin],
      ),
    ).toEqual([1.25, 50 / 60]);
  });
  it('meets the totals of both margins', () => {
    const table = [
      { levels: ['m', 'jong'], w: 10 },
      { levels: ['m', 'oud'], w: 40 },
      { levels: ['v', 'jong'], w: 30 },
      { levels: ['v', 'oud'], w: 20 },
    ];
    const fitted = rakeFactors(table, [
      margin,
      new Map([
        ['jong', 60],
        ['oud', 40],
      ]),
    ]);
    const sum = (level: string): number =>
      table.reduce(
        (total, cell, at) => total + (cell.levels.includes(level) ? cell.w * (fitted[at] ?? 0) : 0),
        0,
      );
    expect(['m', 'v', 'jong', 'oud'].map((level) => sum(level).toFixed(9))).toEqual([
      '50.000000000',
      '50.000000000',
      '60.000000000',
      '40.000000000',
    ]);
  });
  it.each([
    [
      'totals-differ',
      [
        { levels: ['m', 'x'], w: 1 },
        { levels: ['v', 'x'], w: 1 },
      ],
      [margin, new Map([['x', 90]])],
    ],
    ['level-without-interviews', [{ levels: ['m'], w: 1 }], [margin]],
    [
      'unknown-level',
      [
        { levels: ['m'], w: 1 },
        { levels: ['v'], w: 1 },
        { levels: ['x'], w: 1 },
      ],
      [margin],
    ],
    [
      'no-convergence',
      [
        { levels: ['m', 'a'], w: 1 },
        { levels: ['v', 'b'], w: 1 },
      ],
      [
        margin,
        new Map([
          ['a', 40],
          ['b', 60],
        ]),
      ],
    ],
  ] as const)('is refused when %s', (reason, impossible, margins) => {
    let found: unknown;
    try {
      rakeFactors(impossible, margins);
    } catch (error) {
      found = error;
    }
    expect(found instanceof RakingError ? found.reason : found).toBe(reason);
  });
});
