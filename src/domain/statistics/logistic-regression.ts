/** People who look alike: one row of the model with how many of them said yes. */
export interface BinomialRow {
  /** The explaining numbers, the constant 1 included. */
  readonly x: readonly number[];
  /** Sum of the weights of all, above 0. */
  readonly weight: number;
  /** Sum of the weights of those who said yes, from 0 to `weight`. */
  readonly positive: number;
}

/** What a logistic regression came to. */
export interface LogisticFit {
  /** 0 for a column that says nothing beside the columns before it, as R's NA. */
  readonly coefficients: readonly number[];
  /** Variances and covariances of the coefficients: the inverse of the information matrix. */
  readonly covariance: readonly (readonly number[])[];
  /** Chance of yes per row, strictly between 0 and 1. */
  readonly fitted: readonly number[];
  /** Columns that say nothing beside the columns before them. */
  readonly aliased: readonly number[];
  /** Whether the steps came to rest. They do not when a group always, or never, says yes. */
  readonly hasConverged: boolean;
}

const MOST_STEPS = 30;
const AT_REST = 1e-13;
const ALIASED_BELOW = 1e-9;
/** Beyond this a chance is 0 or 1 for every purpose, and larger numbers only lose digits. */
const FARTHEST = 30;

/**
 * Logistic regression by iteratively reweighted least squares, with weights.
 * @param rows at least one, all with as many numbers; rows with the same numbers may be added together
 * @throws RangeError without rows, or with sums that do not fit
 * Source: McCullagh & Nelder (1989), Generalized Linear Models, §4.4; R glm(family = binomial).
 * @example logisticRegression([{ x: [1], weight: 4, positive: 3 }]).coefficients // [log 3]
 */
export function logisticRegression(rows: readonly BinomialRow[]): LogisticFit {
  refuseBadRows(rows);
  const columns = rows[0]?.x.length ?? 0;
  let coefficients: number[] = Array.from({ length: columns }, () => 0);
  let before = Infinity;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { information, score } = derivatives(rows, coefficients);
    const { inverse } = invert(information);
    const moved = inverse.map((row) => product(row, score));
    coefficients = coefficients.map((value, at) => value + (moved[at] ?? 0));
    const now = devianceOf(rows, coefficients);
    if (Math.abs(now - before) <= AT_REST * (Math.abs(now) + 0.1) && isSmall(moved)) {
      return fitOf(rows, coefficients, true);
    }
    before = now;
  }
  return fitOf(rows, coefficients, false);
}

function refuseBadRows(rows: readonly BinomialRow[]): void {
  const columns = rows[0]?.x.length;
  const isGood = ({ x, weight, positive }: BinomialRow): boolean =>
    x.length === columns && weight > 0 && positive >= 0 && positive <= weight * (1 + 1e-12);
  if (rows.length === 0 || !rows.every(isGood)) throw new RangeError('not the rows of a binomial model');
}

function isSmall(moved: readonly number[]): boolean {
  return moved.every((move) => Math.abs(move) < 1e-10);
}

function chanceAt({ x }: BinomialRow, coefficients: readonly number[]): number {
  const linear = Math.min(FARTHEST, Math.max(-FARTHEST, product(x, coefficients)));
  return 1 / (1 + Math.exp(-linear));
}

function derivatives(
  rows: readonly BinomialRow[],
  coefficients: readonly number[],
): { information: number[][]; score: number[] } {
  const size = coefficients.length;
  const information = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const score = new Array<number>(size).fill(0);
  for (const row of rows) {
    const chance = chanceAt(row, coefficients);
    const spread = row.weight * chance * (1 - chance);
    const surprise = row.positive - row.weight * chance;
    for (const [at, one] of row.x.entries()) {
      if (one === 0) continue;
      score[at] = (score[at] ?? 0) + surprise * one;
      const line = information[at] ?? [];
      for (const [other, two] of row.x.entries()) line[other] = (line[other] ?? 0) + spread * one * two;
    }
  }
  return { information, score };
}

function devianceOf(rows: readonly BinomialRow[], coefficients: readonly number[]): number {
  return rows.reduce((sum, row) => {
    const chance = chanceAt(row, coefficients);
    const negative = row.weight - row.positive;
    const yes = row.positive === 0 ? 0 : row.positive * Math.log(chance);
    const no = negative <= 0 ? 0 : negative * Math.log1p(-chance);
    return sum - 2 * (yes + no);
  }, 0);
}

function fitOf(
  rows: readonly BinomialRow[],
  coefficients: readonly number[],
  hasConverged: boolean,
): LogisticFit {
  const { inverse, aliased } = invert(derivatives(rows, coefficients).information);
  return {
    coefficients,
    covariance: inverse,
    fitted: rows.map((row) => chanceAt(row, coefficients)),
    aliased,
    hasConverged,
  };
}

/**
 * The inverse by sweeping each column in turn. A column that the ones before it explain is left out: it gets zeros.
 * Source: Goodnight (1979), The American Statistician 33: the sweep operator.
 */
function invert(matrix: readonly (readonly number[])[]): { inverse: number[][]; aliased: number[] } {
  const swept = matrix.map((row) => [...row]);
  const aliased: number[] = [];
  for (const [at, row] of swept.entries()) {
    const pivot = row[at] ?? 0;
    if (pivot <= ALIASED_BELOW * (matrix[at]?.[at] ?? 0) || pivot === 0) aliased.push(at);
    else sweep(swept, at, pivot);
  }
  const isOut = (at: number): boolean => aliased.includes(at);
  const inverse = swept.map((row, at) => row.map((value, other) => (isOut(at) || isOut(other) ? 0 : value)));
  return { inverse, aliased };
}

function sweep(matrix: number[][], at: number, pivot: number): void {
  const own = matrix[at] ?? [];
  for (const [other, value] of own.entries()) own[other] = value / pivot;
  for (const [line, row] of matrix.entries()) {
    if (line === at) continue;
    const factor = row[at] ?? 0;
    for (const [other, value] of row.entries()) row[other] = value - factor * (own[other] ?? 0);
    row[at] = -factor / pivot;
  }
  own[at] = 1 / pivot;
}

function product(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
}
