import { type Margin, rakeFactors, type WeightingCell } from '../raking/rake-weights.js';
import { trimWeights, type WeightLimits } from '../trim-weights.js';

/** Interviews with one weight and one level per margin. */
export interface FittedGroup extends WeightingCell {
  /** Number of interviews, 1 or more. */
  readonly interviews: number;
}

/** What fitting and trimming came to. */
export interface FittedWeights {
  /** The weight of one interview of each group, in their order. */
  readonly weights: readonly number[];
  /** How often weights were cut off and fitted again; 0 when nobody was outside the limits. */
  readonly rounds: number;
  /** Interviews whose weight was cut off, in the first round. */
  readonly trimmed: number;
  /** Weight that was cut off and given to others, over all rounds. */
  readonly movedWeight: number;
  /** Whether every weight is within the limits at the end. */
  readonly isWithinLimits: boolean;
}

/** The largest part by which a weight may pass its limit and still be called within. */
const TOLERANCE = 1e-6;

const MOST_ROUNDS = 50;

/**
 * Fits weights to known totals and cuts off those outside the limits, in turn, until both hold: what is cut off is
 * spread evenly over the others, after which the totals do not hold any more and the weights are fitted again.
 * @param groups interviews by weight (`w` is the sum of a group) and level per margin
 * @param margins known totals per level; none to trim only
 * @param limits lowest and highest weight, or `null` to trim nothing
 * @throws RakingError when the totals cannot be met, also by what is left after cutting off; RangeError when every
 *   weight is outside the limits
 * Source: Deming & Stephan (1940); Valliant, Dever & Kreuter (2013), §14.4; R survey::rake and trimWeights in turn.
 * @example fitWeights([{ levels: ['m'], interviews: 4, w: 40 }, { levels: ['v'], interviews: 6, w: 60 }], [margin], null).weights
 */
export function fitWeights(
  groups: readonly FittedGroup[],
  margins: readonly Margin[],
  limits: WeightLimits | null,
): FittedWeights {
  let weights = fitted(
    groups,
    groups.map(({ w, interviews }) => w / interviews),
    margins,
  );
  const first = limits === null ? [] : weights.map((weight) => isOutside(weight, limits));
  let rounds = 0;
  let movedWeight = 0;
  while (limits !== null && rounds < MOST_ROUNDS && weights.some((weight) => isOutside(weight, limits))) {
    const trimmed = trimWeights(
      groups.map(({ interviews }, at) => ({ weight: weights[at] ?? 0, count: interviews })),
      limits,
      true,
    );
    movedWeight += trimmed.movedWeight;
    weights = fitted(groups, trimmed.weights, margins);
    rounds += 1;
  }
  return {
    weights,
    rounds,
    trimmed: groups.reduce((sum, { interviews }, at) => sum + (first[at] === true ? interviews : 0), 0),
    movedWeight,
    isWithinLimits: limits === null || !weights.some((weight) => isOutside(weight, limits)),
  };
}

function isOutside(weight: number, { lowest, highest }: WeightLimits): boolean {
  return weight > highest * (1 + TOLERANCE) || weight < lowest * (1 - TOLERANCE);
}

function fitted(
  groups: readonly FittedGroup[],
  weights: readonly number[],
  margins: readonly Margin[],
): readonly number[] {
  if (margins.length === 0) return weights;
  const cells = groups.map(({ levels, interviews }, at) => ({ levels, w: (weights[at] ?? 0) * interviews }));
  const factors = rakeFactors(cells, margins);
  return weights.map((weight, at) => weight * (factors[at] ?? 1));
}
