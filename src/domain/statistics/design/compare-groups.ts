import { studentTwoSided } from '../distributions/student-t.js';
import type { PairTest } from '../spss/compare-proportions.js';
import {
  type Calibration,
  type CellSums,
  contributionsToMean,
  negated,
  residualSpreads,
} from './calibration.js';
import { strataOf } from './estimate-mean.js';
import { type LonelyUnit, varianceOverStrata } from './stratum.js';

/** A design-based comparison, with the standard error of the difference. */
export interface DesignTest extends PairTest {
  readonly standardError: number;
  readonly degreesOfFreedom: number;
}

/**
 * The difference of two separate groups with its linearised standard error, tested by t. Groups may share
 * strata (two age bands) or not (two domains, two years).
 * @param first the sums of one group per stratum (and cell of calibrated weights)
 * @param second the same of the other group, of other people
 * @param lonely what to do with a stratum of one interview
 * @param calibrations how weights were fitted to known totals, when they were
 * @returns the test; df = valid answers − strata − 1; `null` when there is nothing to test with: an empty
 *   group, no variance, no degrees of freedom
 * @throws LonelyUnitError
 * Source: R survey::svyttest, a regression on the group; Lumley (2010), §2.2 and §5.2.
 * @example compareGroups(parts2015, parts2016, 'refuse')?.pValue
 */
export function compareGroups(
  first: readonly CellSums[],
  second: readonly CellSums[],
  lonely: LonelyUnit,
  calibrations: readonly Calibration[] = [],
): DesignTest | null {
  const one = contributionsToMean(first);
  const other = contributionsToMean(second);
  if (one === null || other === null) return null;
  const both = [...one.contributions, ...negated(other.contributions)];
  const variance = varianceOverStrata(residualSpreads(both, calibrations), lonely);
  const degreesOfFreedom = one.all.count + other.all.count - strataOf(both).length - 1;
  if (!(variance > 0) || !(degreesOfFreedom > 0)) return null;
  const difference = one.mean - other.mean;
  const standardError = Math.sqrt(variance);
  const statistic = difference / standardError;
  const pValue = studentTwoSided(statistic, degreesOfFreedom);
  return { difference, standardError, statistic, degreesOfFreedom, pValue };
}
