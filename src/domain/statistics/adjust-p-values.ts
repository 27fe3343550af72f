/** How the p-values of one tested set are corrected for the number of comparisons. */
export type Adjustment = 'none' | 'bonferroni' | 'holm' | 'benjamini-hochberg';

/**
 * Corrects the p-values of one family of comparisons, in the order given.
 * @param pValues the whole family, each in [0, 1]
 * @param adjustment `bonferroni` multiplies by the number of comparisons; `holm` steps down and is never less
 *   powerful; `benjamini-hochberg` limits the share of false findings instead of the chance of any
 * @returns the corrected values in the same order, each in [0, 1]
 * Source: Holm (1979), Scand. J. Stat. 6; Benjamini & Hochberg (1995), JRSS B 57; as R's p.adjust.
 * @example adjustPValues([0.01, 0.04], 'holm') // [0.02, 0.04]
 */
export function adjustPValues(pValues: readonly number[], adjustment: Adjustment): number[] {
  const m = pValues.length;
  switch (adjustment) {
    case 'none':
      return [...pValues];
    case 'bonferroni':
      return pValues.map((p) => Math.min(1, p * m));
    case 'holm':
      return cumulative(ascending(pValues), (p, rank) => p * (m - rank), Math.max);
    case 'benjamini-hochberg':
      return cumulative(ascending(pValues).reverse(), (p, rank) => (p * m) / (m - rank), Math.min);
  }
}

interface RankedPValue {
  readonly position: number;
  readonly p: number;
}

function ascending(pValues: readonly number[]): RankedPValue[] {
  return pValues.map((p, position) => ({ position, p })).sort((a, b) => a.p - b.p);
}

/** Walks the ranked values; each corrected value is at least as extreme as the one before it. */
function cumulative(
  ranked: readonly RankedPValue[],
  corrected: (p: number, rank: number) => number,
  extreme: (a: number, b: number) => number,
): number[] {
  const result = new Array<number>(ranked.length);
  let previous: number | undefined;
  for (const [rank, { position, p }] of ranked.entries()) {
    const value = Math.min(1, corrected(p, rank));
    previous = previous === undefined ? value : extreme(previous, value);
    result[position] = previous;
  }
  return result;
}
