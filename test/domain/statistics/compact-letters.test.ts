import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compactLetters, type DifferentPair } from '../../../src/domain/statistics/compact-letters.js';
import { readReference } from '../../support/reference.js';

interface Display {
  readonly k: number;
  readonly pairs: readonly DifferentPair[];
  readonly sig: boolean | readonly boolean[];
  readonly insert_absorb: readonly string[];
}

const displays = readReference('cld.json') as Display[];

/** The sets of columns that share a letter, whatever the letters are called. */
function partition(letters: readonly (readonly string[])[]): string[] {
  const names = new Set(letters.flat());
  return [...names]
    .map((name) => letters.flatMap((own, column) => (own.includes(name) ? [column] : [])).join(','))
    .sort();
}

function differentPairs(k: number): fc.Arbitrary<DifferentPair[]> {
  const all = Array.from({ length: k }, (_, i) => i).flatMap((i) =>
    Array.from({ length: k - i - 1 }, (_, j): DifferentPair => [i, i + j + 1]),
  );
  return fc.subarray(all);
}

describe('compact letters', () => {
  it('make the same sets as R multcompView, in all displays of 2 to 8 columns', () => {
    for (const display of displays) {
      const flags = [display.sig].flat();
      const different = display.pairs.filter((_, at) => flags[at]);
      const expected = display.insert_absorb.map((letters) => Array.from(letters));
      expect(partition(compactLetters(display.k, different))).toEqual(partition(expected));
    }
    expect(displays).toHaveLength(134);
  });
  it('give the overlapping column both letters', () => {
    expect(compactLetters(3, [[0, 1]])).toEqual([['a'], ['b'], ['a', 'b']]);
  });
  it('are shared exactly by the columns that do not differ', () => {
    const input = fc.integer({ min: 1, max: 9 }).chain((k) => fc.tuple(fc.constant(k), differentPairs(k)));
    fc.assert(
      fc.property(input, ([k, different]) => {
        const letters = compactLetters(k, different);
        expect(letters[0]?.[0]).toBe('a');
        for (let i = 0; i < k; i += 1) {
          for (let j = i + 1; j < k; j += 1) {
            const share = letters[i]?.some((letter) => letters[j]?.includes(letter));
            expect(share).toBe(!different.some(([a, b]) => a === i && b === j));
          }
        }
      }),
    );
  });
  it('go on after z with aa', () => {
    const columns = 28;
    const all = Array.from({ length: columns }, (_, i) => i).flatMap((i) =>
      Array.from({ length: columns - i - 1 }, (_, j): DifferentPair => [i, i + j + 1]),
    );
    expect(compactLetters(columns, all).slice(25)).toEqual([['z'], ['aa'], ['ab']]);
  });
  it('of no columns are none', () => {
    expect(compactLetters(0, [])).toEqual([]);
  });
  it('refuse a pair outside the columns', () => {
    expect(() => compactLetters(2, [[0, 2]])).toThrow(RangeError);
  });
});
