import { refuseNaN, refuseNonPositive, withinUnit } from './argument.js';
import { continuedFraction, type FractionStep } from './continued-fraction.js';
import { betaTerm, type Chance } from './saddle-point.js';

/**
 * The regularised incomplete beta function I_p(a, b).
 * @param a above 0
 * @param b above 0
 * @param chance where to evaluate: p, and q = 1 − p given apart
 * @returns a probability
 * @throws RangeError on NaN or a non-positive shape
 * Source: continued fraction of DiDonato & Morris (1992), ACM TOMS 18, eq. 9, the contraction of DLMF 8.17.22
 * that loses no digits when p is near 1; reflection DLMF 8.17.4; prefactor by Loader (2000).
 * @example incompleteBeta(2, 1, { p: 0.5, q: 0.5 }) // 0.25
 */
export function incompleteBeta(a: number, b: number, chance: Chance): number {
  refuseNonPositive('a', a);
  refuseNonPositive('b', b);
  if (refuseNaN('p', chance.p) <= 0) return 0;
  if (refuseNaN('q', chance.q) <= 0) return 1;
  const fast = chance.p < (a + 1) / (a + b + 2);
  return withinUnit(fast ? byFraction(a, b, chance) : 1 - byFraction(b, a, { p: chance.q, q: chance.p }));
}

function byFraction(a: number, b: number, chance: Chance): number {
  const spread = chance.p < chance.q ? a - (a + b) * chance.p : (a + b) * chance.q - b;
  const step = (index: number): FractionStep => {
    const n = index - 1;
    const odd = a + 2 * n;
    const numerator =
      n === 0 ? 1 : ((a + n - 1) * (a + b + n - 1) * n * (b - n) * chance.p * chance.p) / (odd - 1) ** 2;
    const first = n === 0 ? 0 : n + (n * (b - n) * chance.p) / (odd - 1);
    return { numerator, denominator: first + ((a + n) / (odd + 1)) * (spread + 1 + n * (1 + chance.q)) };
  };
  return betaTerm(a, b, chance) * continuedFraction(step);
}
