import { describe, expect, it } from 'vitest';
import { sumsOfAnswers } from '../../../src/domain/statistics/answer-sums.js';
import { compareGroups } from '../../../src/domain/statistics/design/compare-groups.js';
import type { CellSums } from '../../../src/domain/statistics/design/calibration.js';
import { estimateMean } from '../../../src/domain/statistics/design/estimate-mean.js';
import { betaInterval } from '../../../src/domain/statistics/design/intervals.js';
import { raoScottTest } from '../../../src/domain/statistics/design/rao-scott.js';
import {
  LonelyUnitError,
  type Stratum,
  varianceOverStrata,
} from '../../../src/domain/statistics/design/stratum.js';
import { betaQuantile } from '../../../src/domain/statistics/distributions/beta-quantile.js';
import { rakeFactors } from '../../../src/domain/statistics/raking/rake-weights.js';
import { trimWeights } from '../../../src/domain/statistics/trim-weights.js';
import { readReference, readReferenceRows, relativeError } from '../../support/reference.js';

interface Figure {
  readonly est: number;
  readonly se: number;
}

interface Lonely {
  readonly q3: Figure;
  readonly mark: Figure;
  readonly female_mark: { readonly est: number; readonly t: number; readonly df: number; readonly p: number };
  readonly female_q3: { readonly F: number; readonly df: readonly [number, number]; readonly p: number };
}

interface Trimmed {
  readonly total: number;
  readonly kish: number;
  readonly weights: readonly number[];
}

interface Options extends Readonly<Record<'certainty' | 'average' | 'adjust', Lonely>> {
  readonly alone: { readonly id: number };
  readonly beta: Readonly<Record<'total' | 'basis' | 'JBJR', { est: number; lower: number; upper: number }>>;
  readonly beta_quantile: Readonly<Record<'p' | 'a' | 'b' | 'q', readonly number[]>>;
  readonly poststratified: { readonly q1: Figure; readonly mark: Figure };
  readonly trimmed: {
    readonly before: readonly number[];
    readonly kish_before: number;
    readonly once: Trimmed;
    readonly strict: Trimmed;
  };
}

const R = readReference('options.json') as Options;
const people = readReferenceRows('ceo_synthetic.csv').filter(({ year }) => year === '2016');

function expectClose(actual: number | undefined, expected: number): void {
  expect(relativeError(actual ?? NaN, expected)).toBeLessThan(1e-9);
}

type Person = (typeof people)[number];

const isAlone = ({ id, domain }: Person): boolean => domain !== 'JBJR' || Number(id) === R.alone.id;
/** The study in which one person of JB/JR was interviewed. */
const lonelyStudy = people
  .filter(isAlone)
  .map((person) => (person['domain'] === 'JBJR' ? { ...person, dw: '1100' } : person));

function stratumOf(study: readonly Person[], domain: string): Stratum {
  const own = study.filter((person) => person['domain'] === domain);
  return { key: domain, sampleSize: own.length, populationSize: Number(own[0]?.['fpc']) };
}

function partsOf(
  study: readonly Person[],
  name: string,
  isIn: (person: Person) => boolean = () => true,
): CellSums[] {
  return ['basis', 'spec', 'JBJR'].map((domain) => ({
    stratum: stratumOf(study, domain),
    sums: sumsOfAnswers(
      study
        .filter((person) => person['domain'] === domain && person[name] !== '' && isIn(person))
        .map((person) => ({ y: Number(person[name]), w: Number(person['dw']) })),
    ),
  }));
}

describe('a stratum with one interview, as R has it under survey.lonely.psu', () => {
  const isFemale = ({ sex }: Person): boolean => sex === 'v';

  it.each(['certainty', 'average', 'adjust'] as const)('%s', (lonely) => {
    const reference = R[lonely];
    for (const name of ['q3', 'mark'] as const) {
      const estimate = estimateMean(partsOf(lonelyStudy, name), lonely);
      expectClose(estimate.value, reference[name].est);
      expectClose(estimate.standardError, reference[name].se);
    }
    const women = partsOf(lonelyStudy, 'mark', isFemale);
    const men = partsOf(lonelyStudy, 'mark', (person) => !isFemale(person));
    const test = compareGroups(women, men, lonely);
    expectClose(test?.difference, reference.female_mark.est);
    expectClose(test?.statistic, reference.female_mark.t);
    expect(test?.degreesOfFreedom).toBe(reference.female_mark.df);
    expectClose(test?.pValue, reference.female_mark.p);
    const cells = [true, false].flatMap((female) =>
      partsOf(lonelyStudy, 'q3', (person) => isFemale(person) === female).flatMap(({ stratum, sums }) => [
        { stratum, column: String(female), category: 'yes', w: sums.wy, ww: sums.wwy },
        { stratum, column: String(female), category: 'no', w: sums.w - sums.wy, ww: sums.ww - sums.wwy },
      ]),
    );
    const whole = raoScottTest(cells, lonelyStudy.length - 3, lonely);
    expectClose(whole?.statistic, reference.female_q3.F);
    expectClose(whole?.pValue, reference.female_q3.p);
  });

  it('is refused unless chosen, and cannot have the average of nothing', () => {
    expect(() => estimateMean(partsOf(lonelyStudy, 'q3'), 'refuse')).toThrow(LonelyUnitError);
    const stratum = { key: 's', sampleSize: 1, populationSize: 10 };
    expect(() => varianceOverStrata([{ stratum, total: 1, squares: 1 }], 'average')).toThrow(LonelyUnitError);
  });
});

describe('the interval of Korn and Graubard', () => {
  it.each(['total', 'basis', 'JBJR'] as const)('is as R has it: %s', (domain) => {
    const parts = partsOf(people, 'q3').filter(({ stratum }) => domain === 'total' || stratum.key === domain);
    // R counts the degrees of freedom over the people who answered.
    const answered = parts.map(({ stratum, sums }) => ({ stratum, sums }));
    const estimate = estimateMean(answered, 'refuse');
    const interval = betaInterval({ ...estimate, degreesOfFreedom: estimate.base - parts.length }, 0.95);
    expectClose(estimate.value, R.beta[domain].est);
    expectClose(interval?.lower, R.beta[domain].lower);
    expectClose(interval?.upper, R.beta[domain].upper);
  });
  it('rests on quantiles as those of R', () => {
    R.beta_quantile.q.forEach((q, at) => {
      const { p, a, b } = R.beta_quantile;
      expectClose(betaQuantile(p[at] ?? NaN, a[at] ?? NaN, b[at] ?? NaN), q);
    });
    expect(betaQuantile(0.5, 1, 1)).toBeCloseTo(0.5, 12);
    expect(() => betaQuantile(1.1, 1, 1)).toThrow(RangeError);
  });
  it('is the exact bound when nobody answered so', () => {
    const estimate = {
      value: 0,
      standardError: 0,
      degreesOfFreedom: 19,
      base: 20,
      weightedBase: 20,
      effectiveBase: 20,
    };
    expect(betaInterval(estimate, 0.95)?.upper).toBeCloseTo(0.1391, 4);
  });
});

describe('post-stratification by age', () => {
  const margin = new Map([
    ['0-11', 5000],
    ['12-17', 4000],
    ['18-22', 1200],
  ]);
  const keys = [...new Set(people.map(({ age = '', domain = '' }) => `${age}|${domain}`))];
  const members = keys.map((key) => people.filter(({ age = '', domain = '' }) => `${age}|${domain}` === key));
  const weights = members.map((own) => own.reduce((sum, person) => sum + Number(person['dw']), 0));
  const factors = rakeFactors(
    keys.map((key, at) => ({ levels: [key.split('|')[0] ?? ''], w: weights[at] ?? 0 })),
    [margin],
  );
  const weightOf = (at: number): number => Number(members[at]?.[0]?.['dw']) * (factors[at] ?? NaN);

  it.each(['q1', 'mark'] as const)('has the estimate and standard error of R for %s', (name) => {
    const placed = keys.map((key, at) => {
      const [level = '', domain = ''] = key.split('|');
      return {
        key,
        stratum: stratumOf(people, domain),
        levels: [level],
        own: members[at] ?? [],
        w: weightOf(at),
      };
    });
    const parts = placed.map(({ key, stratum, own, w }): CellSums => {
      const answers = own.filter((person) => person[name] !== '');
      return {
        stratum,
        cell: key,
        sums: sumsOfAnswers(answers.map((person) => ({ y: Number(person[name]), w }))),
      };
    });
    const cells = placed.map(({ key, stratum, levels, own, w }) => {
      const interviews = own.length;
      return { key, stratum, levels, interviews, w: w * interviews, ww: w * w * interviews };
    });
    const estimate = estimateMean(parts, 'refuse', [{ method: 'post-stratified', cells }]);
    expectClose(estimate.value, R.poststratified[name].est);
    expectClose(estimate.standardError, R.poststratified[name].se);
  });
});

describe('trimming of weights', () => {
  const { before, kish_before: kishBefore, once, strict } = R.trimmed;
  const groups = before.map((weight) => ({ weight, count: 1 }));
  const limits = { lowest: 11, highest: 19 };

  it.each([
    [false, once],
    [true, strict],
  ] as const)('is as R does it, strict %s, and is reported', (isStrict, reference) => {
    const trimmed = trimWeights(groups, limits, isStrict);
    trimmed.weights.forEach((weight, at) => {
      expectClose(weight, reference.weights[at] ?? NaN);
    });
    expectClose(
      trimmed.weights.reduce((sum, weight) => sum + weight, 0),
      reference.total,
    );
    expectClose(trimmed.designEffectBefore ?? NaN, kishBefore);
    expectClose(trimmed.designEffectAfter ?? NaN, reference.kish);
    expect(trimmed.trimmedCount).toBe(before.filter((weight) => weight < 11 || weight > 19).length);
  });
  it('counts groups of equal weight: 3 of weight 1 take over what 1 of weight 9 loses', () => {
    const trimmed = trimWeights(
      [
        { weight: 1, count: 3 },
        { weight: 9, count: 1 },
      ],
      { lowest: 0, highest: 6 },
      false,
    );
    expect(trimmed.weights).toEqual([2, 6]);
    expect(trimmed.movedWeight).toBe(3);
  });
  it('leaves weights within the limits alone, and refuses when nobody is within', () => {
    expect(trimWeights([{ weight: 2, count: 5 }], { lowest: 1, highest: 3 }, true)).toMatchObject({
      weights: [2],
      trimmedCount: 0,
      movedWeight: 0,
    });
    expect(() => trimWeights([{ weight: 9, count: 2 }], { lowest: 1, highest: 3 }, false)).toThrow(
      RangeError,
    );
    expect(() => trimWeights([{ weight: 2, count: 2 }], { lowest: 3, highest: 1 }, false)).toThrow(
      RangeError,
    );
  });
});
