import type { AnswerSums } from '../answer-sums.js';
import { studentTwoSided } from '../distributions/student-t.js';
import { effectiveBase } from '../kish.js';
import type { PairTest } from './compare-proportions.js';

/** The pooled variance of several columns. */
export interface PooledVariance {
  readonly variance: number;
  /** Σ(base − 1) over the columns: N − C. */
  readonly degreesOfFreedom: number;
}

/**
 * Whether SPSS would test this column: an (effective) base of 2 or more.
 * @example isUsableMean(sumsOfPublishedMean(1, 7, 0)) // false
 */
export function isUsableMean(sums: AnswerSums): boolean {
  return effectiveBase(sums) >= 2;
}

/**
 * The pooled variance of column means: of all columns of a row (SPSS's default) or of the two compared.
 * @param columns usable columns
 * @returns the variance, 0 when nobody differs
 * Source: IBM SPSS Statistics Algorithms, CTABLES, column means; weighted columns count with Kish's
 * effective base.
 * @example pooledVariance([sumsOfPublishedMean(4, 7, 2), sumsOfPublishedMean(4, 5, 2)]) // { variance: 4, degreesOfFreedom: 6 }
 */
export function pooledVariance(columns: readonly AnswerSums[]): PooledVariance {
  let squares = 0;
  let degreesOfFreedom = 0;
  for (const sums of columns) {
    const base = effectiveBase(sums);
    const mean = sums.wy / sums.w;
    squares += Math.max(0, sums.wyy / sums.w - mean * mean) * base;
    degreesOfFreedom += base - 1;
  }
  return { variance: squares / degreesOfFreedom, degreesOfFreedom };
}

/**
 * Two column means by the pooled-variance t test of SPSS Custom Tables.
 * @param first sums of a mean in a usable column
 * @param second the same of the other column
 * @param pooled from all usable columns of the row, or from these two
 * @throws RangeError when nobody differs, so that there is no variance to test with
 * Source: IBM SPSS Statistics Algorithms, CTABLES, column means.
 * @example compareMeans(a, b, { variance: 4, degreesOfFreedom: 6 }).statistic // (7 − 5)/√(4·(¼ + ¼)) = √2
 */
export function compareMeans(first: AnswerSums, second: AnswerSums, pooled: PooledVariance): PairTest {
  if (!(pooled.variance > 0)) throw new RangeError('without variance two means cannot be compared');
  const difference = first.wy / first.w - second.wy / second.w;
  const spread = 1 / effectiveBase(first) + 1 / effectiveBase(second);
  const statistic = difference / Math.sqrt(pooled.variance * spread);
  const { degreesOfFreedom } = pooled;
  return { difference, statistic, degreesOfFreedom, pValue: studentTwoSided(statistic, degreesOfFreedom) };
}
