import { refuseNaN, refuseNonPositive } from './argument.js';
import { chiSquareUpperTail } from './chi-square.js';
import { incompleteBeta } from './incomplete-beta.js';

/**
 * P(F ≥ f) of the F distribution.
 * @param f 0 or more
 * @param numeratorDf above 0, need not be whole
 * @param denominatorDf above 0, need not be whole; Infinity gives the scaled chi-square
 * @throws RangeError on NaN or arguments outside their range
 * Source: DLMF 8.17.4; P(F ≥ f) = I_x(d₂/2, d₁/2) with x = d₂/(d₂ + d₁f).
 * @example fUpperTail(4, 2, 10) // (10/18)^5 = 0.0529221149401
 */
export function fUpperTail(f: number, numeratorDf: number, denominatorDf: number): number {
  refuseNonPositive('numerator degrees of freedom', numeratorDf);
  refuseNonPositive('denominator degrees of freedom', denominatorDf);
  if (refuseNaN('f', f) < 0) throw new RangeError('f must be 0 or more');
  if (denominatorDf === Infinity) return chiSquareUpperTail(f * numeratorDf, numeratorDf);
  if (f === Infinity) return 0;
  const explained = numeratorDf * f;
  const whole = denominatorDf + explained;
  return incompleteBeta(denominatorDf / 2, numeratorDf / 2, {
    p: denominatorDf / whole,
    q: explained / whole,
  });
}
