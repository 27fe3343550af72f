import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partialIndicators } from '../../../src/domain/non-response/partial-indicators.js';
import { representativity } from '../../../src/domain/non-response/representativity.js';
import {
  cellsBy,
  type ResponseCell,
  withoutRareLevels,
} from '../../../src/domain/non-response/response-cell.js';
import {
  propensityClasses,
  responsePropensities,
} from '../../../src/domain/non-response/response-propensities.js';
import { readReference, relativeError } from '../../support/reference.js';

interface StudyOfR {
  readonly cells: readonly ResponseCell[];
  readonly coefficients: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly unconditional: readonly number[];
  readonly conditional: readonly number[];
  readonly ages: readonly number[];
}

const { studies, simulation } = readReference('nonresponse.json') as {
  studies: (StudyOfR & Record<string, number>)[];
  simulation: { true: number; uncorrected: number; whole: number; centred: number };
};

const FIGURES = ['r', 'rStandardError', 'rUncorrected', 'cv', 'cvStandardError', 'meanPropensity'] as const;

function cell(levels: readonly string[], sampled: number, responded: number, weight = 1): ResponseCell {
  return { levels, sampled, responded, weight: sampled * weight, respondedWeight: responded * weight };
}

describe('the chance to respond', () => {
  it.each(studies)(
    'has the coefficients and covariances of glm() in R',
    ({ cells, coefficients, covariance }) => {
      const { fit } = responsePropensities(cells);
      // A variable with one level has no column, so that the order is that of R.
      expect(fit.coefficients).toHaveLength(coefficients.length);
      expect(fit.hasConverged).toBe(true);
      for (const [at, expected] of coefficients.entries()) {
        expect(relativeError(fit.coefficients[at] ?? NaN, expected)).toBeLessThan(1e-9);
        for (const [other, value] of (covariance[at] ?? []).entries()) {
          expect(Math.abs((fit.covariance[at]?.[other] ?? NaN) - value)).toBeLessThan(1e-10);
        }
      }
    },
  );

  it('is the share that responded when there is one variable', () => {
    const { cells } = responsePropensities([cell(['a'], 8, 6), cell(['b'], 10, 3)]);
    expect(cells.map(({ propensity }) => propensity)).toEqual([
      expect.closeTo(0.75, 12),
      expect.closeTo(0.3, 12),
    ]);
  });

  it('leaves out what another variable says already', () => {
    const { fit, cells } = responsePropensities([cell(['a', 'x'], 8, 6), cell(['b', 'y'], 10, 3)]);
    expect(fit.aliased).toEqual([2]);
    expect(cells[1]?.propensity).toBeCloseTo(0.3, 12);
  });

  it('goes to nothing for a group in which nobody responded, without breaking', () => {
    const { fit, cells } = responsePropensities([cell(['a'], 8, 6), cell(['b'], 10, 0)]);
    expect(fit.hasConverged).toBe(false);
    expect(cells[1]?.propensity).toBeLessThan(1e-9);
    expect(cells[0]?.propensity).toBeCloseTo(0.75, 9);
    expect(() => responsePropensities([])).toThrow(RangeError);
  });
});

describe('how much respondents are like everybody', () => {
  it.each(studies)('is in the third example, and in all, what R computes', ({ cells, ...expected }) => {
    const found = representativity(responsePropensities(cells));
    for (const name of FIGURES)
      expect(relativeError(found[name] ?? NaN, expected[name] ?? NaN)).toBeLessThan(1e-9);
  });

  it.each(studies)('is taken apart by variable as in R', ({ cells, unconditional, conditional, ages }) => {
    const found = partialIndicators(responsePropensities(cells));
    for (const [at, one] of found.entries()) {
      expect(Math.abs(one.unconditional - (unconditional[at] ?? NaN))).toBeLessThan(1e-9);
      expect(Math.abs(one.conditional - (conditional[at] ?? NaN))).toBeLessThan(1e-9);
    }
    const byAge = found[1]?.levels.toSorted((one, other) => (one.level < other.level ? -1 : 1));
    expect(byAge?.map(({ unconditional: value }) => value)).toEqual(
      ages.map((age): unknown => expect.closeTo(age, 9)),
    );
  });

  it('takes the mean out of the correction, because R’s simulation shows that the published form corrects too much', () => {
    const away = (value: number): number => Math.abs(value - simulation.true);
    expect(away(simulation.centred)).toBeLessThan(0.00005);
    expect(away(simulation.whole)).toBeGreaterThan(0.001);
  });

  it('is 1 when everybody has the same chance', () => {
    const found = representativity(responsePropensities([cell(['a'], 40, 20), cell(['b'], 60, 30)]));
    expect(found).toMatchObject({
      r: 1,
      rStandardError: null,
      cv: 0,
      meanPropensity: expect.closeTo(0.5, 12) as number,
    });
  });

  it('does not depend on the order of the cells or the names of the levels', () => {
    const cells = studies[0]?.cells ?? [];
    const renamed = cells.map((one) => ({ ...one, levels: one.levels.map((level) => `z${level}`) }));
    const expected = representativity(responsePropensities(cells)).r;
    expect(representativity(responsePropensities(renamed.toReversed())).r).toBeCloseTo(expected, 10);
  });
});

describe('cells', () => {
  it('are added together by fewer variables', () => {
    const cells = [cell(['a', 'x'], 3, 1, 2), cell(['a', 'y'], 4, 2, 2), cell(['b', 'x'], 5, 5, 2)];
    expect(cellsBy(cells, [0])).toEqual([
      { levels: ['a'], sampled: 7, responded: 3, weight: 14, respondedWeight: 6 },
      { levels: ['b'], sampled: 5, responded: 5, weight: 10, respondedWeight: 10 },
    ]);
  });

  it('keep their people when rare levels go together', () => {
    const cells = [cell(['a', 'x'], 30, 10), cell(['b', 'x'], 4, 2), cell(['c', 'y'], 5, 5)];
    const joined = withoutRareLevels(cells, 'overig');
    // Four and five people are still few together, so that everybody of the first variable is; y is as rare.
    expect(joined.map(({ levels }) => levels)).toEqual([['overig', 'overig']]);
    expect(joined.reduce((sum, { sampled }) => sum + sampled, 0)).toBe(39);
    const more = [...cells, cell(['d', 'y'], 20, 9), cell(['e', 'z'], 40, 9)];
    expect(withoutRareLevels(more, 'overig').map(({ levels }) => levels)).toEqual([
      ['a', 'x'],
      ['overig', 'x'],
      ['overig', 'y'],
      ['e', 'z'],
    ]);
  });
});

describe('classes of the chance to respond', () => {
  it('give the respondents the weight of everybody, whatever the sample', () => {
    const counts = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.nat(100)), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(counts, (given) => {
        const cells = given.map(([sampled, share], at) =>
          cell([String(at)], sampled, Math.floor((sampled * share) / 100), 1 + (at % 3)),
        );
        const classes = propensityClasses(responsePropensities(cells));
        const responded = cells.reduce((sum, one) => sum + one.responded, 0);
        if (responded === 0) {
          expect(classes).toEqual([]);
          return;
        }
        expect(classes.length).toBeLessThanOrEqual(5);
        const raised = classes.reduce((sum, { levels, factor }) => {
          const own = cells.filter((one) => levels.some((level) => level[0] === one.levels[0]));
          return sum + factor * own.reduce((part, { respondedWeight }) => part + respondedWeight, 0);
        }, 0);
        expect(raised).toBeCloseTo(
          cells.reduce((sum, { weight }) => sum + weight, 0),
          6,
        );
      }),
    );
  });
});
