import { describe, expect, it } from 'vitest';
import { addSums, sumsOfAnswers } from '../../../src/domain/statistics/answer-sums.js';
import type { Calibration, CellSums } from '../../../src/domain/statistics/design/calibration.js';
import { compareGroups } from '../../../src/domain/statistics/design/compare-groups.js';
import { estimateMean } from '../../../src/domain/statistics/design/estimate-mean.js';
import { raoScottTest } from '../../../src/domain/statistics/design/rao-scott.js';
import type { Stratum } from '../../../src/domain/statistics/design/stratum.js';
import { kishDesignEffect } from '../../../src/domain/statistics/kish.js';
import { adjustmentCells } from '../../../src/domain/statistics/weighting/adjustment-cells.js';
import { fitWeights } from '../../../src/domain/statistics/weighting/fit-weights.js';
import { readReference, readReferenceRows, relativeError } from '../../support/reference.js';

interface Test {
  readonly est: number;
  readonly t: number;
  readonly df: number;
  readonly p: number;
}

interface Results extends Readonly<
  Record<'q3' | 'mark' | 'q3_spec' | 'mark_girls', { readonly est: number; readonly se: number }>
> {
  readonly mark_by_sex: Test;
  readonly mark_basis_jbjr: Test;
  readonly q3_by_domain: { readonly F: number; readonly df: readonly [number, number]; readonly p: number };
}

interface Fitted {
  readonly weights: Readonly<Record<string, number>>;
  readonly kish: number;
  readonly results: Results;
}

const R = readReference('weights.json') as {
  readonly segments: { readonly sizes: Readonly<Record<string, number>>; readonly results: Results };
  readonly drawn: Readonly<Record<string, number>>;
  readonly nonresponse: Fitted;
  readonly raked: Fitted;
  readonly poststratified: Fitted;
  readonly trimmed: Fitted & { readonly limit: number; readonly rounds: number };
};
const people = readReferenceRows('ceo_synthetic.csv').filter(({ year }) => year === '2016');
type Person = (typeof people)[number];

const of = (person: Person, ...names: string[]): string => names.map((name) => person[name] ?? '').join('.');
const segmentOf = (person: Person): string => of(person, 'domain', 'sex');
const cellOf = (person: Person): string => of(person, 'domain', 'sex', 'age');
const isFrom = (domain: string) => (person: Person) => person['domain'] === domain;

/** A study with a weight per person, strata, and perhaps cells. */
interface Survey {
  readonly strata: ReadonlyMap<string, Stratum>;
  readonly stratumOf: (person: Person) => string;
  readonly weightOf: (person: Person) => number;
  readonly calibrations: readonly Calibration[];
}

function strataBy(keyOf: (person: Person) => string, sizeOf: (key: string) => number): Map<string, Stratum> {
  return new Map(
    [...new Set(people.map(keyOf))].map((key) => [
      key,
      {
        key,
        sampleSize: people.filter((person) => keyOf(person) === key).length,
        populationSize: sizeOf(key),
      },
    ]),
  );
}

function partsOf(survey: Survey, name: string, isIn: (person: Person) => boolean = () => true): CellSums[] {
  const groups = new Map<string, Person[]>();
  for (const person of people.filter((one) => one[name] !== '' && isIn(one))) {
    const key = `${survey.stratumOf(person)}|${cellOf(person)}`;
    groups.set(key, [...(groups.get(key) ?? []), person]);
  }
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    const stratum = first === undefined ? undefined : survey.strata.get(survey.stratumOf(first));
    if (first === undefined || stratum === undefined) return [];
    const sums = sumsOfAnswers(members.map((one) => ({ y: Number(one[name]), w: survey.weightOf(one) })));
    return [{ stratum, cell: survey.calibrations.length > 0 ? cellOf(first) : null, sums }];
  });
}

function expectClose(actual: number | undefined, expected: number): void {
  expect(relativeError(actual ?? NaN, expected)).toBeLessThan(1e-9);
}

function expectTest(test: ReturnType<typeof compareGroups>, expected: Test): void {
  expectClose(Math.abs(test?.difference ?? NaN), Math.abs(expected.est));
  expectClose(Math.abs(test?.statistic ?? NaN), Math.abs(expected.t));
  expect(test?.degreesOfFreedom).toBe(expected.df);
  expectClose(test?.pValue, expected.p);
}

function expectResults(survey: Survey, expected: Results): void {
  const { calibrations } = survey;
  const figures = [
    ['q3', partsOf(survey, 'q3')],
    ['mark', partsOf(survey, 'mark')],
    ['q3_spec', partsOf(survey, 'q3', isFrom('spec'))],
    ['mark_girls', partsOf(survey, 'mark', ({ sex }) => sex === 'v')],
  ] as const;
  for (const [name, parts] of figures) {
    const estimate = estimateMean(parts, 'refuse', calibrations);
    expectClose(estimate.value, expected[name].est);
    expectClose(estimate.standardError, expected[name].se);
  }
  const compare = (one: (person: Person) => boolean, other: (person: Person) => boolean) =>
    compareGroups(partsOf(survey, 'mark', one), partsOf(survey, 'mark', other), 'refuse', calibrations);
  expectTest(
    compare(
      ({ sex }) => sex === 'v',
      ({ sex }) => sex === 'm',
    ),
    expected.mark_by_sex,
  );
  expectTest(compare(isFrom('basis'), isFrom('JBJR')), expected.mark_basis_jbjr);
  const cells = ['basis', 'spec', 'JBJR'].flatMap((column) =>
    partsOf(survey, 'q3', isFrom(column)).flatMap(({ stratum, cell = null, sums }) => [
      { stratum, cell, column, category: 'yes', people: sums.y, w: sums.wy, ww: sums.wwy },
      {
        stratum,
        cell,
        column,
        category: 'no',
        people: sums.count - sums.y,
        w: sums.w - sums.wy,
        ww: sums.ww - sums.wwy,
      },
    ]),
  );
  // R's subset of a calibrated design keeps everybody; of another one only who answered.
  const counted = people.filter(({ q3 }) => calibrations.length > 0 || q3 !== '').length;
  const whole = raoScottTest(cells, counted - survey.strata.size, 'refuse', calibrations);
  expectClose(whole?.statistic, expected.q3_by_domain.F);
  expectClose(whole?.numeratorDf, expected.q3_by_domain.df[0]);
  expectClose(whole?.denominatorDf, expected.q3_by_domain.df[1]);
  expectClose(whole?.pValue, expected.q3_by_domain.p);
}

const POPULATION: Readonly<Record<string, number>> = { basis: 3900, spec: 5200, JBJR: 1100 };
const domains = strataBy(
  (person) => of(person, 'domain'),
  (domain) => POPULATION[domain] ?? NaN,
);
const AGES = new Map([
  ['0-11', 5000],
  ['12-17', 4000],
  ['18-22', 1200],
]);
const DOMAINS = new Map(Object.entries(POPULATION));

describe('segments that were drawn apart are strata, as in svydesign', () => {
  it('in every estimate and test', () => {
    const { sizes, results } = R.segments;
    const strata = strataBy(segmentOf, (segment) => sizes[segment] ?? NaN);
    const weightOf = (person: Person): number => {
      const stratum = strata.get(segmentOf(person));
      return (stratum?.populationSize ?? NaN) / (stratum?.sampleSize ?? NaN);
    };
    expectResults({ strata, stratumOf: segmentOf, weightOf, calibrations: [] }, results);
  });
});

const cells = adjustmentCells(
  Object.entries(R.drawn).map(([segment, cases]) => {
    const [stratum = '', sex = ''] = segment.split('.');
    const interviews = people.filter((person) => segmentOf(person) === segment).length;
    return { stratum, levels: [sex], cases, interviews };
  }),
);

function raisedWeightOf(person: Person): number {
  const domain = of(person, 'domain');
  const drawn = Object.entries(R.drawn).reduce(
    (sum, [segment, cases]) => (segment.startsWith(`${domain}.`) ? sum + cases : sum),
    0,
  );
  const factor = cells.find(
    ({ stratum, members }) => stratum === domain && members.some(([sex]) => sex === person['sex']),
  )?.factor;
  return ((POPULATION[domain] ?? NaN) / drawn) * (factor ?? NaN);
}

describe('weights for non-response by cell', () => {
  const survey: Survey = {
    strata: domains,
    stratumOf: (person) => of(person, 'domain'),
    weightOf: raisedWeightOf,
    calibrations: [],
  };

  it('are those of R, with its standard errors', () => {
    for (const person of people) {
      expectClose(raisedWeightOf(person), R.nonresponse.weights[segmentOf(person)] ?? NaN);
    }
    const all = sumsOfAnswers(people.map((person) => ({ y: 1, w: raisedWeightOf(person) })));
    expectClose(kishDesignEffect(all) ?? NaN, R.nonresponse.kish);
    expectResults(survey, R.nonresponse.results);
  });
  it('join small cells of a stratum, and say which', () => {
    const joined = adjustmentCells([
      { stratum: 's', levels: ['a'], cases: 40, interviews: 30 },
      { stratum: 's', levels: ['b'], cases: 20, interviews: 12 },
      { stratum: 's', levels: ['c'], cases: 9, interviews: 4 },
      { stratum: 's', levels: ['d'], cases: 3, interviews: 0 },
    ]);
    expect(joined).toEqual([
      { stratum: 's', members: [['a']], cases: 40, interviews: 30, factor: 40 / 30 },
      { stratum: 's', members: [['b'], ['c'], ['d']], cases: 32, interviews: 16, factor: 2 },
    ]);
  });
  it('keep the small cells apart from the large when together they are enough', () => {
    const joined = adjustmentCells([
      { stratum: 's', levels: ['a'], cases: 40, interviews: 30 },
      { stratum: 's', levels: ['b'], cases: 10, interviews: 6 },
      { stratum: 's', levels: ['c'], cases: 10, interviews: 4 },
    ]);
    expect(joined.map(({ factor }) => factor)).toEqual([40 / 30, 2]);
  });
  it('leave out a stratum without interviews, and refuse one with more interviews than cases', () => {
    expect(adjustmentCells([{ stratum: 's', levels: [], cases: 4, interviews: 0 }])).toEqual([]);
    expect(() => adjustmentCells([{ stratum: 's', levels: [], cases: 4, interviews: 5 }])).toThrow(
      RangeError,
    );
  });
});

describe('weights fitted to known totals from those for non-response', () => {
  const keys = [...new Set(people.map(cellOf))];
  const groups = keys.map((key) => {
    const members = people.filter((person) => cellOf(person) === key);
    const [domain = '', , age = ''] = key.split('.');
    const w = members.reduce((sum, person) => sum + raisedWeightOf(person), 0);
    return { key, levels: [age, domain], interviews: members.length, w };
  });

  function surveyWith(weights: readonly number[], method: Calibration['method']): Survey {
    const weightOf = (person: Person): number => weights[keys.indexOf(cellOf(person))] ?? NaN;
    const calibration: Calibration = {
      method,
      cells: groups.flatMap(({ key, levels, interviews }, at) => {
        const stratum = domains.get(levels[1] ?? '');
        const w = weights[at] ?? NaN;
        const own = method === 'raked' ? levels : levels.slice(0, 1);
        return stratum === undefined
          ? []
          : [{ key, stratum, levels: own, interviews, w: w * interviews, ww: w * w * interviews }];
      }),
    };
    return {
      strata: domains,
      stratumOf: (person) => of(person, 'domain'),
      weightOf,
      calibrations: [calibration],
    };
  }

  function expectWeights(weights: readonly number[], expected: Fitted): void {
    keys.forEach((key, at) => {
      expectClose(weights[at], expected.weights[key] ?? NaN);
    });
    const all = addSums(
      groups.map(({ interviews }, at) => {
        const w = weights[at] ?? NaN;
        return sumsOfAnswers(Array.from({ length: interviews }, () => ({ y: 1, w })));
      }),
    );
    expectClose(kishDesignEffect(all) ?? NaN, expected.kish);
  }

  it('raked: weights, standard errors and tests are those of R', () => {
    const { weights, rounds } = fitWeights(groups, [AGES, DOMAINS], null);
    expect(rounds).toBe(0);
    expectWeights(weights, R.raked);
    expectResults(surveyWith(weights, 'raked'), R.raked.results);
  });
  it('post-stratified: weights, standard errors and tests are those of R', () => {
    const byAge = groups.map((group) => ({ ...group, levels: group.levels.slice(0, 1) }));
    const { weights } = fitWeights(byAge, [AGES], null);
    expectWeights(weights, R.poststratified);
    expectResults(surveyWith(weights, 'post-stratified'), R.poststratified.results);
  });
  it('trimmed and raked in turn, as R does', () => {
    const limits = { lowest: 0, highest: R.trimmed.limit };
    const made = fitWeights(groups, [AGES, DOMAINS], limits);
    expect(made).toMatchObject({ rounds: R.trimmed.rounds, isWithinLimits: true });
    expectWeights(made.weights, R.trimmed);
    expectResults(surveyWith(made.weights, 'raked'), R.trimmed.results);
    const outside = groups.filter(({ key }) => (R.raked.weights[key] ?? 0) > R.trimmed.limit);
    expect(made.trimmed).toBe(outside.reduce((sum, { interviews }) => sum + interviews, 0));
  });
  it('say so when limits and totals do not go together', () => {
    const made = fitWeights(groups, [AGES, DOMAINS], { lowest: 0, highest: 17 });
    expect(made.isWithinLimits).toBe(false);
  });
});
