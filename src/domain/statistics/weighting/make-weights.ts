import { kishDesignEffect } from '../kish.js';
import type { Margin } from '../raking/rake-weights.js';
import type { WeightLimits } from '../trim-weights.js';
import { type AdjustmentCell, adjustmentCells, type AdjustmentCount } from './adjustment-cells.js';
import { fitWeights } from './fit-weights.js';

/** Interviews that are alike for weighting: one stratum, one weight from the draw, one level of everything. */
export interface WeightingGroup {
  readonly stratum: string;
  /** The weight from the draw, or that an imported file has; above 0. */
  readonly designWeight: number;
  /** Levels by which weights are raised for non-response. */
  readonly cellLevels: readonly string[];
  /** One level per margin. */
  readonly levels: readonly string[];
  readonly interviews: number;
}

/** How weights are made. */
export interface WeightingPlan {
  /** Cases per stratum and cell; of a stratum that is absent (an imported file) the weights stay as they are. */
  readonly cases: readonly Omit<AdjustmentCount, 'interviews'>[];
  readonly method: 'none' | 'post-stratified' | 'raked';
  /** Known totals; one for post-stratification. */
  readonly margins: readonly Margin[];
  readonly limits: WeightLimits | null;
}

/** What one margin was before and is after. */
export interface MarginReport {
  readonly level: string;
  readonly total: number;
  readonly before: number;
  readonly after: number;
}

/** What the weights are like at one moment. */
export interface WeightSummary {
  readonly lowest: number;
  readonly highest: number;
  readonly sum: number;
  /** Kish's n·Σw²/(Σw)². */
  readonly designEffect: number;
}

/** What was done, step by step: nothing of it is silent. */
export interface WeightReport {
  readonly interviews: number;
  readonly design: WeightSummary;
  readonly raised: WeightSummary;
  readonly cells: readonly AdjustmentCell[];
  readonly margins: readonly (readonly MarginReport[])[];
  /** `null` when nothing was to be trimmed. */
  readonly trimming: {
    readonly limits: WeightLimits;
    readonly trimmed: number;
    readonly movedWeight: number;
    readonly rounds: number;
    readonly isWithinLimits: boolean;
  } | null;
  readonly final: WeightSummary;
}

/** The weights of the groups in their order, and the report. */
export interface MadeWeights {
  readonly weights: readonly number[];
  readonly report: WeightReport;
}

/**
 * Makes weights: the weight from the draw, raised for non-response within cells of a stratum, then fitted to known
 * totals, and trimmed where that was asked.
 * @param groups all interviews; at least one
 * @param plan cells, totals and limits
 * @throws RakingError when totals cannot be met; RangeError without interviews or when all weights are outside limits
 * Source: Särndal, Swensson & Wretman (1992), §15.6; Deville, Särndal & Sautory (1993); Valliant, Dever & Kreuter
 * (2013), ch. 13–14; Kish (1965), §11.7.
 * @example makeWeights(groups, { cases, method: 'none', margins: [], limits: null }).report.final.designEffect
 */
export function makeWeights(groups: readonly WeightingGroup[], plan: WeightingPlan): MadeWeights {
  if (groups.length === 0) throw new RangeError('weights need interviews');
  const cells = adjustmentCells(countsOf(groups, plan));
  const design = groups.map(({ designWeight }) => designWeight);
  const raised = groups.map((group) => group.designWeight * factorOf(cells, group));
  const fitted = fitWeights(
    groups.map(({ levels, interviews }, at) => ({ levels, interviews, w: (raised[at] ?? 0) * interviews })),
    plan.method === 'none' ? [] : plan.margins,
    plan.limits,
  );
  const { trimmed, movedWeight, rounds, isWithinLimits } = fitted;
  return {
    weights: fitted.weights,
    report: {
      interviews: groups.reduce((sum, { interviews }) => sum + interviews, 0),
      design: summarise(groups, design),
      raised: summarise(groups, raised),
      cells,
      margins: plan.margins.map((margin, at) =>
        [...margin].map(([level, total]) => ({
          level,
          total,
          before: sumOfLevel(groups, raised, { level, at }),
          after: sumOfLevel(groups, fitted.weights, { level, at }),
        })),
      ),
      trimming:
        plan.limits === null ? null : { limits: plan.limits, trimmed, movedWeight, rounds, isWithinLimits },
      final: summarise(groups, fitted.weights),
    },
  };
}

/** Cases and interviews per cell; also of cells that have only one of the two. */
function countsOf(groups: readonly WeightingGroup[], { cases }: WeightingPlan): AdjustmentCount[] {
  const counts = new Map(cases.map((one) => [keyOf(one.stratum, one.levels), { ...one, interviews: 0 }]));
  const withCases = new Set(cases.map(({ stratum }) => stratum));
  for (const { stratum, cellLevels, interviews } of groups.filter((one) => withCases.has(one.stratum))) {
    const key = keyOf(stratum, cellLevels);
    const own = counts.get(key) ?? { stratum, levels: cellLevels, cases: 0, interviews: 0 };
    counts.set(key, { ...own, interviews: own.interviews + interviews });
  }
  return [...counts.values()];
}

function keyOf(stratum: string, levels: readonly string[]): string {
  return JSON.stringify([stratum, ...levels]);
}

function factorOf(cells: readonly AdjustmentCell[], { stratum, cellLevels }: WeightingGroup): number {
  const key = keyOf(stratum, cellLevels);
  const cell = cells.find((one) => one.members.some((levels) => keyOf(one.stratum, levels) === key));
  return cell?.factor ?? 1;
}

function sumOfLevel(
  groups: readonly WeightingGroup[],
  weights: readonly number[],
  { level, at }: { readonly level: string; readonly at: number },
): number {
  return groups.reduce(
    (sum, { levels, interviews }, index) =>
      levels[at] === level ? sum + (weights[index] ?? 0) * interviews : sum,
    0,
  );
}

function summarise(groups: readonly WeightingGroup[], weights: readonly number[]): WeightSummary {
  const sum = (power: number): number =>
    groups.reduce((total, { interviews }, at) => total + interviews * (weights[at] ?? 0) ** power, 0);
  return {
    lowest: weights.reduce((least, weight) => Math.min(least, weight), Infinity),
    highest: weights.reduce((most, weight) => Math.max(most, weight), 0),
    sum: sum(1),
    designEffect: kishDesignEffect({ count: sum(0), w: sum(1), ww: sum(2) }) ?? 1,
  };
}
