import { kishDesignEffect } from '../statistics/kish.js';
import { normalQuantile } from '../statistics/distributions/normal.js';
import type { MarginDemand } from './sample-size.js';

/** A stratum as it will be, or was, interviewed. */
export interface InterviewedStratum {
  /** Units in the frame, 1 or more. */
  readonly frameSize: number;
  /** Interviews; an expected number need not be whole. 0 or more. */
  readonly interviews: number;
}

/** What a comparison of two years must be able to find. */
export interface DetectionDemand {
  /** Expected proportion in both years, 0–1; 0.5 asks most. */
  readonly proportion: number;
  /** Chance to find the difference, for example 0.8. */
  readonly power: number;
  /** Two-sided, for example 0.05. */
  readonly significance: number;
}

/**
 * The variance of a proportion that is estimated from a stratified sample, each stratum weighing as much as its
 * frame: Σ (N_h/N)² · (N_h − n_h)/(N_h − 1) · p(1 − p)/n_h.
 * Source: Cochran (1977), Sampling Techniques, §5.10 (stratified) with the correction of §3.2.
 * @param strata with a frame; a stratum in which everybody is interviewed adds nothing
 * @param proportion the expected one, 0–1, the same in each stratum
 * @returns 0 or more; `null` without strata, or when nobody is interviewed in one of them
 * @example stratifiedVariance([{ frameSize: 100, interviews: 100 }], 0.5) // 0
 */
export function stratifiedVariance(strata: readonly InterviewedStratum[], proportion: number): number | null {
  const total = strata.reduce((sum, { frameSize }) => sum + frameSize, 0);
  if (total === 0 || strata.some(({ interviews }) => interviews <= 0)) return null;
  return strata.reduce((sum, { frameSize, interviews }) => {
    const correction = Math.max(0, frameSize - interviews) / Math.max(1, frameSize - 1);
    return sum + (frameSize / total) ** 2 * correction * ((proportion * (1 - proportion)) / interviews);
  }, 0);
}

/**
 * Half the width of the confidence interval of a proportion from a stratified sample.
 * @param strata as in `stratifiedVariance`
 * @param demand expected proportion and confidence, for example 0.95
 * @returns 0–1; `null` when a stratum has no interviews
 * @example stratifiedMargin([{ frameSize: 1000, interviews: 1000 }], { proportion: 0.5, confidence: 0.95 }) // 0
 */
export function stratifiedMargin(
  strata: readonly InterviewedStratum[],
  demand: Omit<MarginDemand, 'margin'>,
): number | null {
  const variance = stratifiedVariance(strata, demand.proportion);
  return variance === null ? null : normalQuantile(1 - (1 - demand.confidence) / 2) * Math.sqrt(variance);
}

/**
 * The smallest difference between two years that a two-sided test finds with the asked power:
 * (z₁₋α⸝₂ + z_power)·√(V₁ + V₂). Source: Bloom (1995), Evaluation Review 19(5), 547–556, with the variances of
 * two independent samples.
 * @param variances of both years, from `stratifiedVariance`
 * @param demand power and significance
 * @returns a difference of proportions, 0 or more
 * @example detectableDifference([0, 0], { power: 0.8, significance: 0.05 }) // 0
 */
export function detectableDifference(
  variances: readonly [number, number],
  demand: Pick<DetectionDemand, 'power' | 'significance'>,
): number {
  const multiplier = normalQuantile(1 - demand.significance / 2) + normalQuantile(demand.power);
  return multiplier * Math.sqrt(variances[0] + variances[1]);
}

/**
 * Kish's design effect of weighing strata that are interviewed at different rates, N_h/n_h for everybody in stratum h:
 * by what factor it enlarges the variance of a total figure.
 * @param strata as in `stratifiedVariance`
 * @returns 1 or more; `null` when a stratum has no interviews
 * Source: Kish (1965), Survey Sampling, §11.7.
 * @example designEffectOfRates([{ frameSize: 10, interviews: 5 }, { frameSize: 20, interviews: 10 }]) // 1
 */
export function designEffectOfRates(strata: readonly InterviewedStratum[]): number | null {
  if (strata.some(({ interviews }) => interviews <= 0)) return null;
  const sums = { count: 0, w: 0, ww: 0 };
  for (const { frameSize, interviews } of strata) {
    sums.count += interviews;
    sums.w += frameSize;
    sums.ww += frameSize ** 2 / interviews;
  }
  return kishDesignEffect(sums);
}
