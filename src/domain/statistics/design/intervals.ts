import { betaQuantile } from '../distributions/beta-quantile.js';
import { studentQuantile } from '../distributions/student-t.js';
import type { Estimate } from './estimate-mean.js';

/** A two-sided interval; one-sided at a proportion of 0 or 1. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The interval of a mean: mean ± t·se with design degrees of freedom.
 * @param estimate of a mean, or of a difference of means
 * @param confidence for example 0.95
 * @returns the interval, or `null` without degrees of freedom
 * Source: Lumley (2010), §2.2.
 * @example meanInterval({ value: 7, standardError: 0.1, degreesOfFreedom: 10, … }, 0.95) // 6.777 – 7.223
 */
export function meanInterval(
  estimate: Pick<Estimate, 'value' | 'standardError' | 'degreesOfFreedom'>,
  confidence: number,
): Interval | null {
  if (!(estimate.degreesOfFreedom > 0)) return null;
  const half = studentQuantile((1 + confidence) / 2, estimate.degreesOfFreedom) * estimate.standardError;
  return { lower: estimate.value - half, upper: estimate.value + half };
}

/**
 * The interval of a proportion: symmetric on the logit scale with t quantile, so that it stays within 0–1.
 * When everybody or nobody answered so, the one-sided exact bound on the effective base.
 * @param estimate of a proportion
 * @param confidence for example 0.95
 * @returns the interval within [0, 1], or `null` without degrees of freedom
 * Source: Korn & Graubard (1998), Survey Methodology 24; R survey::svyciprop(method = "logit"); the bound at 0
 * is the solution of (1 − p)^n = 1 − confidence.
 * @example proportionInterval(estimate of 0 out of 20, 0.95) // 0 – 0.1391
 */
export function proportionInterval(estimate: Estimate, confidence: number): Interval | null {
  const { value, standardError, degreesOfFreedom } = estimate;
  const bound = 1 - (1 - confidence) ** (1 / estimate.effectiveBase);
  if (value <= 0) return { lower: 0, upper: bound };
  if (value >= 1) return { lower: 1 - bound, upper: 1 };
  if (!(degreesOfFreedom > 0)) return null;
  const centre = Math.log(value / (1 - value));
  const half =
    (studentQuantile((1 + confidence) / 2, degreesOfFreedom) * standardError) / (value * (1 - value));
  return { lower: logistic(centre - half), upper: logistic(centre + half) };
}

/**
 * The interval of a proportion by Korn and Graubard: the exact interval of Clopper and Pearson on the number of
 * answers that would give this standard error in a simple random sample, corrected for degrees of freedom. Wider than
 * the logit interval for rare answers. When everybody or nobody answered so, as `proportionInterval`.
 * @param estimate of a proportion
 * @param confidence for example 0.95
 * @returns the interval within [0, 1], or `null` without degrees of freedom
 * Source: Korn & Graubard (1998), Survey Methodology 24; R survey::svyciprop(method = "beta").
 * @example betaInterval(estimate of 34 out of 98, 0.95) // 0.2574 – 0.4452
 */
export function betaInterval(estimate: Estimate, confidence: number): Interval | null {
  const { value, standardError, degreesOfFreedom, base } = estimate;
  if (value <= 0 || value >= 1) return proportionInterval(estimate, confidence);
  if (!(degreesOfFreedom > 0) || !(standardError > 0) || base < 2) return null;
  const upperTail = (1 + confidence) / 2;
  const correction = studentQuantile(upperTail, base - 1) / studentQuantile(upperTail, degreesOfFreedom);
  const n = ((value * (1 - value)) / standardError ** 2) * correction ** 2;
  return {
    lower: betaQuantile(1 - upperTail, n * value, n * (1 - value) + 1),
    upper: betaQuantile(upperTail, n * value + 1, n * (1 - value)),
  };
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
