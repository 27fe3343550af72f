import { fUpperTail } from '../distributions/f.js';
import type { Calibration } from './calibration.js';
import { shareCovariance } from './share-covariance.js';
import { solve } from './solve.js';
import type { LonelyUnit, Stratum } from './stratum.js';

/** The weights of one answer category of one column in one stratum. */
export interface CategoryWeights {
  readonly stratum: Stratum;
  /** Key of a calibration cell; absent when the weights were not fitted to totals. */
  readonly cell?: string | null;
  /** Number of people; only calibrated weights need it. */
  readonly people?: number;
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
 * @param calibrations how weights were fitted to known totals, when they were
 * @returns the test, or `null` when fewer than two columns or categories have answers
 * @throws LonelyUnitError
 * Source: Rao & Scott (1984), Ann. Stat. 12; R survey::svychisq(statistic = "F").
 * @example raoScottTest(cells of one question over three domains, 611, 'refuse')?.pValue
 */
export function raoScottTest(
  cells: readonly CategoryWeights[],
  designDf: number,
  lonely: LonelyUnit,
  calibrations: readonly Calibration[] = [],
): RaoScottTest | null {
  const present = cells.filter(({ w }) => w > 0);
  const categories = [...new Set(present.map(({ category }) => category))];
  const columns = [...new Set(present.map(({ column }) => column))];
  if (categories.length < 2 || columns.length < 2 || !(designDf > 0)) return null;
  const position = ({ category, column }: CategoryWeights): number =>
    categories.indexOf(category) * columns.length + columns.indexOf(column);
  const shares = cellShares(present, position, categories.length * columns.length);
  const placed = present.map((cell) => ({ ...cell, at: position(cell) }));
  const variance = shareCovariance(placed, shares, { lonely, calibrations });
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
