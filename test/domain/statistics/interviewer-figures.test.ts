import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialProbability } from '../../../src/domain/statistics/binomial-test.js';
import { funnelLimits } from '../../../src/domain/statistics/funnel-limits.js';
import { isOutlier, median, modifiedZ, robustSpread } from '../../../src/domain/statistics/robust-spread.js';
import { wilsonInterval } from '../../../src/domain/statistics/wilson-interval.js';
import { readReference } from '../../support/reference.js';

const reference = readReference('nonresponse.json') as {
  wilson: { x: number; n: number; lower: number; upper: number }[];
  funnel: { n: number; p: number; confidence: number; lower: number; upper: number }[];
  lengths: { values: number[]; median: number; mad: number; z: number[] };
};

describe('the score interval', () => {
  it.each(reference.wilson)('is that of prop.test() in R for $x of $n', ({ x, n, lower, upper }) => {
    const found = wilsonInterval(x, n, 0.95);
    expect(Math.abs(found.lower - lower)).toBeLessThan(1e-12);
    expect(Math.abs(found.upper - upper)).toBeLessThan(1e-12);
  });

  it.each([
    [1, 0],
    [-1, 4],
    [5, 4],
    [0.5, 4],
  ])('refuses %d of %d', (x, n) => {
    expect(() => wilsonInterval(x, n, 0.95)).toThrow(RangeError);
  });
});

describe('the limits of the funnel', () => {
  it.each(reference.funnel)(
    'are those of R for $n with $p at $confidence',
    ({ n, p, confidence, ...expected }) => {
      const found = funnelLimits(n, p, confidence);
      expect(Math.abs(found.lower - expected.lower)).toBeLessThan(1e-9);
      expect(Math.abs(found.upper - expected.upper)).toBeLessThan(1e-9);
    },
  );

  it('leave chance inside: each side is left no more often than it says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 120 }),
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        (n, p) => {
          const { lower, upper } = funnelLimits(n, p, 0.95);
          const outside = (is: (share: number) => boolean): number =>
            Array.from({ length: n + 1 }, (_, count) =>
              is(count / n) ? binomialProbability(count, n, p) : 0,
            ).reduce((sum, one) => sum + one, 0);
          expect(outside((share) => share < lower - 1e-12)).toBeLessThanOrEqual(0.025 + 1e-9);
          expect(outside((share) => share > upper + 1e-12)).toBeLessThanOrEqual(0.025 + 1e-9);
        },
      ),
    );
  });

  it('are the target itself when nobody can differ, and nothing without trials', () => {
    expect(funnelLimits(10, 1, 0.95)).toEqual({ lower: 1, upper: 1 });
    expect(() => funnelLimits(0, 0.5, 0.95)).toThrow(RangeError);
    expect(() => funnelLimits(10, 0.5, 1)).toThrow(RangeError);
  });
});

describe('a spread that strange values do not move', () => {
  it('is that of R', () => {
    const { values, z } = reference.lengths;
    const spread = robustSpread(values);
    expect(spread).toEqual({ median: reference.lengths.median, medianDeviation: reference.lengths.mad });
    expect(values.map((value) => modifiedZ(value, spread))).toEqual(
      z.map((one): unknown => expect.closeTo(one, 10)),
    );
    expect(values.filter((value) => isOutlier(value, spread))).toEqual([1900, 95]);
  });

  it('calls nothing strange when half of the values are equal', () => {
    expect(isOutlier(100, robustSpread([5, 5, 5, 100]))).toBe(false);
    expect(() => median([])).toThrow(RangeError);
  });
});
