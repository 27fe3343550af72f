/** A stratum of the draw, as the variance needs it. */
export interface Stratum {
  readonly key: string;
  /** Number of interviewed people in the stratum (n), also those who did not answer this question. */
  readonly sampleSize: number;
  /** Number of people in the frame (N), or `null` when unknown: then no finite population correction. */
  readonly populationSize: number | null;
}

/**
 * What to do with a stratum of which only one person was interviewed, so that its variance cannot be estimated:
 * refuse (the default); treat it as if everybody had been interviewed; give it the average variance of the other
 * strata; or take its distance from the mean of everybody instead of from its own.
 */
export type LonelyUnit = 'refuse' | 'certainty' | 'average' | 'adjust';

/** Thrown when a stratum with one interview makes a variance impossible. */
export class LonelyUnitError extends Error {
  readonly stratum: string;

  constructor(stratum: string) {
    super(`stratum ${stratum} has one interview, so its variance cannot be estimated`);
    this.name = 'LonelyUnitError';
    this.stratum = stratum;
  }
}

/** How a stratum counts in a variance. */
export interface StratumRole {
  /** What it adds per unit of squared deviation. */
  readonly factor: number;
  /** Whether deviations are taken from the mean of the stratum itself. */
  readonly isCentred: boolean;
  /** Whether the average of the other strata stands in its place. */
  readonly isAveraged: boolean;
}

/**
 * How a stratum counts in a variance: (1 − n/N)·n/(n − 1) per unit of squared deviation.
 * @param stratum with at least one interview
 * @param lonely what to do when there is only one
 * @throws LonelyUnitError when one person was interviewed out of several and `lonely` is `refuse`;
 *   RangeError when more people were interviewed than there are
 * Source: Särndal, Swensson & Wretman (1992), §3.7; Lumley (2010), §2.2; R's option survey.lonely.psu.
 * @example stratumRole({ key: 'jb_jr', sampleSize: 101, populationSize: 1100 }, 'refuse').factor // 0.9173
 */
export function stratumRole(stratum: Stratum, lonely: LonelyUnit): StratumRole {
  const { sampleSize: n, populationSize } = stratum;
  const fraction = populationSize === null ? 0 : n / populationSize;
  if (!(n >= 1) || fraction > 1) throw new RangeError(`stratum ${stratum.key} has no possible size`);
  const usual = { factor: 0, isCentred: true, isAveraged: false };
  if (fraction === 1) return usual;
  if (n > 1) return { ...usual, factor: ((1 - fraction) * n) / (n - 1) };
  switch (lonely) {
    case 'certainty':
      return usual;
    case 'average':
      return { ...usual, isAveraged: true };
    case 'adjust':
      return { ...usual, factor: 1 - fraction, isCentred: false };
    case 'refuse':
      throw new LonelyUnitError(stratum.key);
  }
}

/** Σz and Σz² over a stratum, of linearised contributions. */
export interface StratumSpread {
  readonly stratum: Stratum;
  readonly total: number;
  readonly squares: number;
}

/**
 * The variance of a total of linearised contributions over all strata.
 * @param spreads one per stratum
 * @param lonely what to do with a stratum of one interview
 * @returns 0 or more
 * @throws LonelyUnitError; also when every stratum would get the average of the others
 * Source: Lumley (2010), §2.2; R survey:::onestage.
 * @example varianceOverStrata([{ stratum: { key: 's', sampleSize: 2, populationSize: null }, total: 0, squares: 0.5 }], 'refuse') // 1
 */
export function varianceOverStrata(spreads: readonly StratumSpread[], lonely: LonelyUnit): number {
  let variance = 0;
  let averaged = 0;
  for (const { stratum, total, squares } of spreads) {
    const { factor, isCentred, isAveraged } = stratumRole(stratum, lonely);
    const centre = isCentred ? (total * total) / stratum.sampleSize : 0;
    variance += factor * Math.max(0, squares - centre);
    if (isAveraged) averaged += 1;
  }
  return variance * averageFactor(spreads, averaged);
}

/**
 * By how much a variance grows because some strata get the average of the others.
 * @param strata all strata of the design
 * @param averaged how many of them have no variance of their own
 * @throws LonelyUnitError when none has one
 * @example averageFactor([a, b, c], 1) // 1.5
 */
export function averageFactor(strata: readonly { readonly stratum: Stratum }[], averaged: number): number {
  if (averaged === 0) return 1;
  if (averaged === strata.length) throw new LonelyUnitError(strata[0]?.stratum.key ?? '');
  return strata.length / (strata.length - averaged);
}
