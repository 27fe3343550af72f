import { effectiveBase } from '../kish.js';
import type { AnswerSums } from '../answer-sums.js';
import { normalTwoSided } from '../distributions/normal.js';

/** A test of one column against another. */
export interface PairTest {
  /** First minus second. */
  readonly difference: number;
  readonly statistic: number;
  /** `null` for a z test. */
  readonly degreesOfFreedom: number | null;
  /** Two-sided, not yet adjusted. */
  readonly pValue: number;
}

/**
 * Whether SPSS would test this column: its proportion is not 0 or 1 and its (effective) base is 2 or more.
 * @example isUsableProportion(sumsOfPublishedShare(20, 1)) // false
 */
export function isUsableProportion(sums: AnswerSums): boolean {
  return effectiveBase(sums) >= 2 && sums.wy > 0 && sums.wy < sums.w;
}

/**
 * Two column proportions by the pooled z test of SPSS Custom Tables, without continuity correction.
 * @param first sums of a share in a usable column
 * @param second the same of the other column
 * @param overlapBase how many people are in both columns (columns of a multiple-response question, or a part
 *   against a total that holds it); 0 for separate groups
 * @throws RangeError when both columns together are all or nothing, or when they are the same people
 * Source: IBM SPSS Statistics Algorithms, CTABLES, column proportions; weighted columns count with Kish's
 * effective base, never with their grossed-up size.
 * @example compareProportions(sumsOfPublishedShare(131, 0.88), sumsOfPublishedShare(256, 0.74)).pValue // 0.0014
 */
export function compareProportions(first: AnswerSums, second: AnswerSums, overlapBase = 0): PairTest {
  const n1 = effectiveBase(first);
  const n2 = effectiveBase(second);
  const p1 = first.wy / first.w;
  const p2 = second.wy / second.w;
  const pooled = (p1 * n1 + p2 * n2) / (n1 + n2);
  const spread = 1 / n1 + 1 / n2 - (2 * overlapBase) / (n1 * n2);
  const variance = pooled * (1 - pooled) * spread;
  if (!(variance > 0)) throw new RangeError('these two columns cannot be compared');
  const statistic = (p1 - p2) / Math.sqrt(variance);
  return { difference: p1 - p2, statistic, degreesOfFreedom: null, pValue: normalTwoSided(statistic) };
}
