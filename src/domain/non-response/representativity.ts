import type { PropensityModel } from './response-propensities.js';

/** How much respondents are like everybody, as far as the known variables tell. */
export interface Representativity {
  /** R-indicator, 1 when everybody has the same chance to respond; corrected for the size of the sample. */
  readonly r: number;
  /** `null` when all chances are equal after the correction. */
  readonly rStandardError: number | null;
  /** The R-indicator before the correction. */
  readonly rUncorrected: number;
  /** Coefficient of variation of the chances: the largest bias of a mean, in standard deviations. */
  readonly cv: number;
  readonly cvStandardError: number | null;
  /** Mean chance to respond, weighted. */
  readonly meanPropensity: number;
  readonly sampled: number;
}

/**
 * The R-indicator R = 1 − 2·S(ρ) and the coefficient of variation S(ρ)/ρ̄ of the chances to respond. A small sample
 * shows differences that are chance; S² is corrected for that.
 * @returns values of R from −1 to 1 (in practice 0.5 to 1); CV 0 or more
 * Source: Schouten, Cobben & Bethlehem (2009), Survey Methodology 35; the variance by Shlomo, Skinner & Schouten
 * (2012), J. Statistical Planning and Inference 142; the correction with the mean taken out, see docs/methods.md.
 * @example representativity(responsePropensities(cells)).r // 0.87
 */
export function representativity({ cells, fit }: PropensityModel): Representativity {
  const people = cells.reduce((sum, { sampled }) => sum + sampled, 0);
  const frame = cells.reduce((sum, { weight }) => sum + weight, 0);
  const shares = cells.map(({ weight }) => weight / frame);
  const chances = cells.map(({ propensity }) => propensity);
  const meanPropensity = weighted(shares, chances);
  const distances = chances.map((chance) => chance - meanPropensity);
  const spread = (weighted(shares, squares(distances)) * frame) / (frame - 1);
  const slopes = slopesOf(cells, shares);
  const uncertain = weighted(
    shares,
    slopes.map((slope) => quadratic(slope, fit.covariance)),
  );
  const fraction = Math.max(0, 1 / people - 1 / frame);
  const corrected = Math.max(0, (1 + fraction) * spread - uncertain);
  const variance = varianceOfSpread({ shares, distances, slopes, covariance: fit.covariance, fraction });
  const deviation = Math.sqrt(corrected);
  const rStandardError = deviation === 0 ? null : Math.sqrt(variance) / deviation;
  const cv = deviation / meanPropensity;
  return {
    r: 1 - 2 * deviation,
    rStandardError,
    rUncorrected: 1 - 2 * Math.sqrt(spread),
    cv,
    cvStandardError:
      rStandardError === null
        ? null
        : Math.sqrt(rStandardError ** 2 / (4 * meanPropensity ** 2) + cv ** 4 / people),
    meanPropensity,
    sampled: people,
  };
}

/** How each chance moves with the coefficients, with the mean over all people taken out. */
function slopesOf(cells: PropensityModel['cells'], shares: readonly number[]): readonly number[][] {
  const slopes = cells.map(({ x, propensity }) => x.map((value) => value * propensity * (1 - propensity)));
  const means = (slopes[0] ?? []).map((_, at) =>
    weighted(
      shares,
      slopes.map((slope) => slope[at] ?? 0),
    ),
  );
  return slopes.map((slope) => slope.map((value, at) => value - (means[at] ?? 0)));
}

interface SpreadParts {
  readonly shares: readonly number[];
  readonly distances: readonly number[];
  readonly slopes: readonly number[][];
  readonly covariance: readonly (readonly number[])[];
  /** 1/n − 1/N. */
  readonly fraction: number;
}

/** The variance of S²: 4A'ΣA + 2·tr(BΣBΣ) from the coefficients, and the spread of the squares from the sample. */
function varianceOfSpread({ shares, distances, slopes, covariance, fraction }: SpreadParts): number {
  const size = covariance.length;
  const places = Array.from({ length: size }, (_, at) => at);
  const a = places.map((at) =>
    weighted(
      shares,
      distances.map((one, i) => one * (slopes[i]?.[at] ?? 0)),
    ),
  );
  const b = places.map((at) =>
    places.map((other) =>
      weighted(
        shares,
        slopes.map((slope) => (slope[at] ?? 0) * (slope[other] ?? 0)),
      ),
    ),
  );
  const product = b.map((row) =>
    places.map((other) => row.reduce((sum, value, at) => sum + value * (covariance[at]?.[other] ?? 0), 0)),
  );
  const trace = product.reduce(
    (sum, row, at) => sum + row.reduce((part, value, other) => part + value * (product[other]?.[at] ?? 0), 0),
    0,
  );
  const squared = squares(distances);
  const middle = weighted(shares, squared);
  const sampling = fraction * weighted(shares, squares(squared.map((value) => value - middle)));
  return 4 * quadratic(a, covariance) + 2 * trace + sampling;
}

function quadratic(vector: readonly number[], matrix: readonly (readonly number[])[]): number {
  return vector.reduce(
    (sum, one, at) =>
      sum + one * vector.reduce((part, two, other) => part + two * (matrix[at]?.[other] ?? 0), 0),
    0,
  );
}

function weighted(shares: readonly number[], values: readonly number[]): number {
  return values.reduce((sum, value, at) => sum + value * (shares[at] ?? 0), 0);
}

function squares(values: readonly number[]): number[] {
  return values.map((value) => value * value);
}
