import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CodePair,
  kappaOfFrame,
  kappaPerCode,
  krippendorffAlpha,
  masiDistance,
} from '../../../src/domain/coding/agreement.js';
import type { Seed } from '../../../src/domain/sampling/random.js';
import { readReference, relativeError } from '../../support/reference.js';

const studies = readReference('agreement.json') as {
  first: number[][];
  second: number[][];
  alpha: number;
  kappa: number[];
}[];

const pairsOf = (first: readonly number[][], second: readonly number[][]): CodePair[] =>
  first.map((codes, at) => ({ first: codes, second: second[at] ?? [], answers: 1 }));

const letters = (text: string): number[][] => text.split('').map((letter) => [letter.charCodeAt(0)]);

describe('how far two coders agree', () => {
  it.each(studies)(
    'is what R finds from the definitions: alpha $alpha',
    ({ first, second, alpha, kappa }) => {
      const pairs = pairsOf(first, second);
      expect(relativeError(krippendorffAlpha(pairs) ?? NaN, alpha)).toBeLessThan(1e-12);
      const codes = kappaPerCode(pairs, [1, 2, 3, 4, 5, 6]);
      for (const [at, expected] of kappa.entries()) {
        expect(relativeError(codes[at]?.kappa ?? NaN, expected)).toBeLessThan(1e-12);
      }
    },
  );

  // Krippendorff (2011), example B: two observers, nominal data, alpha .692.
  it('is the published alpha when everybody gives one code', () => {
    const pairs = pairsOf(letters('aabbdcccedda'), letters('babbbccceddd'));
    expect(krippendorffAlpha(pairs)).toBeCloseTo(0.692, 3);
  });

  it('is the kappa that a count by hand gives', () => {
    const pairs = [
      { first: [1], second: [1], answers: 20 },
      { first: [1], second: [2], answers: 5 },
      { first: [2], second: [1], answers: 10 },
      { first: [2], second: [2], answers: 15 },
    ];
    // Observed .70, expected .50 × .60 + .50 × .40 = .50.
    expect(kappaPerCode(pairs, [1])).toEqual([
      { code: 1, both: 20, onlyFirst: 5, onlySecond: 10, neither: 15, kappa: 0.4 },
    ]);
  });

  it('counts a part for its whole: coders who differ on the part agree on the whole', () => {
    const texts = { label: '', definition: '', example: '', isOption: false, replacedBy: null };
    const codes = [
      { ...texts, number: 1, parent: null },
      { ...texts, number: 11, parent: 1 },
      { ...texts, number: 12, parent: 1 },
      { ...texts, number: 2, parent: null },
    ];
    const pairs = [
      { first: [11], second: [12], answers: 3 },
      { first: [2], second: [2], answers: 2 },
    ];
    const found = kappaOfFrame({ codes, secondPercent: 10, seed: 1 as Seed }, pairs);
    expect(found.map(({ code, both, neither, kappa }) => [code, both, neither, kappa])).toEqual([
      [1, 3, 2, 1],
      [11, 0, 2, 0],
      [12, 0, 2, 0],
      [2, 2, 3, 1],
    ]);
  });

  it('has no value when there is nothing to disagree on', () => {
    expect(krippendorffAlpha([])).toBeNull();
    expect(krippendorffAlpha([{ first: [1], second: [1], answers: 7 }])).toBeNull();
    expect(kappaPerCode([{ first: [1], second: [1], answers: 7 }], [1])[0]?.kappa).toBeNull();
    expect(kappaPerCode([], [1])[0]?.kappa).toBeNull();
  });

  const codes = fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 });
  const pairs = fc.array(
    fc.record({ first: codes, second: codes }).map((pair) => ({ ...pair, answers: 1 })),
    { minLength: 1, maxLength: 30 },
  );

  it('does not depend on who was first, and is 1 only for the same sets', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const turned = list.map(({ first, second, answers }) => ({ first: second, second: first, answers }));
        const alpha = krippendorffAlpha(list);
        const other = krippendorffAlpha(turned);
        if (alpha === null) {
          expect(other).toBeNull();
          return;
        }
        expect(alpha).toBeCloseTo(other ?? NaN, 12);
        const isSame = list.every(({ first, second }) => masiDistance(first, second) === 0);
        expect(alpha === 1).toBe(isSame);
        expect(alpha).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the MASI distance', () => {
  it.each([
    [[1, 2], [2, 1], 0],
    [[1, 2], [2], 1 - (1 / 2) * (2 / 3)],
    [[1, 2], [2, 3], 1 - (1 / 3) * (1 / 3)],
    [[1], [2], 1],
  ])('of %j and %j is %d', (left, right, distance) => {
    expect(masiDistance(left, right)).toBeCloseTo(distance, 14);
  });
});
