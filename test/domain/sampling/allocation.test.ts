import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  allocate,
  type AllocationRule,
  allocationWeights,
  largestRemainder,
} from '../../../src/domain/sampling/allocation.js';
import {
  marginOfError,
  sizeForDifference,
  sizeForMargin,
  sizeWithLosses,
} from '../../../src/domain/sampling/sample-size.js';

const three = z.array(z.number()).length(3);
const reference = z
  .object({
    Nh: three,
    Sh: three,
    n: z.number(),
    prop: three,
    neyman: three,
    power_0: three,
    'power_0.25': three,
    'power_0.5': three,
    'power_0.75': three,
    power_1: three,
    cost: three,
    cost_c: three,
    n_for_moe: three,
    n_power_2prop: z.number(),
  })
  .parse(JSON.parse(readFileSync('test/reference/allocation.json', 'utf8')));

const means = [0.83, 0.85, 0.7];
const strata = reference.Nh.map((frameSize, place) => ({
  frameSize,
  deviation: reference.Sh[place] ?? 0,
  mean: means[place] ?? 0,
  unitCost: reference.cost_c[place] ?? 0,
}));

describe('the allocation of a sample', () => {
  const cases: readonly (readonly [AllocationRule, readonly number[]])[] = [
    [{ kind: 'equal' }, [614 / 3, 614 / 3, 614 / 3]],
    [{ kind: 'proportional' }, reference.prop],
    [{ kind: 'neyman' }, reference.neyman],
    [{ kind: 'power', power: 0 }, reference['power_0']],
    [{ kind: 'power', power: 0.25 }, reference['power_0.25']],
    [{ kind: 'power', power: 0.5 }, reference['power_0.5']],
    [{ kind: 'power', power: 0.75 }, reference['power_0.75']],
    [{ kind: 'power', power: 1 }, reference['power_1']],
    [{ kind: 'cost' }, reference.cost],
  ];
  it.each(cases)('by %j agrees with R', (rule, expected) => {
    const weights = allocationWeights(rule, strata);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    weights.forEach((weight, place) => {
      expect((reference.n * weight) / sum / (expected[place] ?? 0)).toBeCloseTo(1, 9);
    });
  });

  it('says so when a standard deviation is missing', () => {
    expect(() => allocationWeights({ kind: 'neyman' }, [{ frameSize: 10 }])).toThrow('deviation');
  });

  it('gives a stratum without units nothing', () => {
    expect(allocationWeights({ kind: 'equal' }, [{ frameSize: 0 }, { frameSize: 5 }])).toEqual([0, 1]);
  });

  it.each([
    [
      [1.5, 1.5, 1],
      [2, 1, 1],
    ],
    [
      [234.76, 313.02, 66.22],
      [235, 313, 66],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [
      [3 - 1e-12, 2 + 1e-12],
      [3, 2],
    ],
  ])('rounds %j by largest remainder to %j', (shares, sizes) => {
    expect(largestRemainder(shares)).toEqual(sizes);
  });

  it('spreads what a cap leaves over the other strata', () => {
    const bounds = [
      { floor: 0, cap: 50 },
      { floor: 0, cap: 1000 },
      { floor: 0, cap: 1000 },
    ];
    expect(allocate(300, [1, 1, 1], bounds)).toEqual({ sizes: [50, 125, 125], unplaced: 0 });
  });

  it('takes what a floor asks from the other strata', () => {
    const bounds = [
      { floor: 100, cap: 200 },
      { floor: 0, cap: 900 },
      { floor: 0, cap: 900 },
    ];
    expect(allocate(300, [1, 3, 6], bounds)).toEqual({ sizes: [100, 67, 133], unplaced: 0 });
  });

  it('settles floors and caps together', () => {
    // Free division 10/30/60; the cap of 20 takes 40 away, of which the floor of 30 uses 20 and the second gets the rest.
    const bounds = [
      { floor: 30, cap: 100 },
      { floor: 0, cap: 100 },
      { floor: 0, cap: 20 },
    ];
    expect(allocate(100, [1, 3, 6], bounds)).toEqual({ sizes: [30, 50, 20], unplaced: 0 });
  });

  it('says how many could not be placed, and how many the floors ask too much', () => {
    const bounds = [
      { floor: 5, cap: 10 },
      { floor: 5, cap: 10 },
    ];
    expect(allocate(25, [1, 1], bounds)).toEqual({ sizes: [10, 10], unplaced: 5 });
    expect(allocate(8, [1, 1], bounds)).toEqual({ sizes: [5, 5], unplaced: -2 });
  });

  it('always keeps the total and the bounds', () => {
    const stratum = fc.record({
      weight: fc.double({ min: 0.001, max: 1000, noNaN: true }),
      floor: fc.integer({ min: 0, max: 40 }),
      room: fc.integer({ min: 0, max: 500 }),
    });
    fc.assert(
      fc.property(
        fc.array(stratum, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 3000 }),
        (list, total) => {
          const bounds = list.map(({ floor, room }) => ({ floor, cap: floor + room }));
          const { sizes, unplaced } = allocate(
            total,
            list.map(({ weight }) => weight),
            bounds,
          );
          expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(total - unplaced);
          sizes.forEach((size, place) => {
            expect(Number.isInteger(size)).toBe(true);
            expect(size).toBeGreaterThanOrEqual(bounds[place]?.floor ?? 0);
            expect(size).toBeLessThanOrEqual(bounds[place]?.cap ?? 0);
          });
        },
      ),
    );
  });
});

describe('the sample size', () => {
  it('for a margin of five points agrees with R', () => {
    const demand = { margin: 0.05, confidence: 0.95, proportion: 0.5 };
    expect(reference.Nh.map((frameSize) => sizeForMargin(frameSize, demand))).toEqual(reference.n_for_moe);
  });

  it('gives back the margin that was asked', () => {
    const demand = { confidence: 0.95, proportion: 0.5 };
    for (const frameSize of reference.Nh) {
      const size = sizeForMargin(frameSize, { ...demand, margin: 0.05 });
      expect(marginOfError(size, frameSize, demand)).toBeLessThanOrEqual(0.05);
      expect(marginOfError(size - 1, frameSize, demand)).toBeGreaterThan(0.05);
    }
    expect(marginOfError(400, 400, demand)).toBe(0);
  });

  it('to find a difference between two years agrees with R, whose root search stops at 1e-4', () => {
    const size = sizeForDifference({ proportions: [0.84, 0.75], power: 0.8, significance: 0.05 });
    expect(Math.abs(size - reference.n_power_2prop)).toBeLessThan(1e-3);
  });

  it('is refused for a difference of zero', () => {
    expect(() => sizeForDifference({ proportions: [0.5, 0.5], power: 0.8, significance: 0.05 })).toThrow(
      RangeError,
    );
  });

  it('is raised for expected losses', () => {
    // 257 / (0.95 × 0.65) = 416.19…
    expect(sizeWithLosses(257, { exclusionRate: 0.05, responseRate: 0.65 })).toBe(417);
    expect(() => sizeWithLosses(10, { exclusionRate: 0, responseRate: 0 })).toThrow(RangeError);
  });
});
