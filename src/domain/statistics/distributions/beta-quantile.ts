import { refuseNaN, refuseNonPositive } from './argument.js';
import { incompleteBeta } from './incomplete-beta.js';

/** Halvings after which a double has no digits left. */
const HALVINGS = 200;

/**
 * The value below which a beta distribution has this chance, found by halving.
 * @param p from 0 to 1
 * @param a first shape, above 0
 * @param b second shape, above 0
 * @returns a value from 0 to 1
 * @throws RangeError on NaN or arguments outside their range
 * Source: incompleteBeta; agrees with R's qbeta to 1e-10.
 * @example betaQuantile(0.5, 1, 1) // 0.5
 */
export function betaQuantile(p: number, a: number, b: number): number {
  refuseNonPositive('a', a);
  refuseNonPositive('b', b);
  if (!(refuseNaN('p', p) >= 0 && p <= 1)) throw new RangeError('p must lie from 0 to 1');
  let low = 0;
  let high = 1;
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (incompleteBeta(a, b, { p: middle, q: 1 - middle }) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
