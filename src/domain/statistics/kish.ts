import type { AnswerSums } from './answer-sums.js';

/**
 * Kish's effective base: how many unweighted answers tell as much as these weighted ones.
 * @param sums of the answers
 * @returns (Σw)²/Σw², from 0 to the number of answers; equal to it when all weights are equal
 * Source: Kish (1965), Survey Sampling, §11.7.
 * @example effectiveBase({ w: 3, ww: 5 }) // 1.8, of two answers with weights 1 and 2
 */
export function effectiveBase(sums: Pick<AnswerSums, 'w' | 'ww'>): number {
  return sums.ww === 0 ? 0 : (sums.w * sums.w) / sums.ww;
}

/**
 * Kish's design effect of the weights: by what factor they enlarge the variance.
 * @param sums of the answers
 * @returns n·Σw²/(Σw)², 1 or more; `null` without answers
 * Source: Kish (1965), §11.7.
 * @example kishDesignEffect({ count: 2, w: 3, ww: 5 }) // 1.1111
 */
export function kishDesignEffect(sums: Pick<AnswerSums, 'count' | 'w' | 'ww'>): number | null {
  return sums.w === 0 ? null : (sums.count * sums.ww) / (sums.w * sums.w);
}
