import { addSums, type AnswerSums } from '../answer-sums.js';
import type { Estimate } from '../design/estimate-mean.js';
import { type LonelyUnit, type Stratum, varianceOverStrata } from '../design/stratum.js';
import { effectiveBase } from '../kish.js';

/** The interviews of one stratum that share a level of every margin, with their answers to one question. */
export interface RakedCell {
  readonly stratum: Stratum;
  /** One level per margin. */
  readonly levels: readonly string[];
  /** All interviews, also without an answer to this question. */
  readonly interviews: number;
  /** Σw and Σw² of all interviews, with raked weights. */
  readonly w: number;
  readonly ww: number;
  /** Σy without weights, over the answers. */
  readonly y: number;
  /** The sums of the answers, with raked weights. */
  readonly answers: AnswerSums;
}

/** As many as R uses; the projections converge much sooner. */
const PROJECTIONS = 10;

/**
 * A mean with raked weights. Its variance is smaller than without raking as far as the margins explain the
 * answers: their means are removed from the linearised values, in turn, as R's `rake` does (not as its
 * `calibrate`, which differs when design weights differ).
 * @param cells all interviews, with weights already multiplied by `rakeFactors`
 * @param lonely what to do with a stratum of one interview
 * @throws RangeError without answers; LonelyUnitError
 * Source: Deville, Särndal & Sautory (1993), JASA 88; R survey::rake and svyrecvar.
 * @example estimateRakedMean(cells, 'refuse').standardError
 */
export function estimateRakedMean(cells: readonly RakedCell[], lonely: LonelyUnit): Estimate {
  return estimateCalibrated(cells, lonely, explainedByMargins);
}

/**
 * A mean with post-stratified weights: one known total per level. As for raking, but the mean that is removed within
 * each level is weighted, as R's `postStratify` does.
 * @param cells all interviews, with one level each and weights already multiplied by `rakeFactors` of that margin
 * @param lonely what to do with a stratum of one interview
 * @throws RangeError without answers; LonelyUnitError
 * Source: Särndal, Swensson & Wretman (1992), §7.6; R survey::postStratify and svyrecvar.
 * @example estimatePoststratifiedMean(cells, 'refuse').standardError
 */
export function estimatePoststratifiedMean(cells: readonly RakedCell[], lonely: LonelyUnit): Estimate {
  return estimateCalibrated(cells, lonely, explainedByLevels);
}

/** What calibration explains of (y − mean)/Σw, per cell. */
type Explanation = (cells: readonly RakedCell[], mean: number, weight: number) => number[];

function estimateCalibrated(cells: readonly RakedCell[], lonely: LonelyUnit, explain: Explanation): Estimate {
  const all = addSums(cells.map(({ answers }) => answers));
  if (!(all.w > 0)) throw new RangeError('a mean needs at least one answer');
  const mean = all.wy / all.w;
  const explained = explain(cells, mean, all.w);
  const strata = [...new Map(cells.map(({ stratum }) => [stratum.key, stratum])).values()];
  const spreads = strata.map((stratum) => {
    const own = cells.map((cell, at) =>
      cell.stratum.key === stratum.key
        ? residualSums(cell, { mean, weight: all.w, explained: explained[at] ?? 0 })
        : { total: 0, squares: 0 },
    );
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    return {
      stratum,
      total: sum(own.map(({ total }) => total)),
      squares: sum(own.map(({ squares }) => squares)),
    };
  });
  const interviews = strata.reduce((sum, { sampleSize }) => sum + sampleSize, 0);
  return {
    value: mean,
    standardError: Math.sqrt(varianceOverStrata(spreads, lonely)),
    degreesOfFreedom: interviews - strata.length,
    base: all.count,
    weightedBase: all.w,
    effectiveBase: effectiveBase(all),
  };
}

/** Per cell, the weighted mean of (y − mean)/Σw over all interviews of its level. */
function explainedByLevels(cells: readonly RakedCell[], mean: number, weight: number): number[] {
  const means = new Map<string, { sum: number; w: number }>();
  for (const { levels, answers, w } of cells) {
    const level = levels[0] ?? '';
    const before = means.get(level) ?? { sum: 0, w: 0 };
    const sum = (answers.wy - mean * answers.w) / weight;
    means.set(level, { sum: before.sum + sum, w: before.w + w });
  }
  return cells.map(({ levels }) => {
    const { sum, w } = means.get(levels[0] ?? '') ?? { sum: 0, w: 1 };
    return sum / w;
  });
}

/** Per cell, what the margins explain of (y − mean)/Σw, by removing the mean of each level in turn. */
function explainedByMargins(cells: readonly RakedCell[], mean: number, weight: number): number[] {
  const remainders = cells.map(({ y, answers, interviews }) => ({
    interviews,
    sum: (y - mean * answers.count) / weight,
    explained: 0,
  }));
  const margins = [...(cells[0]?.levels.keys() ?? [])];
  const levels = margins.flatMap((margin) => byLevel(cells, margin));
  for (let projection = 0; projection < PROJECTIONS; projection += 1) {
    for (const members of levels) removeMean(remainders.filter((_, at) => members.includes(at)));
  }
  return remainders.map(({ explained }) => explained);
}

/** What is left of a cell: the sum over its interviews, and how much was removed per interview. */
interface Remainder {
  readonly interviews: number;
  sum: number;
  explained: number;
}

function removeMean(level: readonly Remainder[]): void {
  const total = level.reduce((sum, cell) => sum + cell.sum, 0);
  const mean = total / level.reduce((sum, { interviews }) => sum + interviews, 0);
  for (const cell of level) {
    cell.sum -= mean * cell.interviews;
    cell.explained += mean;
  }
}

/** The positions of the cells, by their level of one margin. */
function byLevel(cells: readonly RakedCell[], margin: number): number[][] {
  const levels = new Map<string, number[]>();
  for (const [at, cell] of cells.entries()) {
    const level = cell.levels[margin] ?? '';
    levels.set(level, [...(levels.get(level) ?? []), at]);
  }
  return [...levels.values()];
}

interface Linearisation {
  readonly mean: number;
  readonly weight: number;
  readonly explained: number;
}

/** Σ and Σ² over a cell of w·((y − mean)/Σw − explained), where people without an answer count as y = mean. */
function residualSums(
  cell: RakedCell,
  { mean, weight, explained }: Linearisation,
): { readonly total: number; readonly squares: number } {
  const { w, ww, wy, wwy, wwyy } = cell.answers;
  const total = (wy - mean * w) / weight - explained * cell.w;
  const crossed = (wwy - mean * ww) / weight;
  const squares = (wwyy - 2 * mean * wwy + mean * mean * ww) / (weight * weight);
  return { total, squares: squares - 2 * explained * crossed + explained * explained * cell.ww };
}
