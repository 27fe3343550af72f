import { type LogisticFit, logisticRegression } from '../statistics/logistic-regression.js';
import type { ResponseCell } from './response-cell.js';

/** The chance to respond of each cell, from the main effects of all variables. */
export interface PropensityModel {
  readonly cells: readonly (ResponseCell & {
    /** Chance to respond, 0–1. */
    readonly propensity: number;
    /** The row of the model: constant, and a 1 for each level that holds. */
    readonly x: readonly number[];
  })[];
  readonly fit: LogisticFit;
}

/**
 * Estimates the chance to respond from what is known of everybody in the sample: a logistic regression on the main
 * effects, weighted by the design.
 * @param cells at least one, with people in each
 * @throws RangeError without cells
 * Source: Schouten, Cobben & Bethlehem (2009), Survey Methodology 35, §2; weights of mean 1 as in the RISQ tools.
 * @example responsePropensities([{ levels: ['a'], sampled: 4, responded: 3, weight: 4, respondedWeight: 3 }]).cells[0]?.propensity // 0.75
 */
export function responsePropensities(cells: readonly ResponseCell[]): PropensityModel {
  const people = sumOf(cells, ({ sampled }) => sampled);
  const scale = people / sumOf(cells, ({ weight }) => weight);
  const columns = columnsOf(cells);
  const rows = cells.map(({ levels, weight, respondedWeight }) => ({
    x: [1, ...columns.map(({ at, level }) => (levels[at] === level ? 1 : 0))],
    weight: weight * scale,
    positive: respondedWeight * scale,
  }));
  const fit = logisticRegression(rows);
  return {
    fit,
    cells: cells.map((cell, at) => ({ ...cell, propensity: fit.fitted[at] ?? 0, x: rows[at]?.x ?? [] })),
  };
}

/** A column for each level but the first of each variable. */
function columnsOf(cells: readonly ResponseCell[]): readonly { at: number; level: string }[] {
  return (cells[0]?.levels ?? []).flatMap((_, at) => {
    const levels = [...new Set(cells.map(({ levels: own }) => own[at] ?? ''))].sort();
    return levels.slice(1).map((level) => ({ at, level }));
  });
}

function sumOf(cells: readonly ResponseCell[], of: (cell: ResponseCell) => number): number {
  return cells.reduce((sum, cell) => sum + of(cell), 0);
}

/** People with about the same chance to respond. */
export interface PropensityClass {
  readonly levels: readonly (readonly string[])[];
  readonly sampled: number;
  readonly responded: number;
  /** Mean chance to respond, weighted. */
  readonly propensity: number;
  /** How many times heavier each respondent counts, so that the class stands for all its sampled people. */
  readonly factor: number;
}

/** Five classes take away most of the bias that a variable brings. Source: Cochran (1968), Biometrics 24. */
const CLASSES = 5;

/**
 * Classes of about equal size by the chance to respond, for weights: within a class respondents stand for those who
 * did not respond. A class without respondents goes together with the next one.
 * @returns classes from the lowest chance to the highest; empty when nobody responded
 * Source: Little (1986), International Statistical Review 54: response propensity stratification.
 * @example propensityClasses(model).map(({ factor }) => factor) // [2.1, 1.8, 1.5, 1.4, 1.2]
 */
export function propensityClasses({ cells }: PropensityModel): readonly PropensityClass[] {
  const sorted = cells.toSorted((one, other) => one.propensity - other.propensity);
  const total = sumOf(sorted, ({ weight }) => weight);
  const groups = Array.from({ length: CLASSES }, (): typeof sorted => []);
  let before = 0;
  for (const cell of sorted) {
    const place = Math.min(CLASSES - 1, Math.floor((CLASSES * (before + cell.weight / 2)) / total));
    groups[place]?.push(cell);
    before += cell.weight;
  }
  return withRespondents(groups).map(classOf);
}

function withRespondents(groups: readonly PropensityModel['cells'][]): readonly PropensityModel['cells'][] {
  const joined: PropensityModel['cells'][] = [];
  let waiting: PropensityModel['cells'] = [];
  for (const group of groups) {
    waiting = [...waiting, ...group];
    if (sumOf(waiting, ({ responded }) => responded) === 0) continue;
    joined.push(waiting);
    waiting = [];
  }
  const last = joined.pop();
  return last === undefined ? [] : [...joined, [...last, ...waiting]];
}

function classOf(cells: PropensityModel['cells']): PropensityClass {
  const weight = sumOf(cells, (cell) => cell.weight);
  return {
    levels: cells.map(({ levels }) => levels),
    sampled: sumOf(cells, ({ sampled }) => sampled),
    responded: sumOf(cells, ({ responded }) => responded),
    propensity: cells.reduce((sum, cell) => sum + cell.weight * cell.propensity, 0) / weight,
    factor: weight / sumOf(cells, ({ respondedWeight }) => respondedWeight),
  };
}
