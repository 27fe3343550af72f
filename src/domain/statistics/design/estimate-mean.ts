import { effectiveBase } from '../kish.js';
import { type Calibration, type CellSums, contributionsToMean, residualSpreads } from './calibration.js';
import { type LonelyUnit, type Stratum, varianceOverStrata } from './stratum.js';

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
 * @param parts the group's sums per stratum (and cell of calibrated weights); at least one answer in all
 * @param lonely what to do with a stratum of one interview
 * @param calibrations how weights were fitted to known totals, when they were
 * @throws RangeError without answers; LonelyUnitError
 * Source: Särndal, Swensson & Wretman (1992), §5.8 and §7.6; Lumley (2010), §2.2 and ch. 7; R survey::svymean of a
 * subset, after rake or postStratify where weights are calibrated.
 * @example estimateMean([{ stratum: { key: 's', sampleSize: 4, populationSize: null }, sums }], 'refuse').value
 */
export function estimateMean(
  parts: readonly CellSums[],
  lonely: LonelyUnit,
  calibrations: readonly Calibration[] = [],
): Estimate {
  const found = contributionsToMean(parts);
  if (found === null) throw new RangeError('a mean needs at least one answer');
  const { mean, all, contributions } = found;
  const strata = strataOf(contributions);
  const interviews = strata.reduce((sum, { sampleSize }) => sum + sampleSize, 0);
  return {
    value: mean,
    standardError: Math.sqrt(varianceOverStrata(residualSpreads(contributions, calibrations), lonely)),
    degreesOfFreedom: interviews - strata.length,
    base: all.count,
    weightedBase: all.w,
    effectiveBase: effectiveBase(all),
  };
}

/**
 * The different strata of some parts.
 * @example strataOf([{ stratum: a }, { stratum: a }]).length // 1
 */
export function strataOf(parts: readonly { readonly stratum: Stratum }[]): Stratum[] {
  return [...new Map(parts.map(({ stratum }) => [stratum.key, stratum])).values()];
}
