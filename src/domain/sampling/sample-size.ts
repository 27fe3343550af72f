import { normalQuantile } from '../statistics/distributions/normal.js';

/** What a proportion must be known with. */
export interface MarginDemand {
  /** Half the width of the interval, between 0 and 1: 0.05 is five points of a percentage. */
  readonly margin: number;
  /** For example 0.95. */
  readonly confidence: number;
  /** Expected proportion; 0.5 asks most. */
  readonly proportion: number;
}

/** What difference between two years must be found. */
export interface DifferenceDemand {
  readonly proportions: readonly [number, number];
  /** Chance to find the difference, for example 0.8. */
  readonly power: number;
  /** Two-sided, for example 0.05. */
  readonly significance: number;
}

function twoSidedQuantile(confidence: number): number {
  return normalQuantile(1 - (1 - confidence) / 2);
}

/**
 * Interviews needed in a stratum for a margin of error, with the finite population correction:
 * n0 = z²p(1−p)/e², n = n0 / (1 + (n0−1)/N), rounded up. Source: Cochran (1977), Sampling Techniques, §4.4.
 * @param frameSize units in the frame, 1 or more
 * @param demand margin, confidence and expected proportion
 * @returns whole number, at most `frameSize`
 * @example sizeForMargin(3900, { margin: 0.05, confidence: 0.95, proportion: 0.5 }) // 350
 */
export function sizeForMargin(frameSize: number, demand: MarginDemand): number {
  if (frameSize <= 0) return 0;
  const { margin, confidence, proportion } = demand;
  const endless = (twoSidedQuantile(confidence) ** 2 * proportion * (1 - proportion)) / margin ** 2;
  return Math.min(frameSize, Math.ceil(endless / (1 + (endless - 1) / frameSize)));
}

/**
 * The margin of error that a number of interviews gives, with the finite population correction.
 * @param interviews expected number, above 0
 * @param frameSize units in the frame, at least `interviews`
 * @param demand confidence and expected proportion
 * @returns half the width of the interval, 0–1; 0 when everybody is interviewed
 * @example marginOfError(400, 400, { confidence: 0.95, proportion: 0.5 }) // 0
 */
export function marginOfError(
  interviews: number,
  frameSize: number,
  demand: Omit<MarginDemand, 'margin'>,
): number {
  const { confidence, proportion } = demand;
  if (interviews >= frameSize) return 0;
  const correction = (frameSize - interviews) / (frameSize - 1);
  return (
    twoSidedQuantile(confidence) * Math.sqrt(((proportion * (1 - proportion)) / interviews) * correction)
  );
}

/**
 * Interviews needed in each of two years to find a difference between two proportions, with the pooled
 * variance under equality: n = (z₁₋α⸝₂·√(2p̄q̄) + z_power·√(p₁q₁+p₂q₂))² / (p₁−p₂)².
 * Source: Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, §4.2; R's power.prop.test.
 * @param demand the two proportions (not equal), power and significance
 * @returns not rounded; round it up
 * @throws RangeError when the proportions are equal
 * @example sizeForDifference({ proportions: [0.84, 0.75], power: 0.8, significance: 0.05 }) // 314.663…
 */
export function sizeForDifference(demand: DifferenceDemand): number {
  const [one, other] = demand.proportions;
  if (one === other) throw new RangeError('no sample finds a difference of zero');
  const mean = (one + other) / 2;
  const atEquality = normalQuantile(1 - demand.significance / 2) * Math.sqrt(2 * mean * (1 - mean));
  const atDifference = normalQuantile(demand.power) * Math.sqrt(one * (1 - one) + other * (1 - other));
  return ((atEquality + atDifference) / (one - other)) ** 2;
}

/** What part of a sample is expected to be lost. */
export interface ExpectedYield {
  /** Share of the drawn that organisations exclude, 0–1. */
  readonly exclusionRate: number;
  /** Share of those approached that is interviewed, 0–1. */
  readonly responseRate: number;
}

/**
 * Persons to draw so that a number of interviews may be expected.
 * @param interviews wanted number
 * @returns whole number, rounded up
 * @throws RangeError when nobody would be left to interview
 * @example sizeWithLosses(257, { exclusionRate: 0.05, responseRate: 0.65 }) // 417
 */
export function sizeWithLosses(interviews: number, expected: ExpectedYield): number {
  const yieldRate = (1 - expected.exclusionRate) * expected.responseRate;
  if (!(yieldRate > 0)) throw new RangeError('no interviews can be expected');
  return Math.ceil(interviews / yieldRate - 1e-9);
}
