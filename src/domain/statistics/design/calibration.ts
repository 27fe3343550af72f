import { addSums, type AnswerSums } from '../answer-sums.js';
import type { Stratum, StratumSpread } from './stratum.js';

/** The interviews of one stratum that share a level of every margin, with their fitted weights. */
export interface CalibrationCell {
  /** Its own among all cells of a table. */
  readonly key: string;
  readonly stratum: Stratum;
  /** One level per margin. */
  readonly levels: readonly string[];
  /** All interviews, also without an answer to a question. */
  readonly interviews: number;
  /** Σw and Σw² of all interviews. */
  readonly w: number;
  readonly ww: number;
}

/**
 * How weights were fitted to known totals. Its variance is smaller than without, as far as the margins explain the
 * answers: their means are removed from the linearised values. Post-stratified: the weighted mean of each level,
 * as R's `postStratify`. Raked: the means of the margins in turn, as R's `rake` (not as its `calibrate`, which
 * differs when design weights differ).
 * Source: Deville, Särndal & Sautory (1993), JASA 88; Särndal, Swensson & Wretman (1992), §7.6; R survey::svyrecvar.
 */
export interface Calibration {
  readonly method: 'post-stratified' | 'raked';
  /** Every cell of the study, also those without an answer to a question. */
  readonly cells: readonly CalibrationCell[];
}

/** The sums of one group within one stratum, and within one cell when weights were calibrated. */
export interface CellSums {
  readonly stratum: Stratum;
  /** Key of a calibration cell; absent when the weights were not fitted to totals. */
  readonly cell?: string | null;
  readonly sums: AnswerSums;
}

/** What people of one stratum and cell contribute to a linearised statistic; u is one person's share, before weight. */
export interface Contribution {
  readonly stratum: Stratum;
  readonly cell: string | null;
  /** Σu, without weights. */
  readonly u: number;
  /** Σwu */
  readonly wu: number;
  /** Σw²u */
  readonly wwu: number;
  /** Σw²u² */
  readonly wwuu: number;
}

/**
 * The contributions u = (y − mean)/Σw of a group to its mean, written out over its sums.
 * @param parts the group's sums per stratum (and cell)
 * @returns also the mean and the sums of the whole group; `null` without answers
 * Source: Särndal, Swensson & Wretman (1992), §5.7.
 * @example contributionsToMean([{ stratum, sums }])?.mean
 */
export function contributionsToMean(parts: readonly CellSums[]): {
  readonly mean: number;
  readonly all: AnswerSums;
  readonly contributions: readonly Contribution[];
} | null {
  const present = parts.filter(({ sums }) => sums.count > 0);
  const all = addSums(present.map(({ sums }) => sums));
  if (!(all.w > 0)) return null;
  const mean = all.wy / all.w;
  const contributions = present.map(({ stratum, cell = null, sums }): Contribution => ({
    stratum,
    cell,
    u: (sums.y - mean * sums.count) / all.w,
    wu: (sums.wy - mean * sums.w) / all.w,
    wwu: (sums.wwy - mean * sums.ww) / all.w,
    wwuu: (sums.wwyy - 2 * mean * sums.wwy + mean * mean * sums.ww) / (all.w * all.w),
  }));
  return { mean, all, contributions };
}

/**
 * The same contributions with the opposite sign, to add those of another group.
 * @example negated([{ stratum, cell: null, u: 1, wu: 1, wwu: 1, wwuu: 1 }])[0]?.wu // -1
 */
export function negated(contributions: readonly Contribution[]): Contribution[] {
  return contributions.map((one) => ({ ...one, u: -one.u, wu: -one.wu, wwu: -one.wwu }));
}

/**
 * What is left of contributions per stratum after the margins of calibrated weights explained their part.
 * @param contributions of a statistic
 * @param calibrations of the years whose weights were fitted; those without a contribution do not matter
 * @returns one spread per stratum, also for strata of a calibrated year without a contribution
 * @example residualSpreads(contributions, [])
 */
export function residualSpreads(
  contributions: readonly Contribution[],
  calibrations: readonly Calibration[],
): StratumSpread[] {
  const used = usedCalibrations(contributions, calibrations);
  const explained = explainedParts(contributions, used);
  const spreads = new Map<string, { stratum: Stratum; total: number; squares: number }>();
  const add = (stratum: Stratum, total: number, squares: number): void => {
    const own = spreads.get(stratum.key) ?? { stratum, total: 0, squares: 0 };
    own.total += total;
    own.squares += squares;
    spreads.set(stratum.key, own);
  };
  for (const { stratum, cell, wu, wwu, wwuu } of contributions) {
    const e = explainedOf(explained, cell);
    add(stratum, wu, wwuu - 2 * e * wwu);
  }
  for (const { key, stratum, w, ww } of used.flatMap(({ cells }) => cells)) {
    const e = explained.get(key) ?? 0;
    add(stratum, -e * w, e * e * ww);
  }
  return [...spreads.values()];
}

/**
 * The calibrations in whose cells somebody contributes.
 * @example usedCalibrations(contributions, calibrations).length
 */
export function usedCalibrations(
  contributions: readonly Pick<Contribution, 'cell'>[],
  calibrations: readonly Calibration[],
): Calibration[] {
  const present = new Set(contributions.map(({ cell }) => cell));
  return calibrations.filter(({ cells }) => cells.some(({ key }) => present.has(key)));
}

/**
 * Per cell, what the margins explain of one person's contribution.
 * @param used as `usedCalibrations` gives them
 * @example explainedParts(contributions, used).get('2016/m/jong')
 */
export function explainedParts(
  contributions: readonly Contribution[],
  used: readonly Calibration[],
): ReadonlyMap<string, number> {
  const parts = new Map<string, number>();
  for (const { method, cells } of used) {
    const own = method === 'raked' ? explainedByMargins : explainedByLevels;
    for (const [key, value] of own(cells, contributions)) parts.set(key, value);
  }
  return parts;
}

/**
 * What is explained in a cell; nothing outside cells.
 * @example explainedOf(new Map([['a', 2]]), 'a') // 2
 */
export function explainedOf(explained: ReadonlyMap<string, number>, cell: string | null): number {
  return cell === null ? 0 : (explained.get(cell) ?? 0);
}

/** The weighted mean of each level of the one margin. */
function explainedByLevels(
  cells: readonly CalibrationCell[],
  contributions: readonly Contribution[],
): Map<string, number> {
  const sums = sumPerCell(contributions, ({ wu }) => wu);
  const levels = new Map<string, { sum: number; w: number }>();
  for (const { key, levels: own, w } of cells) {
    const level = levels.get(own.join('|')) ?? { sum: 0, w: 0 };
    level.sum += sums.get(key) ?? 0;
    level.w += w;
    levels.set(own.join('|'), level);
  }
  return new Map(
    cells.map(({ key, levels: own }) => {
      const { sum, w } = levels.get(own.join('|')) ?? { sum: 0, w: 1 };
      return [key, sum / w];
    }),
  );
}

/** As many as R uses; the projections converge much sooner. */
const PROJECTIONS = 10;

/** The means of the levels of each margin, removed in turn. */
function explainedByMargins(
  cells: readonly CalibrationCell[],
  contributions: readonly Contribution[],
): Map<string, number> {
  const sums = sumPerCell(contributions, ({ u }) => u);
  const remainders = cells.map(({ key, interviews }) => ({
    key,
    interviews,
    sum: sums.get(key) ?? 0,
    explained: 0,
  }));
  const margins = [...(cells[0]?.levels.keys() ?? [])];
  const levels = margins.flatMap((margin) => byLevel(cells, margin));
  for (let projection = 0; projection < PROJECTIONS; projection += 1) {
    for (const members of levels) removeMean(members.flatMap((at) => remainders[at] ?? []));
  }
  return new Map(remainders.map(({ key, explained }) => [key, explained]));
}

function sumPerCell(
  contributions: readonly Contribution[],
  valueOf: (one: Contribution) => number,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const one of contributions) {
    if (one.cell !== null) sums.set(one.cell, (sums.get(one.cell) ?? 0) + valueOf(one));
  }
  return sums;
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
function byLevel(cells: readonly CalibrationCell[], margin: number): number[][] {
  const levels = new Map<string, number[]>();
  for (const [at, cell] of cells.entries()) {
    const level = cell.levels[margin] ?? '';
    const members = levels.get(level) ?? [];
    members.push(at);
    levels.set(level, members);
  }
  return [...levels.values()];
}
