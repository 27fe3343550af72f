import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlyingLengths } from '../../../src/domain/quality/outlying-lengths.js';

const length = (seconds: number, kind = 'parent') => ({ seconds, kind });

const USUAL = [600, 630, 660, 690, 700, 720, 750, 780, 810, 900].map((seconds) => length(seconds));

describe('lengths that are strange', () => {
  it('are far below or above those of the same kind, the shortest first', () => {
    const found = outlyingLengths([...USUAL, length(5400), length(60)], ({ kind }) => kind);
    expect(found.map(({ of, side }) => [of.seconds, side])).toEqual([
      [60, 'short'],
      [5400, 'long'],
    ]);
    // The middle two of twelve are 700 and 720: on a scale of ratios √(700·720).
    expect(found[0]?.medianSeconds).toBeCloseTo(Math.sqrt(700 * 720), 9);
    expect(found[0]?.medianDeviation).toBeGreaterThan(0);
  });

  it('are not told among fewer than ten of a kind', () => {
    expect(outlyingLengths([...USUAL.slice(0, 8), length(5)], ({ kind }) => kind)).toEqual([]);
    expect(outlyingLengths([...USUAL, length(5, 'youth')], ({ kind }) => kind)).toEqual([]);
  });

  it('do not depend on the unit', () => {
    const seconds = fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 10, maxLength: 40 });
    fc.assert(
      fc.property(seconds, fc.integer({ min: 2, max: 60 }), (values, factor) => {
        const of = (unit: number) =>
          outlyingLengths(
            values.map((value) => length(value * unit)),
            ({ kind }) => kind,
          ).map((found) => Math.round(found.of.seconds / unit));
        expect(of(factor)).toEqual(of(1));
      }),
    );
  });
});
