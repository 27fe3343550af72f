import { binomialProbability } from './binomial-test.js';
import type { Interval } from './design/intervals.js';
import { incompleteBeta } from './distributions/incomplete-beta.js';

/**
 * Between which shares chance alone brings somebody who works just like everybody: the control limits of a funnel
 * plot. The limits lie between the possible shares, by interpolation, so that the funnel is smooth; the upper limit is
 * the lower limit of the other outcome, so that neither side is judged more strictly.
 * @param trials how many calls or conversations there were, a whole number above 0
 * @param target the share of everybody together, 0–1
 * @param confidence how much of chance lies within, for example 0.95 or 0.998
 * @returns limits within [0, 1]; both the target when that is 0 or 1
 * @throws RangeError on trials that are not whole or not above 0, or a target or confidence outside its range
 * Source: Spiegelhalter (2005), Statistics in Medicine 24, appendix A.1.1: exact binomial limits, interpolated.
 * @example funnelLimits(50, 0.5, 0.95) // 0.3507 – 0.6493
 */
export function funnelLimits(trials: number, target: number, confidence: number): Interval {
  if (!Number.isInteger(trials) || trials < 1 || !(target >= 0 && target <= 1)) {
    throw new RangeError('not a number of trials and a share');
  }
  if (!(confidence > 0 && confidence < 1)) throw new RangeError('a confidence strictly between 0 and 1');
  if (target === 0 || target === 1) return { lower: target, upper: target };
  const tail = (1 - confidence) / 2;
  return { lower: lowerLimit(tail, trials, target), upper: 1 - lowerLimit(tail, trials, 1 - target) };
}

/**
 * Where the cumulative distribution of the share reaches a probability, interpolated between two counts. Exactly the
 * counts that have at most this probability, together with all below them, lie below it.
 */
function lowerLimit(probability: number, trials: number, target: number): number {
  const count = quantile(probability, trials, target);
  const beyond = atMost(count, trials, target) - probability;
  const step = beyond / binomialProbability(count, trials, target);
  return Math.max(0, (count - step) / trials);
}

/** The least count that is not exceeded with at least this probability. */
function quantile(probability: number, trials: number, target: number): number {
  let [low, high] = [0, trials];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (atMost(middle, trials, target) >= probability) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** P(X ≤ count), as the beta function of DLMF 8.17.5. */
function atMost(count: number, trials: number, target: number): number {
  if (count >= trials) return 1;
  return incompleteBeta(trials - count, count + 1, { p: 1 - target, q: target });
}
