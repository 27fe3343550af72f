import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareWeights, type WeightToShow } from '../../../src/domain/privacy/shared-weights.js';

const people = (background: string, ...weights: (number | null)[]): WeightToShow[] =>
  weights.map((weight) => ({ background, weight }));

const peopleArbitrary = fc.array(
  fc.record({
    background: fc.constantFrom('basishulp', 'jb_jr|parent', 'jb_jr|youth'),
    weight: fc.oneof(
      fc.constantFrom(null, 10, 20),
      fc.integer({ min: 1, max: 12 }).map((tenth) => tenth / 10),
      fc.double({ min: 0.1, max: 90, noNaN: true }),
    ),
  }),
  { maxLength: 120 },
);

describe('weights in a file', () => {
  it('stay as they are where enough people have the same', () => {
    expect(shareWeights(people('a', 2, 3, 2, 3, 2), 2)).toEqual({ shown: [2, 3, 2, 3, 2], averaged: 0 });
  });

  it('are averaged with the next ones up where few have the same', () => {
    expect(shareWeights(people('a', 9, 1, 3, 5, 2, 2), 2)).toEqual({
      shown: [7, 2, 2, 7, 2, 2],
      averaged: 4,
    });
  });

  it('take along the nearest common weight when nobody else is left', () => {
    const { shown, averaged } = shareWeights(people('a', 2, 2, 2, 10, 10, 10, 6.5), 3);
    expect(shown).toEqual([2, 2, 2, 9.125, 9.125, 9.125, 9.125]);
    expect(averaged).toBe(4);
  });

  it('are not averaged over people with other backgrounds', () => {
    expect(shareWeights([...people('a', 1, 3), ...people('b', 5)], 2).shown).toEqual([2, 2, 5]);
  });

  it('do not let a few without a weight stand out: they go up with the next ones, and the sum stays', () => {
    expect(shareWeights(people('a', 4, null, 4, 8), 2)).toEqual({ shown: [4, 4, 4, 4], averaged: 2 });
    expect(shareWeights(people('a', 3, null, 6, 6), 2)).toEqual({ shown: [1.5, 1.5, 6, 6], averaged: 2 });
    const many = people('a', null, null, 6, 6);
    expect(shareWeights(many, 2)).toEqual({ shown: [null, null, 6, 6], averaged: 0 });
    expect(shareWeights(people('b', null), 5)).toEqual({ shown: [null], averaged: 0 });
  });

  it('show the same digits to all of a group, also when they differed in the last ones only', () => {
    const other = 0.1 + 0.2;
    expect(new Set(shareWeights(people('a', 0.3, other, 0.3), 2).shown).size).toBe(1);
    expect(new Set(shareWeights(people('a', 0.3, other, 0.5), 3).shown).size).toBe(1);
  });

  it('are shared by k of the same background, or by all of them, and keep their sum', () => {
    fc.assert(
      fc.property(peopleArbitrary, fc.integer({ min: 1, max: 8 }), (given, k) => {
        const { shown } = shareWeights(given, k);
        for (const background of new Set(given.map((one) => one.background))) {
          const places = given.flatMap((one, place) => (one.background === background ? [place] : []));
          const after = places.map((place) => shown[place] ?? null);
          const before = places.map((place) => given[place]?.weight ?? null);
          const sum = (weights: readonly (number | null)[]): number =>
            weights.reduce((total: number, one) => total + (one ?? 0), 0);
          expect(sum(after)).toBeCloseTo(sum(before), 8);
          for (const weight of after) {
            const sharing = after.filter((other) => other === weight).length;
            expect(sharing).toBeGreaterThanOrEqual(Math.min(k, places.length));
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('change nothing for k = 1', () => {
    fc.assert(
      fc.property(peopleArbitrary, (given) => {
        expect(shareWeights(given, 1).shown).toEqual(given.map(({ weight }) => weight));
      }),
    );
  });
});
