import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquareUpperTail } from '../../../../src/domain/statistics/distributions/chi-square.js';
import { continuedFraction } from '../../../../src/domain/statistics/distributions/continued-fraction.js';
import { fUpperTail } from '../../../../src/domain/statistics/distributions/f.js';
import { incompleteBeta } from '../../../../src/domain/statistics/distributions/incomplete-beta.js';
import { upperGamma } from '../../../../src/domain/statistics/distributions/incomplete-gamma.js';
import {
  normalQuantile,
  normalTwoSided,
  normalUpperTail,
} from '../../../../src/domain/statistics/distributions/normal.js';
import {
  betaTerm,
  deviance,
  poissonTerm,
  stirlingError,
} from '../../../../src/domain/statistics/distributions/saddle-point.js';
import {
  studentQuantile,
  studentTwoSided,
} from '../../../../src/domain/statistics/distributions/student-t.js';
import { studentizedRangeUpperTail } from '../../../../src/domain/statistics/distributions/studentized-range.js';
import { readReference, relativeError } from '../../../support/reference.js';

type Grid<Name extends string> = Record<Name, number[]>;

interface DistributionsReference {
  readonly two_sided_z: Grid<'z' | 'p'>;
  readonly two_sided_t: Grid<'t' | 'df' | 'p'>;
  readonly chisq_sf: Grid<'x' | 'df' | 'p'>;
  readonly f_sf: Grid<'f' | 'd1' | 'd2' | 'p'>;
  readonly t_inv: Grid<'p' | 'df' | 'q'>;
  readonly tukey_sf: Grid<'q' | 'k' | 'df' | 'p'>;
}

const R = readReference('distributions.json') as DistributionsReference;

function rowsOf<Name extends string>(grid: Grid<Name>): Record<Name, number>[] {
  const names = Object.keys(grid) as Name[];
  const length = Math.max(...Object.values<number[]>(grid).map((column) => column.length));
  return Array.from(
    { length },
    (_, row) => Object.fromEntries(names.map((name) => [name, grid[name][row]])) as Record<Name, number>,
  );
}

/** R's file prints 15 significant digits; at z = 1.959963984540054 the sixteenth digit of z moves p by 1e-15. */
const TOLERANCE = 1e-12;

describe('the distributions agree with R', () => {
  it('two-sided normal tails, down to 5e-89', () => {
    for (const { z, p } of rowsOf(R.two_sided_z))
      expect(relativeError(normalTwoSided(z), p)).toBeLessThan(TOLERANCE);
  });
  it('two-sided t tails, from 1 to a million degrees of freedom', () => {
    for (const { t, df, p } of rowsOf(R.two_sided_t))
      expect(relativeError(studentTwoSided(t, df), p), JSON.stringify({ t, df })).toBeLessThan(TOLERANCE);
  });
  it('upper chi-square tails', () => {
    for (const { x, df, p } of rowsOf(R.chisq_sf))
      expect(relativeError(chiSquareUpperTail(x, df), p), JSON.stringify({ x, df })).toBeLessThan(TOLERANCE);
  });
  it('upper F tails with fractional degrees of freedom', () => {
    for (const { f, d1, d2, p } of rowsOf(R.f_sf))
      expect(relativeError(fUpperTail(f, d1, d2), p), JSON.stringify({ f, d1, d2 })).toBeLessThan(TOLERANCE);
  });
  it('t quantiles', () => {
    for (const { p, df, q } of rowsOf(R.t_inv))
      expect(relativeError(studentQuantile(p, df), q), JSON.stringify({ p, df })).toBeLessThan(TOLERANCE);
  });
  it('the studentized range, above 1e-7', () => {
    for (const { q, k, df, p } of rowsOf(R.tukey_sf))
      expect(Math.abs(studentizedRangeUpperTail(q, k, df) - p), JSON.stringify({ q, k, df })).toBeLessThan(
        1e-6,
      );
  });
});

describe('the examples of the doc comments', () => {
  const cases: [string, number, number][] = [
    ['stirlingError(1)', stirlingError(1), 1 - 0.5 * Math.log(2 * Math.PI)],
    ['deviance(2, 1)', deviance(2, 1), 2 * Math.log(2) - 1],
    ['poissonTerm(2, 1)', poissonTerm(2, 1), Math.exp(-1) / 2],
    ['betaTerm(1, 1, ¼)', betaTerm(1, 1, { p: 0.25, q: 0.75 }), 0.1875],
    ['golden ratio', continuedFraction(() => ({ numerator: 1, denominator: 1 })), (Math.sqrt(5) - 1) / 2],
    ['upperGamma(1, 2)', upperGamma(1, 2), Math.exp(-2)],
    ['incompleteBeta(2, 1, ½)', incompleteBeta(2, 1, { p: 0.5, q: 0.5 }), 0.25],
    ['normalTwoSided', normalTwoSided(1.959963984540054), 0.05],
    ['normalUpperTail', normalUpperTail(1.644853626951473), 0.05],
    ['normalQuantile', normalQuantile(0.975), 1.959963984540054],
    ['chiSquareUpperTail', chiSquareUpperTail(3.841458820694124, 1), 0.05],
    ['fUpperTail', fUpperTail(4, 2, 10), (10 / 18) ** 5],
    ['studentTwoSided', studentTwoSided(2, 2), 1 - Math.sqrt(2 / 3)],
    ['studentQuantile', studentQuantile(0.975, 10), 2.22813885198627],
  ];
  it.each(cases)('%s', (_, actual, expected) => {
    expect(relativeError(actual, expected)).toBeLessThan(1e-13);
  });
});

describe('the distributions at their edges', () => {
  it('refuse NaN', () => {
    const calls = [
      () => normalTwoSided(NaN),
      () => normalQuantile(NaN),
      () => studentTwoSided(NaN, 3),
      () => studentTwoSided(1, NaN),
      () => studentQuantile(0.9, NaN),
      () => chiSquareUpperTail(NaN, 1),
      () => chiSquareUpperTail(1, NaN),
      () => fUpperTail(1, 2, NaN),
      () => fUpperTail(NaN, 2, 3),
      () => studentizedRangeUpperTail(NaN, 3, 10),
      () => studentizedRangeUpperTail(3, NaN, 10),
    ];
    for (const call of calls) expect(call).toThrow(RangeError);
  });
  it('t with very many degrees of freedom is the normal distribution', () => {
    expect(relativeError(studentTwoSided(5, 1e12), normalTwoSided(5))).toBeLessThan(1e-9);
    expect(studentTwoSided(5, Infinity)).toBe(normalTwoSided(5));
  });
  it('t does not jump where the approximation for many degrees of freedom begins', () => {
    expect(relativeError(studentTwoSided(3, 1e9 - 1), studentTwoSided(3, 1e9))).toBeLessThan(1e-11);
  });
  it('chi-square with ten thousand million degrees of freedom answers, and gives half at its median', () => {
    expect(Math.abs(chiSquareUpperTail(1e10 - 2 / 3, 1e10) - 0.5)).toBeLessThan(1e-9);
  });
  it('never leave [0, 1]', () => {
    const any = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    const df = fc.double({ min: 0.1, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(any, df, df, (x, d1, d2) => {
        for (const p of [
          normalUpperTail(x),
          studentTwoSided(x, d1),
          chiSquareUpperTail(Math.abs(x), d1),
          fUpperTail(Math.abs(x), d1, d2),
        ]) {
          expect(p).toBeGreaterThanOrEqual(0);
          expect(p).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 200 },
    );
  });
  it('a quantile is the inverse of its tail', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.0001, max: 0.9999, noNaN: true }),
        fc.double({ min: 0.5, max: 5000, noNaN: true }),
        (probability, df) => {
          const t = studentQuantile(probability, df);
          const twoSided = 2 * Math.min(probability, 1 - probability);
          expect(Math.abs(studentTwoSided(t, df) - twoSided)).toBeLessThan(1e-12);
        },
      ),
      { numRuns: 200 },
    );
  });
});
