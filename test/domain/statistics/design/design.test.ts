import { describe, expect, it } from 'vitest';
import { sumsOfAnswers } from '../../../../src/domain/statistics/answer-sums.js';
import { compareGroups } from '../../../../src/domain/statistics/design/compare-groups.js';
import {
  type CellSums,
  contributionsToMean,
  residualSpreads,
} from '../../../../src/domain/statistics/design/calibration.js';
import { estimateMean } from '../../../../src/domain/statistics/design/estimate-mean.js';
import { meanInterval, proportionInterval } from '../../../../src/domain/statistics/design/intervals.js';
import { raoScottTest, type CategoryWeights } from '../../../../src/domain/statistics/design/rao-scott.js';
import { solve } from '../../../../src/domain/statistics/design/solve.js';
import {
  LonelyUnitError,
  stratumRole,
  type Stratum,
} from '../../../../src/domain/statistics/design/stratum.js';
import { raisedWeight, raiseForNonResponse } from '../../../../src/domain/statistics/raise-weights.js';
import { readReference, readReferenceRows, relativeError } from '../../../support/reference.js';

type Domain = 'basis' | 'spec' | 'JBJR';
type ByDomain = Readonly<Record<Domain, number>>;
interface FTest {
  readonly F: number;
  readonly df: readonly [number, number];
  readonly p: number;
}
interface TTest {
  readonly est: number;
  readonly t: number;
  readonly df: number;
  readonly p: number;
  readonly ci: readonly [number, number];
}
interface QuestionReference {
  readonly mean: number;
  readonly se: number;
  readonly by: ByDomain;
  readonly by_se: ByDomain;
  readonly ci_logit: readonly [number, number];
  readonly degf: number;
  readonly chisqF: FTest;
}
type Reference = Readonly<Record<`y2016_${'q1' | 'q2' | 'q3'}`, QuestionReference>> &
  Readonly<Record<`years_${'q1' | 'q2' | 'q3'}`, TTest>> & {
    readonly q4_chisqF: FTest;
    readonly mark_svy: {
      readonly est: ByDomain;
      readonly se: ByDomain;
      readonly total: Readonly<Record<'est' | 'se', { readonly mark: number }>>;
      readonly ttest_years: TTest;
    };
    readonly q4_prop: Readonly<Record<'est' | 'se', Readonly<Record<`q4f${'1' | '2' | '3' | '4'}`, number>>>>;
    readonly multiresp: Readonly<
      Record<'m_fam' | 'm_vr' | 'm_bu', { readonly est: ByDomain; readonly se: ByDomain }>
    >;
  };

const R = readReference('ceo_synthetic.json') as Reference;
const people = readReferenceRows('ceo_synthetic.csv');
const DOMAINS: readonly Domain[] = ['basis', 'spec', 'JBJR'];
const TOLERANCE = 1e-9;

/** The sums per stratum of the people chosen by year and domain, for any coding of an answer. */
function stratumSums(
  where: (year: string, domain: string) => boolean,
  code: (person: Record<string, string>) => number | null,
): CellSums[] {
  const strata = new Map<string, { stratum: Stratum; answers: { y: number; w: number }[] }>();
  for (const person of people) {
    const { year = '', domain = '' } = person;
    if (!where(year, domain)) continue;
    const key = `${year} ${domain}`;
    const stratum = { key, sampleSize: Number(person['n']), populationSize: Number(person['fpc']) };
    const entry = strata.get(key) ?? { stratum, answers: [] };
    const y = code(person);
    if (y !== null) entry.answers.push({ y, w: Number(person['dw']) });
    strata.set(key, entry);
  }
  return [...strata.values()].map(({ stratum, answers }) => ({ stratum, sums: sumsOfAnswers(answers) }));
}

function numberOf(name: string): (person: Record<string, string>) => number | null {
  return (person) => (person[name] === '' ? null : Number(person[name]));
}

function is2016(year: string): boolean {
  return year === '2016';
}

function expectClose(actual: number | undefined, expected: number, what: string): void {
  expect(relativeError(actual ?? NaN, expected), what).toBeLessThan(TOLERANCE);
}

function expectTTest(name: string, expected: TTest): void {
  const inYear = (wanted: string) => (year: string, domain: string) => year === wanted && domain !== 'JBJR';
  const test = compareGroups(
    stratumSums(inYear('2016'), numberOf(name)),
    stratumSums(inYear('2015'), numberOf(name)),
    'refuse',
  );
  if (test === null) throw new Error('a test was expected');
  expectClose(test.difference, expected.est, 'difference');
  expectClose(test.statistic, expected.t, 't');
  expectClose(test.pValue, expected.p, 'p');
  expect(test.degreesOfFreedom).toBe(expected.df);
  const interval = meanInterval({ ...test, value: test.difference }, 0.95);
  expectClose(interval?.lower, expected.ci[0], 'lower');
  expectClose(interval?.upper, expected.ci[1], 'upper');
}

describe('design-based estimates agree with R survey', () => {
  it.each(['q1', 'q2', 'q3'] as const)('proportion %s of 2016, in all and per domain', (name) => {
    const expected = R[`y2016_${name}`];
    const estimate = estimateMean(stratumSums(is2016, numberOf(name)), 'refuse');
    expectClose(estimate.value, expected.mean, 'mean');
    expectClose(estimate.standardError, expected.se, 'se');
    expect(estimate.degreesOfFreedom).toBe(expected.degf);
    const interval = proportionInterval(estimate, 0.95);
    expectClose(interval?.lower, expected.ci_logit[0], 'lower');
    expectClose(interval?.upper, expected.ci_logit[1], 'upper');
    for (const domain of DOMAINS) {
      const own = estimateMean(
        stratumSums((year, d) => is2016(year) && d === domain, numberOf(name)),
        'refuse',
      );
      expectClose(own.value, expected.by[domain], domain);
      expectClose(own.standardError, expected.by_se[domain], `${domain} se`);
    }
  });
  it('mean report grade, in all and per domain', () => {
    const all = estimateMean(stratumSums(is2016, numberOf('mark')), 'refuse');
    expectClose(all.value, R.mark_svy.total.est.mark, 'mean');
    expectClose(all.standardError, R.mark_svy.total.se.mark, 'se');
    for (const domain of DOMAINS) {
      const own = estimateMean(
        stratumSums((year, d) => is2016(year) && d === domain, numberOf('mark')),
        'refuse',
      );
      expectClose(own.value, R.mark_svy.est[domain], domain);
      expectClose(own.standardError, R.mark_svy.se[domain], `${domain} se`);
    }
  });
  it('shares of each option of a question with four options', () => {
    for (const option of ['1', '2', '3', '4'] as const) {
      const share = estimateMean(
        stratumSums(is2016, (person) => (person['q4'] === '' ? null : Number(person['q4'] === option))),
        'refuse',
      );
      expectClose(share.value, R.q4_prop.est[`q4f${option}`], 'share');
      expectClose(share.standardError, R.q4_prop.se[`q4f${option}`], 'se');
    }
  });
  it('multiple response, on all respondents of a domain', () => {
    for (const name of ['m_fam', 'm_vr', 'm_bu'] as const) {
      for (const domain of DOMAINS) {
        const own = estimateMean(
          stratumSums((year, d) => is2016(year) && d === domain, numberOf(name)),
          'refuse',
        );
        expectClose(own.value, R.multiresp[name].est[domain], name);
        expectClose(own.standardError, R.multiresp[name].se[domain], `${name} se`);
      }
    }
  });
  it.each(['q1', 'q2', 'q3'] as const)('2016 against 2015 on %s', (name) => {
    expectTTest(name, R[`years_${name}`]);
  });
  it('2016 against 2015 on the report grade', () => {
    expectTTest('mark', R.mark_svy.ttest_years);
  });
});

function categoryCells(name: string, options: readonly string[]): CategoryWeights[] {
  return DOMAINS.flatMap((domain) =>
    options.flatMap((category) =>
      stratumSums(
        (year, d) => is2016(year) && d === domain,
        (person) => (person[name] === category ? 1 : null),
      ).map(({ stratum, sums }) => ({ stratum, category, column: domain, w: sums.w, ww: sums.ww })),
    ),
  );
}

function expectFTest(cells: readonly CategoryWeights[], expected: FTest): void {
  const test = raoScottTest(cells, 611, 'refuse');
  expectClose(test?.statistic, expected.F, 'F');
  expectClose(test?.numeratorDf, expected.df[0], 'numerator df');
  expectClose(test?.denominatorDf, expected.df[1], 'denominator df');
  expectClose(test?.pValue, expected.p, 'p');
}

describe('the whole-row test agrees with R svychisq', () => {
  it.each(['q1', 'q2', 'q3'] as const)('%s by domain', (name) => {
    expectFTest(categoryCells(name, ['0', '1']), R[`y2016_${name}`].chisqF);
  });
  it('four options by domain', () => {
    expectFTest(categoryCells('q4', ['1', '2', '3', '4']), R.q4_chisqF);
  });
  it('tests nothing when there is one column or one category', () => {
    expect(raoScottTest(categoryCells('q1', ['1']), 611, 'refuse')).toBeNull();
    const oneColumn = categoryCells('q1', ['0', '1']).filter(({ column }) => column === 'basis');
    expect(raoScottTest(oneColumn, 255, 'refuse')).toBeNull();
  });
});

const halves = sumsOfAnswers([{ y: 1 }, { y: 0 }]);
const small: Stratum = { key: 's', sampleSize: 4, populationSize: null };

describe('the variance of a stratum', () => {
  it('shrinks by the share of the frame that was interviewed', () => {
    const { factor } = stratumRole({ key: 'jb_jr', sampleSize: 101, populationSize: 1100 }, 'refuse');
    expect(factor).toBeCloseTo((1 - 101 / 1100) * (101 / 100), 12);
  });
  it('is 0 when everybody was interviewed', () => {
    expect(stratumRole({ key: 's', sampleSize: 5, populationSize: 5 }, 'refuse').factor).toBe(0);
    expect(stratumRole({ key: 's', sampleSize: 1, populationSize: 1 }, 'refuse').factor).toBe(0);
  });
  it('of one interview is refused, unless the study calls it certain', () => {
    const lonely = { key: 'jb_jr', sampleSize: 1, populationSize: 40 };
    expect(() => stratumRole(lonely, 'refuse')).toThrow(LonelyUnitError);
    expect(stratumRole(lonely, 'certainty').factor).toBe(0);
  });
  it('refuses more interviews than people', () => {
    expect(() => stratumRole({ key: 's', sampleSize: 6, populationSize: 5 }, 'refuse')).toThrow(RangeError);
    expect(() => stratumRole({ key: 's', sampleSize: 0, populationSize: 5 }, 'refuse')).toThrow(RangeError);
  });
  it('counts the people of the stratum who did not answer', () => {
    // z = ±¼ for two people, 0 for two others: V = 4/3·(1/8 − 0)
    const contributions = contributionsToMean([{ stratum: small, sums: halves }])?.contributions ?? [];
    expect(residualSpreads(contributions, [])).toEqual([{ stratum: small, total: 0, squares: 0.125 }]);
    const estimate = estimateMean([{ stratum: small, sums: halves }], 'refuse');
    expect(estimate.standardError).toBeCloseTo(Math.sqrt(1 / 6), 14);
    expect(estimate).toMatchObject({ value: 0.5, base: 2, effectiveBase: 2, degreesOfFreedom: 3 });
  });
});

describe('intervals at the edge', () => {
  const none = {
    value: 0,
    standardError: 0,
    degreesOfFreedom: 19,
    base: 20,
    weightedBase: 20,
    effectiveBase: 20,
  };
  it('at 0 of 20 the upper bound solves (1 − p)^20 = 0.05', () => {
    const interval = proportionInterval(none, 0.95);
    expect(interval?.lower).toBe(0);
    expect((1 - (interval?.upper ?? 0)) ** 20).toBeCloseTo(0.05, 12);
    expect(interval?.upper.toFixed(4)).toBe('0.1391');
  });
  it('at 20 of 20 it is the mirror image', () => {
    const mirror = proportionInterval({ ...none, value: 1 }, 0.95);
    expect(mirror?.upper).toBe(1);
    expect(mirror?.lower.toFixed(4)).toBe('0.8609');
  });
  it('a mean of 7 with standard error 0.1 and 10 degrees of freedom lies in 6.777 – 7.223', () => {
    const interval = meanInterval({ ...none, value: 7, standardError: 0.1, degreesOfFreedom: 10 }, 0.95);
    expect([interval?.lower.toFixed(3), interval?.upper.toFixed(3)]).toEqual(['6.777', '7.223']);
  });
  it('without degrees of freedom there is no interval', () => {
    expect(meanInterval({ ...none, degreesOfFreedom: 0 }, 0.95)).toBeNull();
    expect(proportionInterval({ ...none, value: 0.5, degreesOfFreedom: 0 }, 0.95)).toBeNull();
  });
});

describe('groups that cannot be compared', () => {
  it('give no test: an empty group, or groups without any spread', () => {
    const all = [{ stratum: small, sums: sumsOfAnswers([{ y: 1 }, { y: 1 }]) }];
    expect(compareGroups(all, [], 'refuse')).toBeNull();
    expect(compareGroups(all, all, 'refuse')).toBeNull();
  });
  it('an estimate without answers is refused', () => {
    expect(() => estimateMean([], 'refuse')).toThrow(RangeError);
  });
});

describe('weights for non-response', () => {
  it('let 256 interviews stand for 3900 clients', () => {
    expect(raisedWeight({ key: 'basishulp', sampleSize: 256, populationSize: 3900 })).toBe(15.234375);
  });
  it('raise a design weight by approached per interview', () => {
    expect(raiseForNonResponse(3900 / 356, 356, 256)).toBeCloseTo(15.234375, 12);
  });
  it('refuse a stratum without interviews or with more interviews than people', () => {
    expect(() => raisedWeight({ key: 's', sampleSize: 0, populationSize: 10 })).toThrow(RangeError);
    expect(() => raisedWeight({ key: 's', sampleSize: 11, populationSize: 10 })).toThrow(RangeError);
    expect(() => raiseForNonResponse(1, 9, 10)).toThrow(RangeError);
  });
});

describe('linear equations', () => {
  it('are solved, with rows exchanged when the first pivot is 0', () => {
    expect(
      solve(
        [
          [2, 0],
          [0, 4],
        ],
        [[2], [2]],
      ),
    ).toEqual([[1], [0.5]]);
    expect(
      solve(
        [
          [0, 1],
          [1, 0],
        ],
        [[3], [5]],
      ),
    ).toEqual([[5], [3]]);
  });
  it('have no solution when the matrix is singular', () => {
    expect(
      solve(
        [
          [1, 1],
          [1, 1],
        ],
        [[1], [2]],
      ),
    ).toBeNull();
  });
});
