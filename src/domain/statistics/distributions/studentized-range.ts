import jstat from 'jstat';
import { refuseNaN, refuseNonPositive, withinUnit } from './argument.js';

/**
 * P(Q ≥ q) of the studentized range, for Tukey's comparison of all pairs of means.
 * @param q the range in standard errors of one mean, 0 or more
 * @param groups number of means, 2 or more
 * @param degreesOfFreedom of the pooled variance, above 0
 * @returns a probability, right to 6 decimals; read a result below 1e-7 as "smaller than that"
 * @throws RangeError on NaN or arguments outside their range
 * Source: jStat's port of Copenhaver & Holland (1988); good enough here, measured against R's ptukey.
 * @example studentizedRangeUpperTail(3.5, 3, 30) // 0.0488
 */
export function studentizedRangeUpperTail(q: number, groups: number, degreesOfFreedom: number): number {
  if (refuseNaN('q', q) < 0) throw new RangeError('q must be 0 or more');
  if (!(groups >= 2)) throw new RangeError('a range needs two groups or more');
  refuseNonPositive('degrees of freedom', degreesOfFreedom);
  return withinUnit(1 - jstat.tukey.cdf(q, groups, degreesOfFreedom));
}
