import type { RandomStream } from '../sampling/random.js';

const STEPS = 0x1_0000_0000;

/** From this many trials on the normal distribution is as good, and much quicker. */
const MANY_TRIALS = 60;

/** A number between 0 and 1, never one of these. */
function uniform(random: RandomStream): number {
  return (random.below(STEPS) + 0.5) / STEPS;
}

/** Source: Box & Muller (1958), Annals of Mathematical Statistics 29, 610–611. */
function normal(random: RandomStream): number {
  return Math.sqrt(-2 * Math.log(uniform(random))) * Math.cos(2 * Math.PI * uniform(random));
}

/** Source: Marsaglia & Tsang (2000), ACM TOMS 26(3), 363–372; for shapes of 1 and more. */
function gamma(random: RandomStream, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(uniform(random)) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/**
 * A chance of which so much was seen.
 * @param random the stream
 * @param yes how often it came true, 0 or more; with 1 added, as for a chance of which nothing is known
 * @param no how often it did not, 0 or more
 * @returns 0–1
 * Source: the posterior of a chance under a uniform prior, Gelman et al. (2013), Bayesian Data Analysis, §2.1.
 * @example drawChance(random, 1e9, 1e9) // 0.5, nearly
 */
export function drawChance(random: RandomStream, yes: number, no: number): number {
  const up = gamma(random, yes + 1);
  return up / (up + gamma(random, no + 1));
}

/**
 * How often something comes true.
 * @param random the stream
 * @param trials a whole number, 0 or more
 * @param chance 0–1
 * @returns a whole number from 0 to `trials`
 * @example drawCount(random, 10, 1) // 10
 */
export function drawCount(random: RandomStream, trials: number, chance: number): number {
  const spread = Math.sqrt(trials * chance * (1 - chance));
  if (trials >= MANY_TRIALS && spread > 3) {
    const drawn = Math.round(trials * chance + spread * normal(random));
    return Math.min(trials, Math.max(0, drawn));
  }
  let count = 0;
  for (let trial = 0; trial < trials; trial += 1) if (uniform(random) < chance) count += 1;
  return count;
}
