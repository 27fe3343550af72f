import { describe, expect, it } from 'vitest';
import {
  addSums,
  sumsOfAnswers,
  sumsOfPublishedMean,
  sumsOfPublishedShare,
} from '../../../../src/domain/statistics/answer-sums.js';
import { effectiveBase, kishDesignEffect } from '../../../../src/domain/statistics/kish.js';
import {
  compareMeans,
  isUsableMean,
  pooledVariance,
} from '../../../../src/domain/statistics/spss/compare-means.js';
import {
  compareProportions,
  isUsableProportion,
} from '../../../../src/domain/statistics/spss/compare-proportions.js';
import { readReference, relativeError } from '../../../support/reference.js';

type Domain = 'basis' | 'spec' | 'JBJR';
interface ShareRow {
  readonly spss: { readonly x: number[]; readonly n: number[]; readonly p: number[] };
}
interface Reference {
  readonly y2016_q1: ShareRow;
  readonly y2016_q2: ShareRow;
  readonly y2016_q3: ShareRow;
  readonly mark_means: Record<'mean' | 'sd' | 'n', Record<Domain, number>> &
    Record<'p_allcats' | 'p_testedcats', [number, number, number]>;
}

const R = readReference('ceo_synthetic.json') as Reference;
const PAIRS = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

describe('column proportions as SPSS tests them', () => {
  it('agree with R for three domains and three questions', () => {
    for (const { spss } of [R.y2016_q1, R.y2016_q2, R.y2016_q3]) {
      const columns = spss.x.map((x, at) => sumsOfPublishedShare(spss.n[at] ?? 0, x / (spss.n[at] ?? 1)));
      PAIRS.forEach(([i, j], at) => {
        const test = compareProportions(columns[i] ?? addSums([]), columns[j] ?? addSums([]));
        expect(relativeError(test.pValue, spss.p[at] ?? -1)).toBeLessThan(1e-9);
      });
    }
  });
  it('give z = 2 for 60% and 40% of 50, worked by hand', () => {
    // pooled ½, variance ¼·(1/50 + 1/50) = 0.01, z = 0.2/0.1
    const test = compareProportions(sumsOfPublishedShare(50, 0.6), sumsOfPublishedShare(50, 0.4));
    expect(test.statistic).toBeCloseTo(2, 12);
    expect(test.pValue).toBeCloseTo(0.0455002638963584, 12);
  });
  it('take people in both columns out of the variance', () => {
    // variance ¼·(1/50 + 1/50 − 2·25/2500) = 0.005
    const test = compareProportions(sumsOfPublishedShare(50, 0.6), sumsOfPublishedShare(50, 0.4), 25);
    expect(test.statistic).toBeCloseTo(0.2 / Math.sqrt(0.005), 12);
  });
  it('do not change when all weights are grossed up', () => {
    const plain = [sumsOfPublishedShare(105, 0.66), sumsOfPublishedShare(35, 0.5)] as const;
    const grossed = plain.map((s) => ({
      ...s,
      w: s.w * 40,
      ww: s.ww * 1600,
      wy: s.wy * 40,
      wyy: s.wyy * 40,
      wwy: s.wwy * 1600,
      wwyy: s.wwyy * 1600,
    }));
    const [first, second] = grossed;
    if (first === undefined || second === undefined) throw new Error('two columns expected');
    expect(compareProportions(first, second).pValue).toBeCloseTo(compareProportions(...plain).pValue, 14);
  });
  it('leave out columns with 0%, 100% or fewer than two people', () => {
    expect(isUsableProportion(sumsOfPublishedShare(20, 1))).toBe(false);
    expect(isUsableProportion(sumsOfPublishedShare(20, 0))).toBe(false);
    expect(isUsableProportion(sumsOfPublishedShare(1, 0.5))).toBe(false);
    expect(isUsableProportion(addSums([]))).toBe(false);
    expect(isUsableProportion(sumsOfPublishedShare(2, 0.5))).toBe(true);
  });
  it('refuse what cannot be compared', () => {
    expect(() => compareProportions(sumsOfPublishedShare(9, 1), sumsOfPublishedShare(9, 1))).toThrow(
      RangeError,
    );
    expect(() => sumsOfPublishedShare(9, 94)).toThrow(RangeError);
  });
});

describe('column means as SPSS tests them', () => {
  const { mean, sd, n } = R.mark_means;
  const [basis, spec, jbjr] = (['basis', 'spec', 'JBJR'] as const).map((domain) =>
    sumsOfPublishedMean(n[domain], mean[domain], sd[domain]),
  );
  if (basis === undefined || spec === undefined || jbjr === undefined)
    throw new Error('three domains expected');
  const pairs = [
    [spec, basis],
    [jbjr, basis],
    [jbjr, spec],
  ] as const;

  it('agree with R with the variance of all columns', () => {
    const pooled = pooledVariance([basis, spec, jbjr]);
    expect(pooled.degreesOfFreedom).toBe(585);
    pairs.forEach(([a, b], at) => {
      expect(relativeError(compareMeans(a, b, pooled).pValue, R.mark_means.p_allcats[at] ?? -1)).toBeLessThan(
        1e-9,
      );
    });
  });
  it('agree with R with the variance of the two compared', () => {
    pairs.forEach(([a, b], at) => {
      const { pValue } = compareMeans(a, b, pooledVariance([a, b]));
      expect(relativeError(pValue, R.mark_means.p_testedcats[at] ?? -1)).toBeLessThan(1e-9);
    });
  });
  it('give t = √2 with 6 degrees of freedom for the example', () => {
    const a = sumsOfPublishedMean(4, 7, 2);
    const b = sumsOfPublishedMean(4, 5, 2);
    expect(a.wyy).toBe(208);
    const pooled = pooledVariance([a, b]);
    expect(pooled).toEqual({ variance: 4, degreesOfFreedom: 6 });
    expect(compareMeans(a, b, pooled).statistic).toBeCloseTo(Math.SQRT2, 12);
  });
  it('refuse a row in which nobody differs', () => {
    const same = sumsOfPublishedMean(5, 7, 0);
    expect(() => compareMeans(same, same, pooledVariance([same, same]))).toThrow(RangeError);
    expect(isUsableMean(sumsOfPublishedMean(1, 7, 0))).toBe(false);
    expect(isUsableMean(same)).toBe(true);
  });
});

describe('sums of answers', () => {
  it('are the same from single answers as from a published mean', () => {
    const answers = sumsOfAnswers([{ y: 9 }, { y: 5 }]);
    const published = sumsOfPublishedMean(2, 7, Math.sqrt(8));
    expect(published.wy).toBe(answers.wy);
    expect(published.wyy).toBeCloseTo(answers.wyy, 10);
  });
  it('keep weights and people apart', () => {
    expect(sumsOfAnswers([{ y: 1, w: 2 }, { y: 0 }])).toEqual({
      count: 2,
      positiveCount: 1,
      y: 1,
      w: 3,
      ww: 5,
      wy: 2,
      wyy: 2,
      wwy: 4,
      wwyy: 4,
    });
  });
});

describe('the effective base of Kish', () => {
  it('is 1.8 for weights 1 and 2, and the design effect 10/9', () => {
    expect(effectiveBase({ w: 3, ww: 5 })).toBe(1.8);
    expect(kishDesignEffect({ count: 2, w: 3, ww: 5 })).toBeCloseTo(10 / 9, 14);
  });
  it('is 0 without answers, and then there is no design effect', () => {
    expect(effectiveBase({ w: 0, ww: 0 })).toBe(0);
    expect(kishDesignEffect({ count: 0, w: 0, ww: 0 })).toBeNull();
  });
});
