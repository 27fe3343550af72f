import { fUpperTail } from '../distributions/f.js';
import { solve } from './solve.js';
import { averageFactor, type LonelyUnit, type Stratum, stratumRole } from './stratum.js';

/** The weights of one answer category of one column in one stratum. */
export interface CategoryWeights {
  readonly stratum: Stratum;
  /** Answer category. */
  readonly category: string;
  /** Column of the table. */
  readonly column: string;
  /** Σw */
  readonly w: number;
  /** Σw² */
  readonly ww: number;
}

/** The test of a whole row. */
export interface RaoScottTest {
  readonly statistic: number;
  readonly numeratorDf: number;
  readonly denominatorDf: number;
  readonly pValue: number;
}

/**
 * Whether the distribution over answer categories differs between columns: Pearson's statistic with the
 * second-order correction of Rao and Scott, as F.
 * @param cells every category × column × stratum with answers
 * @param designDf interviews minus strata of the whole table, also those without an answer
 * @param lonely what to do with a stratum of one interview
 * @returns the test, or `null` when fewer than two columns or categories have answers
 * @throws LonelyUnitError
 * Source: Rao & Scott (1984), Ann. Stat. 12; R survey::svychisq(statistic = "F").
 * @example raoScottTest(cells of one question over three domains, 611, 'refuse')?.pValue
 */
export function raoScottTest(
  cells: readonly CategoryWeights[],
  designDf: number,
  lonely: LonelyUnit,
): RaoScottTest | null {
  const present = cells.filter(({ w }) => w > 0);
  const categories = [...new Set(present.map(({ category }) => category))];
  const columns = [...new Set(present.map(({ column }) => column))];
  if (categories.length < 2 || columns.length < 2 || !(designDf > 0)) return null;
  const position = ({ category, column }: CategoryWeights): number =>
    categories.indexOf(category) * columns.length + columns.indexOf(column);
  const shares = cellShares(present, position, categories.length * columns.length);
  const variance = covariance(present, position, shares, lonely);
  const contrasts = interactions(categories.length, columns.length);
  const generalised = designEffects(contrasts, shares, variance);
  if (generalised === null) return null;
  const trace = sumOf(generalised.map((row, at) => row[at] ?? 0));
  const squareTrace = sumOf(
    generalised.map((row, i) => sumOf(row.map((value, j) => value * (generalised[j]?.[i] ?? 0)))),
  );
  if (!(trace > 0)) return null;
  const statistic = pearson(shares, columns.length) / trace;
  const numeratorDf = (trace * trace) / squareTrace;
  const denominatorDf = numeratorDf * designDf;
  return { statistic, numeratorDf, denominatorDf, pValue: fUpperTail(statistic, numeratorDf, denominatorDf) };
}

type Position = (cell: CategoryWeights) => number;

/** The weighted share of each cell in the whole table. */
function cellShares(cells: readonly CategoryWeights[], position: Position, size: number): number[] {
  const shares = new Array<number>(size).fill(0);
  for (const cell of cells) shares[position(cell)] = (shares[position(cell)] ?? 0) + cell.w;
  const whole = sumOf(shares);
  return shares.map((share) => share / whole);
}

/** The linearised covariance matrix of the cell shares, stratum by stratum. */
function covariance(
  cells: readonly CategoryWeights[],
  position: Position,
  shares: readonly number[],
  lonely: LonelyUnit,
): number[][] {
  const whole = sumOf(cells.map(({ w }) => w));
  const result = shares.map(() => shares.map(() => 0));
  const strata = [...byStratum(cells)];
  const roles = strata.map(([stratum]) => ({ stratum, ...stratumRole(stratum, lonely) }));
  const growth = averageFactor(roles, roles.filter(({ isAveraged }) => isAveraged).length);
  for (const [at, [stratum, own]] of strata.entries()) {
    const weights = shares.map(() => 0);
    const squares = shares.map(() => 0);
    for (const cell of own) {
      weights[position(cell)] = (weights[position(cell)] ?? 0) + cell.w / whole;
      squares[position(cell)] = (squares[position(cell)] ?? 0) + cell.ww / (whole * whole);
    }
    const { factor = 0, isCentred = true } = roles[at] ?? {};
    addStratum(result, shares, { weights, squares, stratum, factor: factor * growth, isCentred });
  }
  return result;
}

function byStratum(cells: readonly CategoryWeights[]): Map<Stratum, CategoryWeights[]> {
  const first = new Map(cells.map(({ stratum }) => [stratum.key, stratum]));
  return new Map(
    [...first.values()].map((stratum) => [stratum, cells.filter((cell) => cell.stratum.key === stratum.key)]),
  );
}

interface StratumShares {
  readonly weights: readonly number[];
  readonly squares: readonly number[];
  readonly stratum: Stratum;
  readonly factor: number;
  readonly isCentred: boolean;
}

/** Adds factor·(Σzz′ − ΣzΣz′/n) with z = w(indicator − share)/Σw. */
function addStratum(result: number[][], shares: readonly number[], own: StratumShares): void {
  const weight = sumOf(own.weights);
  const square = sumOf(own.squares);
  const at = (values: readonly number[], index: number): number => values[index] ?? 0;
  const total = shares.map((share, i) => at(own.weights, i) - share * weight);
  for (const [i, row] of result.entries()) {
    for (const [j, value] of row.entries()) {
      const crossed =
        (i === j ? at(own.squares, i) : 0) -
        at(shares, i) * at(own.squares, j) -
        at(shares, j) * at(own.squares, i) +
        at(shares, i) * at(shares, j) * square;
      const centre = own.isCentred ? (at(total, i) * at(total, j)) / own.stratum.sampleSize : 0;
      row[j] = value + own.factor * (crossed - centre);
    }
  }
}

/** The contrasts that are 0 when category and column are independent, each as a vector over the cells. */
function interactions(categories: number, columns: number): number[][] {
  const contrasts: number[][] = [];
  for (let r = 0; r < categories - 1; r += 1) {
    for (let c = 0; c < columns - 1; c += 1) {
      const contrast = new Array<number>(categories * columns).fill(0);
      contrast[r * columns + c] = 1;
      contrast[r * columns + columns - 1] = -1;
      contrast[(categories - 1) * columns + c] = -1;
      contrast[categories * columns - 1] = 1;
      contrasts.push(contrast);
    }
  }
  return contrasts;
}

/** The matrix of generalised design effects, per observation: (C′D⁻¹C)⁻¹·C′D⁻¹VD⁻¹C. */
function designEffects(
  contrasts: readonly number[][],
  shares: readonly number[],
  variance: readonly number[][],
): number[][] | null {
  const scaled = contrasts.map((contrast) =>
    contrast.map((value, cell) => ((shares[cell] ?? 0) > 0 ? value / (shares[cell] ?? NaN) : 0)),
  );
  const plain = contrasts.map((contrast) => scaled.map((other) => product(contrast, other)));
  const spread = scaled.map((one) => {
    const moved = variance.map((row) => product(row, one));
    return scaled.map((other) => product(other, moved));
  });
  return solve(plain, spread);
}

/** Pearson's statistic per observation: Σ(share − expected)²/expected. */
function pearson(shares: readonly number[], columns: number): number {
  const rowOf = (cell: number): number => Math.floor(cell / columns);
  const margin = (same: (cell: number) => boolean): number => sumOf(shares.filter((_, cell) => same(cell)));
  return sumOf(
    shares.map((share, at) => {
      const expected =
        margin((cell) => rowOf(cell) === rowOf(at)) * margin((cell) => cell % columns === at % columns);
      return (share - expected) ** 2 / expected;
    }),
  );
}

function product(a: readonly number[], b: readonly number[]): number {
  return sumOf(a.map((value, at) => value * (b[at] ?? 0)));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
