import { refuseNaN, refuseNonPositive } from './argument.js';
import { incompleteBeta } from './incomplete-beta.js';
import { normalQuantile, normalTwoSided } from './normal.js';
import { betaTerm } from './saddle-point.js';

/** From here the t distribution equals the normal one after a correction whose error is of order 1/df². */
const NEARLY_NORMAL_DF = 1e9;

/**
 * P(|T| ≥ |t|) of Student's t distribution.
 * @param t any number
 * @param degreesOfFreedom above 0, need not be whole; Infinity gives the normal distribution
 * @throws RangeError on NaN or a non-positive df
 * Source: DLMF 8.17.4 with x = df/(df + t²); for df ≥ 1e9 Abramowitz & Stegun 26.7.8.
 * @example studentTwoSided(2, 2) // 1 − √(2/3) = 0.183503419072274
 */
export function studentTwoSided(t: number, degreesOfFreedom: number): number {
  refuseNonPositive('degrees of freedom', degreesOfFreedom);
  const square = refuseNaN('t', t) * t;
  if (degreesOfFreedom === Infinity) return normalTwoSided(t);
  if (square === Infinity) return 0;
  if (degreesOfFreedom >= NEARLY_NORMAL_DF) {
    const stretch = Math.sqrt(1 + square / (2 * degreesOfFreedom));
    return normalTwoSided((t * (1 - 1 / (4 * degreesOfFreedom))) / stretch);
  }
  const whole = degreesOfFreedom + square;
  return incompleteBeta(degreesOfFreedom / 2, 0.5, { p: degreesOfFreedom / whole, q: square / whole });
}

/**
 * The t below which Student's t lies with the given probability.
 * @param probability strictly between 0 and 1
 * @param degreesOfFreedom above 0; Infinity gives the normal quantile
 * @throws RangeError outside those ranges
 * Source: Newton steps on the two-sided tail, kept between bounds by halving.
 * @example studentQuantile(0.975, 10) // 2.22813885198627
 */
export function studentQuantile(probability: number, degreesOfFreedom: number): number {
  refuseNonPositive('degrees of freedom', degreesOfFreedom);
  const normal = normalQuantile(probability);
  if (degreesOfFreedom === Infinity || normal === 0) return normal;
  const tail = 2 * Math.min(probability, 1 - probability);
  return Math.sign(normal) * positiveQuantile(tail, degreesOfFreedom, Math.abs(normal));
}

/** The t above which |T| lies with probability `tail`; `lower` is the normal quantile, always too small. */
function positiveQuantile(tail: number, degreesOfFreedom: number, lower: number): number {
  let low = lower;
  let high = 2 * lower;
  while (studentTwoSided(high, degreesOfFreedom) > tail) {
    low = high;
    high *= 2;
  }
  let t = low;
  for (let step = 0; step < 200; step += 1) {
    const excess = studentTwoSided(t, degreesOfFreedom) - tail;
    if (excess > 0) low = t;
    else high = t;
    const newton = t + excess / (2 * density(t, degreesOfFreedom));
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - t) <= 2 * Number.EPSILON * t) return next;
    t = next;
  }
  return t;
}

function density(t: number, degreesOfFreedom: number): number {
  const whole = degreesOfFreedom + t * t;
  return betaTerm(degreesOfFreedom / 2, 0.5, { p: degreesOfFreedom / whole, q: (t * t) / whole }) / t;
}
