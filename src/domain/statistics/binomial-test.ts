import { deviance, stirlingError } from './distributions/saddle-point.js';

/** Probabilities that differ by less than this share are equal: rounding must not decide what is as extreme. */
const RELATIVE_ERROR = 1e-7;

/**
 * The exact two-sided binomial test: how likely a count is that is at least as improbable as this one.
 * @param successes a whole number from 0 to `trials`
 * @param trials a whole number, 0 or more
 * @param chance of a success in one trial under the hypothesis, 0–1
 * @returns the p-value, 0–1; 1 without trials
 * @throws RangeError on counts that are not whole or do not fit, or a chance outside 0–1
 * Source: Clopper & Pearson (1934), Biometrika 26; two-sided by the method of small p-values, as R's binom.test;
 * the probabilities by Loader (2000).
 * @example binomialTest(5, 5, 0.5) // 2 / 32 = 0.0625
 */
export function binomialTest(successes: number, trials: number, chance: number): number {
  const isCount = Number.isInteger(successes) && Number.isInteger(trials) && successes >= 0;
  if (!isCount || successes > trials || !(chance >= 0 && chance <= 1)) {
    throw new RangeError('not a number of successes, trials and a chance');
  }
  const limit = binomialProbability(successes, trials, chance) * (1 + RELATIVE_ERROR);
  let sum = 0;
  for (let count = 0; count <= trials; count += 1) {
    const probability = binomialProbability(count, trials, chance);
    if (probability <= limit) sum += probability;
  }
  return Math.min(1, sum);
}

/**
 * The binomial probability of one count.
 * @param count a whole number from 0 to `trials`
 * @param trials a whole number, 0 or more
 * @param chance 0–1
 * Source: Loader (2000), Fast and accurate computation of binomial probabilities, §2.
 * @example binomialProbability(1, 2, 0.5) // 0.5
 */
export function binomialProbability(count: number, trials: number, chance: number): number {
  const other = 1 - chance;
  if (chance === 0 || other === 0) return count === trials * chance ? 1 : 0;
  if (count === 0) return Math.exp(trials * Math.log1p(-chance));
  if (count === trials) return Math.exp(trials * Math.log(chance));
  const rest = trials - count;
  const exponent =
    stirlingError(trials) -
    stirlingError(count) -
    stirlingError(rest) -
    deviance(count, trials * chance) -
    deviance(rest, trials * other);
  return Math.exp(exponent) * Math.sqrt(trials / (2 * Math.PI * count * rest));
}
