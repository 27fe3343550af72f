const LOG_TWO_PI = Math.log(2 * Math.PI);

/** Below this the asymptotic series of the Stirling error is not exact to 16 digits. */
const SERIES_FROM = 16;

/**
 * The error of Stirling's formula, log Γ(n+1) − (n+½)·log n + n − ½·log 2π.
 * @param n above 0, need not be whole
 * @returns a number near 1/(12n)
 * Source: Loader (2000), Fast and accurate computation of binomial probabilities, §3; the step from n to n+1
 * follows from Γ(n+2) = (n+1)·Γ(n+1).
 * @example stirlingError(1) // 1 − ½·log 2π = 0.0810614667953273
 */
export function stirlingError(n: number): number {
  let shifted = n;
  let steps = 0;
  while (shifted < SERIES_FROM) {
    steps += (shifted + 0.5) * Math.log1p(1 / shifted) - 1;
    shifted += 1;
  }
  const square = shifted * shifted;
  const tail = 1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / square) / square) / square;
  return steps + (1 / 12 - (1 / 360 - tail / square) / square) / shifted;
}

/**
 * How far `x` lies from its expectation: x·log(x/expected) + expected − x, without loss of digits when both
 * are nearly equal.
 * @param x above 0
 * @param expected above 0
 * @returns 0 or more
 * Source: Loader (2000), §2, function D0.
 * @example deviance(2, 1) // 2·log 2 − 1 = 0.386294361119891
 */
export function deviance(x: number, expected: number): number {
  const difference = x - expected;
  const ratio = difference / (x + expected);
  if (Math.abs(ratio) > 0.1) return x * Math.log(x / expected) - difference;
  const square = ratio * ratio;
  let sum = difference * ratio;
  let power = 2 * x * ratio;
  for (let odd = 3; ; odd += 2) {
    power *= square;
    const next = sum + power / odd;
    if (next === sum) return sum;
    sum = next;
  }
}

/**
 * The Poisson probability x^a·e^−x / Γ(a+1) for any positive `a`.
 * @param a above 0
 * @param x above 0
 * Source: Loader (2000), §2.
 * @example poissonTerm(2, 1) // e^−1 / 2 = 0.183939720585721
 */
export function poissonTerm(a: number, x: number): number {
  return Math.exp(-stirlingError(a) - deviance(a, x) - 0.5 * (LOG_TWO_PI + Math.log(a)));
}

/** A probability with its complement, given apart so that neither loses digits when it is small. */
export interface Chance {
  readonly p: number;
  readonly q: number;
}

/**
 * The beta prefactor p^a·q^b / B(a, b).
 * @param a above 0
 * @param b above 0
 * @param chance both strictly between 0 and 1
 * Source: Loader (2000), §2, with B(a, b) written as a binomial coefficient.
 * @example betaTerm(1, 1, { p: 0.25, q: 0.75 }) // 0.1875
 */
export function betaTerm(a: number, b: number, chance: Chance): number {
  const n = a + b;
  const exponent =
    stirlingError(n) -
    stirlingError(a) -
    stirlingError(b) -
    deviance(a, n * chance.p) -
    deviance(b, n * chance.q);
  return Math.exp(exponent + 0.5 * (Math.log(a) + Math.log(b) - LOG_TWO_PI - Math.log(n)));
}
