import { isOutlier, robustSpread } from '../statistics/robust-spread.js';

/** Something with a length that is far from that of others like it. */
export interface OutlyingLength<Timed> {
  readonly of: Timed;
  readonly side: 'short' | 'long';
  /** The middle length of those like it, in seconds. */
  readonly medianSeconds: number;
  /** The middle distance to that length, in natural logarithms. */
  readonly medianDeviation: number;
}

/** Of fewer lengths nobody knows what is usual. */
const LEAST_LENGTHS = 10;

/**
 * Lengths that are far from those of others like them, on a scale of ratios: half as long is as far as twice as long.
 * @param all with their length in seconds, above 0
 * @param likenessOf what must be equal to be compared
 * @returns the strange ones, the shortest first; none of a kind with fewer than ten lengths
 * Source: Iglewicz & Hoaglin (1993): modified z beyond 3.5, on logarithms because lengths are skewed.
 * @example outlyingLengths(interviews, ({ respondent }) => respondent)[0]?.side // 'short'
 */
export function outlyingLengths<Timed extends { readonly seconds: number }>(
  all: readonly Timed[],
  likenessOf: (one: Timed) => string,
): readonly OutlyingLength<Timed>[] {
  return [...new Set(all.map(likenessOf))]
    .flatMap((kind) => outlyingOf(all.filter((one) => likenessOf(one) === kind)))
    .toSorted((one, other) => one.of.seconds - other.of.seconds);
}

function outlyingOf<Timed extends { readonly seconds: number }>(
  own: readonly Timed[],
): readonly OutlyingLength<Timed>[] {
  if (own.length < LEAST_LENGTHS) return [];
  const spread = robustSpread(own.map(({ seconds }) => Math.log(seconds)));
  return own
    .filter(({ seconds }) => isOutlier(Math.log(seconds), spread))
    .map((one) => ({
      of: one,
      side: Math.log(one.seconds) < spread.median ? 'short' : 'long',
      medianSeconds: Math.exp(spread.median),
      medianDeviation: spread.medianDeviation,
    }));
}
