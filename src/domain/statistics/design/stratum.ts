import type { AnswerSums } from '../answer-sums.js';

/** A stratum of the draw, as the variance needs it. */
export interface Stratum {
  readonly key: string;
  /** Number of interviewed people in the stratum (n), also those who did not answer this question. */
  readonly sampleSize: number;
  /** Number of people in the frame (N), or `null` when unknown: then no finite population correction. */
  readonly populationSize: number | null;
}

/** The sums of one group of answers (a column) within one stratum. */
export interface StratumSums {
  readonly stratum: Stratum;
  readonly sums: AnswerSums;
}

/**
 * What to do with a stratum of which only one person was interviewed, so that its variance cannot be
 * estimated: refuse (the default), or treat it as if everybody had been interviewed.
 */
export type LonelyUnit = 'refuse' | 'certainty';

/** Thrown when a stratum with one interview makes a variance impossible. */
export class LonelyUnitError extends Error {
  readonly stratum: string;

  constructor(stratum: string) {
    super(`stratum ${stratum} has one interview, so its variance cannot be estimated`);
    this.name = 'LonelyUnitError';
    this.stratum = stratum;
  }
}

/**
 * What a stratum adds to a variance per unit of squared deviation: (1 − n/N)·n/(n − 1).
 * @param stratum with at least one interview
 * @param lonely what to do when there is only one
 * @returns 0 or more
 * @throws LonelyUnitError when one person was interviewed out of several and `lonely` is `refuse`;
 *   RangeError when more people were interviewed than there are
 * Source: Särndal, Swensson & Wretman (1992), §3.7; Lumley (2010), §2.2.
 * @example stratumFactor({ key: 'jb_jr', sampleSize: 101, populationSize: 1100 }, 'refuse') // 0.9173
 */
export function stratumFactor(stratum: Stratum, lonely: LonelyUnit): number {
  const { sampleSize: n, populationSize } = stratum;
  const fraction = populationSize === null ? 0 : n / populationSize;
  if (!(n >= 1) || fraction > 1) throw new RangeError(`stratum ${stratum.key} has no possible size`);
  if (fraction === 1) return 0;
  if (n > 1) return ((1 - fraction) * n) / (n - 1);
  if (lonely === 'certainty') return 0;
  throw new LonelyUnitError(stratum.key);
}
