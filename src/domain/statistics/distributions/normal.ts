import jstat from 'jstat';
import { refuseNaN } from './argument.js';
import { upperGamma } from './incomplete-gamma.js';

/**
 * P(|Z| ≥ |z|) of the standard normal distribution.
 * @param z any number
 * @returns a probability, exact also where 1 − Φ is 0 in doubles
 * @throws RangeError on NaN
 * Source: DLMF 7.11.2, erfc(x) = Q(½, x²).
 * @example normalTwoSided(1.959963984540054) // 0.05
 */
export function normalTwoSided(z: number): number {
  return upperGamma(0.5, (refuseNaN('z', z) * z) / 2);
}

/**
 * P(Z ≥ z) of the standard normal distribution.
 * @throws RangeError on NaN
 * @example normalUpperTail(1.644853626951473) // 0.05
 */
export function normalUpperTail(z: number): number {
  const half = normalTwoSided(z) / 2;
  return z >= 0 ? half : 1 - half;
}

/**
 * The z below which a standard normal variable lies with the given probability.
 * @param probability strictly between 0 and 1
 * @throws RangeError outside that range
 * Source: jStat's inverse error function as a start, two Newton steps on the tail.
 * @example normalQuantile(0.975) // 1.959963984540054
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) throw new RangeError('a probability strictly between 0 and 1');
  if (probability > 0.5) return -normalQuantile(1 - probability);
  if (probability === 0.5) return 0;
  let z = -jstat.normal.inv(probability, 0, 1);
  for (let step = 0; step < 2; step += 1) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    z += (normalUpperTail(z) - probability) / density;
  }
  return -z;
}
