import { addSums } from '../answer-sums.js';
import { effectiveBase } from '../kish.js';
import { type LonelyUnit, type StratumSums, varianceOverStrata } from './stratum.js';

/** A weighted mean or proportion with its design-based precision. */
export interface Estimate {
  readonly value: number;
  readonly standardError: number;
  /** Interviews minus strata, over the strata in which the group has answers; 0 or more. */
  readonly degreesOfFreedom: number;
  /** Number of people with a valid answer. */
  readonly base: number;
  readonly weightedBase: number;
  readonly effectiveBase: number;
}

/**
 * The weighted mean of a group (a proportion, when y is 0 or 1) with its linearised standard error. People of
 * the same stratum outside the group, or without an answer, count in the size of the stratum.
 * @param parts the group's sums per stratum; at least one answer in all
 * @param lonely what to do with a stratum of one interview
 * @throws RangeError without answers; LonelyUnitError
 * Source: Särndal, Swensson & Wretman (1992), §5.8; Lumley (2010), §2.2; R survey::svymean of a subset.
 * @example estimateMean([{ stratum: { key: 's', sampleSize: 4, populationSize: null }, sums }], 'refuse').value
 */
export function estimateMean(parts: readonly StratumSums[], lonely: LonelyUnit): Estimate {
  const present = parts.filter(({ sums }) => sums.count > 0);
  const all = addSums(present.map(({ sums }) => sums));
  if (!(all.w > 0)) throw new RangeError('a mean needs at least one answer');
  const value = all.wy / all.w;
  const spreads = present.map((part) => ({ stratum: part.stratum, ...influence(part, value, all.w) }));
  const interviews = present.reduce((sum, { stratum }) => sum + stratum.sampleSize, 0);
  return {
    value,
    standardError: Math.sqrt(varianceOverStrata(spreads, lonely)),
    degreesOfFreedom: interviews - present.length,
    base: all.count,
    weightedBase: all.w,
    effectiveBase: effectiveBase(all),
  };
}

/** Σz and Σz² over a stratum, of the linearised contributions z = w(y − mean)/Σw. */
export interface Influence {
  readonly total: number;
  readonly squares: number;
}

/**
 * What the answers of one stratum contribute to a ratio mean, from their sums.
 * @param part the group's sums in the stratum
 * @param mean of the whole group
 * @param weight Σw of the whole group
 * Source: Särndal, Swensson & Wretman (1992), §5.7, written out over the sums.
 * @example influence(part, 0.5, 2) // for one yes and one no of weight 1: { total: 0, squares: 0.125 }
 */
export function influence(part: StratumSums, mean: number, weight: number): Influence {
  const { sums } = part;
  const total = (sums.wy - mean * sums.w) / weight;
  const squares = (sums.wwyy - 2 * mean * sums.wwy + mean * mean * sums.ww) / (weight * weight);
  return { total, squares };
}
