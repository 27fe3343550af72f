import type { Interval } from './design/intervals.js';
import { normalQuantile } from './distributions/normal.js';

/**
 * The score interval of a share out of counted calls or people: it stays within 0–1 and keeps its promise for small
 * numbers, where the textbook interval does not.
 * @param successes a whole number from 0 to `trials`
 * @param trials a whole number above 0
 * @param confidence strictly between 0 and 1, for example 0.95
 * @throws RangeError on counts that do not fit, or a confidence outside its range
 * Source: Wilson (1927), JASA 22; R prop.test(correct = FALSE); recommended by Brown, Cai & DasGupta (2001).
 * @example wilsonInterval(8, 10, 0.95) // 0.4902 – 0.9433
 */
export function wilsonInterval(successes: number, trials: number, confidence: number): Interval {
  const isCount = Number.isInteger(successes) && Number.isInteger(trials) && successes >= 0;
  if (!isCount || trials < 1 || successes > trials) throw new RangeError('not successes out of trials');
  const z = normalQuantile((1 + confidence) / 2);
  const share = successes / trials;
  const spread = (z * z) / trials;
  const centre = (share + spread / 2) / (1 + spread);
  const half = (z / (1 + spread)) * Math.sqrt((share * (1 - share) + spread / 4) / trials);
  return {
    lower: successes === 0 ? 0 : Math.max(0, centre - half),
    upper: successes === trials ? 1 : Math.min(1, centre + half),
  };
}
