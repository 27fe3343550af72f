import { refuseNonPositive } from './argument.js';
import { upperGamma } from './incomplete-gamma.js';

/**
 * P(X ≥ x) of the chi-square distribution.
 * @param x 0 or more
 * @param degreesOfFreedom above 0, need not be whole
 * @throws RangeError on NaN or arguments outside their range
 * Source: DLMF 8.2.4 with a = df/2.
 * @example chiSquareUpperTail(3.841458820694124, 1) // 0.05
 */
export function chiSquareUpperTail(x: number, degreesOfFreedom: number): number {
  return upperGamma(refuseNonPositive('degrees of freedom', degreesOfFreedom) / 2, x / 2);
}
