/** One step of a continued fraction: a₁/(b₁ + a₂/(b₂ + …)). */
export interface FractionStep {
  readonly numerator: number;
  readonly denominator: number;
}

const TINY = 1e-300;
const MAXIMUM_STEPS = 5_000_000;

/**
 * The value of a continued fraction a₁/(b₁ + a₂/(b₂ + …)), by the modified Lentz method.
 * @param step gives aₙ and bₙ for n = 1, 2, …
 * @returns the limit, when two neighbours agree to 2 units in the last digit
 * @throws RangeError when it does not settle
 * Source: DLMF §3.10(iii); Thompson & Barnett (1986).
 * @example continuedFraction(() => ({ numerator: 1, denominator: 1 })) // 0.618033988749895
 */
export function continuedFraction(step: (n: number) => FractionStep): number {
  let value = TINY;
  let above = TINY;
  let below = 0;
  for (let n = 1; n <= MAXIMUM_STEPS; n += 1) {
    const { numerator, denominator } = step(n);
    below = 1 / awayFromZero(denominator + numerator * below);
    above = awayFromZero(denominator + numerator / above);
    const factor = above * below;
    value *= factor;
    if (Math.abs(factor - 1) <= 2 * Number.EPSILON) return value;
  }
  throw new RangeError('a continued fraction does not settle');
}

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
