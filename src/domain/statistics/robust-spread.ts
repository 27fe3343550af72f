/** A middle and a spread that a few strange values do not move. */
export interface RobustSpread {
  readonly median: number;
  /** Median of the distances to the median, in the unit of the values. */
  readonly medianDeviation: number;
}

/** Beyond this modified z a value is an outlier. */
const OUTLIER_Z = 3.5;

/** 0.75 quantile of the normal distribution: makes the median deviation comparable with a standard deviation. */
const NORMAL_QUARTILE = 0.6744897501960817;

/**
 * The middle one of numbers; of an even number of them the mean of the middle two.
 * @param values in any order, at least one
 * @throws RangeError without values
 * @example median([5, 1, 3]) // 3
 */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new RangeError('a median needs values');
  return (lower + upper) / 2;
}

/**
 * Median and median absolute deviation.
 * @param values in any order, at least one
 * @throws RangeError without values
 * Source: Hampel (1974), JASA 69; R mad(constant = 1).
 * @example robustSpread([1, 2, 3, 4, 100]) // { median: 3, medianDeviation: 1 }
 */
export function robustSpread(values: readonly number[]): RobustSpread {
  const middle = median(values);
  return { median: middle, medianDeviation: median(values.map((value) => Math.abs(value - middle))) };
}

/**
 * How far a value lies from the middle, in robust standard deviations.
 * @returns `null` when more than half of the values are equal, and there is no spread to measure by
 * Source: Iglewicz & Hoaglin (1993), How to detect and handle outliers: the modified z-score.
 * @example modifiedZ(100, { median: 3, medianDeviation: 1 }) // 65.43
 */
export function modifiedZ(value: number, { median: middle, medianDeviation }: RobustSpread): number | null {
  return medianDeviation === 0 ? null : (NORMAL_QUARTILE * (value - middle)) / medianDeviation;
}

/**
 * Whether a value is so far from the middle that somebody should look at it.
 * @example isOutlier(100, { median: 3, medianDeviation: 1 }) // true
 */
export function isOutlier(value: number, spread: RobustSpread): boolean {
  const z = modifiedZ(value, spread);
  return z !== null && Math.abs(z) > OUTLIER_Z;
}
