import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialProbability, binomialTest } from '../../../src/domain/statistics/binomial-test.js';
import { readReference } from '../../support/reference.js';

const { test: cases } = readReference('binomial.json') as {
  test: { x: number; n: number; p: number; value: number }[];
};

describe('the exact binomial test', () => {
  it.each(cases)('is that of R for $x of $n with chance $p', ({ x, n, p, value }) => {
    expect(Math.abs(binomialTest(x, n, p) / value - 1)).toBeLessThan(1e-11);
  });

  it('gives two in thirty-two for five heads, and nothing to wonder about without trials', () => {
    expect(binomialTest(5, 5, 0.5)).toBeCloseTo(0.0625, 14);
    expect(binomialTest(0, 0, 0.3)).toBe(1);
    expect(binomialTest(0, 9, 0)).toBe(1);
    expect(binomialTest(9, 9, 1)).toBe(1);
    expect(binomialTest(1, 9, 0)).toBe(0);
  });

  it('has probabilities that add up, and the same value seen from the other side', () => {
    const trials = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(trials, fc.nat(), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (n, seed, chance) => {
        const x = seed % (n + 1);
        const all = Array.from({ length: n + 1 }, (_, count) => binomialProbability(count, n, chance));
        expect(all.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 11);
        const value = binomialTest(x, n, chance);
        expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(binomialTest(n - x, n, 1 - chance)).toBeCloseTo(value, 9);
      }),
    );
  });

  it.each([
    [2, 1, 0.5],
    [-1, 1, 0.5],
    [0.5, 1, 0.5],
    [0, 1, 1.5],
    [0, 1, Number.NaN],
  ])('refuses %d of %d with chance %d', (x, n, p) => {
    expect(() => binomialTest(x, n, p)).toThrow(RangeError);
  });
});
