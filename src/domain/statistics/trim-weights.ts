import { kishDesignEffect } from './kish.js';

/** Interviews that have the same weight. */
export interface WeightGroup {
  readonly weight: number;
  /** Number of interviews, 1 or more. */
  readonly count: number;
}

/** Trimmed weights, and what was done to them: trimming is never silent. */
export interface TrimmedWeights {
  /** The new weight of each group, in their order. */
  readonly weights: readonly number[];
  /** Interviews whose weight was outside the limits. */
  readonly trimmedCount: number;
  /** Sum of what was cut off and added, in weight; it was spread over the others. */
  readonly movedWeight: number;
  readonly designEffectBefore: number | null;
  readonly designEffectAfter: number | null;
}

/** Outside these a weight is trimmed. */
export interface WeightLimits {
  readonly lowest: number;
  readonly highest: number;
}

const MOST_ROUNDS = 1000;

/**
 * Cuts weights off at limits and spreads what was cut evenly over the interviews within the limits, so that the total
 * stays the same. Sharing out may push others over a limit; `strict` repeats until none is.
 * @param groups interviews by weight
 * @param limits lowest and highest weight, lowest below highest
 * @param isStrict whether the result may hold no weight outside the limits
 * @returns the new weights with a report
 * @throws RangeError when every interview is outside the limits, so that there is nobody to spread over
 * Source: Valliant, Dever & Kreuter (2013), Practical Tools for Designing and Weighting Survey Samples, §14.4;
 * R survey::trimWeights.
 * @example trimWeights([{ weight: 1, count: 3 }, { weight: 9, count: 1 }], { lowest: 0, highest: 6 }, false).weights // [2, 6]
 */
export function trimWeights(
  groups: readonly WeightGroup[],
  limits: WeightLimits,
  isStrict: boolean,
): TrimmedWeights {
  const { lowest, highest } = limits;
  if (!(lowest < highest)) throw new RangeError('the lowest weight must be below the highest');
  const before = groups.map(({ weight }) => weight);
  const isOutside = (weight: number): boolean => weight < lowest || weight > highest;
  let weights = before;
  for (let round = 0; round < (isStrict ? MOST_ROUNDS : 1) && weights.some(isOutside); round += 1) {
    weights = trimOnce(weights, groups, limits);
  }
  const count = (chosen: readonly boolean[]): number =>
    groups.reduce((sum, group, at) => sum + (chosen[at] === true ? group.count : 0), 0);
  return {
    weights,
    trimmedCount: count(before.map(isOutside)),
    movedWeight: groups.reduce(
      (sum, group, at) =>
        sum + Math.abs(cut(group.weight, limits)) * group.count * Number(isOutside(before[at] ?? 0)),
      0,
    ),
    designEffectBefore: designEffect(groups, before),
    designEffectAfter: designEffect(groups, weights),
  };
}

/** What is above the highest (positive) or below the lowest (negative). */
function cut(weight: number, { lowest, highest }: WeightLimits): number {
  return weight - Math.min(highest, Math.max(lowest, weight));
}

function trimOnce(
  weights: readonly number[],
  groups: readonly WeightGroup[],
  limits: WeightLimits,
): number[] {
  const isInside = (weight: number): boolean => cut(weight, limits) === 0;
  const inside = groups.reduce((sum, { count }, at) => sum + (isInside(weights[at] ?? 0) ? count : 0), 0);
  if (inside === 0) throw new RangeError('every weight is outside the limits');
  const moved = groups.reduce((sum, { count }, at) => sum + cut(weights[at] ?? 0, limits) * count, 0);
  return weights.map((weight) => (isInside(weight) ? weight + moved / inside : weight - cut(weight, limits)));
}

function designEffect(groups: readonly WeightGroup[], weights: readonly number[]): number | null {
  const sum = (power: number): number =>
    groups.reduce((total, group, at) => total + group.count * (weights[at] ?? 0) ** power, 0);
  return kishDesignEffect({ count: sum(0), w: sum(1), ww: sum(2) });
}
