import { refuseNaN, refuseNonPositive, withinUnit } from './argument.js';
import { continuedFraction } from './continued-fraction.js';
import { poissonTerm } from './saddle-point.js';

/**
 * The upper regularised incomplete gamma function Q(a, x) = Γ(a, x)/Γ(a), computed directly as a tail.
 * @param a shape, above 0
 * @param x 0 or more
 * @returns a probability
 * @throws RangeError on NaN, a non-positive shape or a negative x
 * Source: DLMF 8.9.2 (continued fraction) and 8.7.1 (series); prefactor by Loader (2000).
 * @example upperGamma(1, 2) // e^−2 = 0.135335283236613
 */
export function upperGamma(a: number, x: number): number {
  refuseNonPositive('shape', a);
  if (refuseNaN('x', x) < 0) throw new RangeError('x must be 0 or more');
  if (x === 0) return 1;
  if (x === Infinity) return 0;
  const tail = x < a + 1 ? 1 - lowerBySeries(a, x) : upperByFraction(a, x);
  return withinUnit(tail);
}

function lowerBySeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * Number.EPSILON; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * poissonTerm(a, x);
}

function upperByFraction(a: number, x: number): number {
  const fraction = continuedFraction((n) => ({
    numerator: n === 1 ? 1 : -(n - 1) * (n - 1 - a),
    denominator: x + 2 * n - 1 - a,
  }));
  return fraction * a * poissonTerm(a, x);
}
