import { largestRemainder } from './allocation.js';
import { type FrameUnit, type FrameUnitId, sortedById } from './frame-unit.js';
import { openStream, type RandomStream, type Seed } from './random.js';

/**
 * The algorithm of a draw, stored with it. Its version goes up when the same inputs give another sample:
 * version 1 sorts by id, takes one child per family, and draws by a partial Fisher–Yates shuffle (simple)
 * or by a random start in whole numbers (systematic), each step with a stream of its own.
 */
export const drawAlgorithms = {
  simple: { name: 'fisher-yates-mt19937', version: 1 },
  systematic: { name: 'systematic-mt19937', version: 1 },
} as const;
export type DrawMethod = keyof typeof drawAlgorithms;

/** What to draw. */
export interface DrawPlan {
  readonly seed: Seed;
  readonly method: DrawMethod;
  /** Whole sample size of each stratum; a stratum that is not named is not drawn from. */
  readonly sizes: Readonly<Record<string, number>>;
  readonly oneChildPerFamily: boolean;
  /** Relative sizes of the replicates, at least one; `[1]` for one replicate, `[3, 1]` for three quarters and a reserve. */
  readonly replicateShares: readonly number[];
}

/** One drawn person. */
export interface DrawnUnit {
  readonly id: FrameUnitId;
  readonly stratum: string;
  /** From 1. */
  readonly replicate: number;
  /** Children of the family that could have been chosen; 1 without the family rule. */
  readonly eligibleInFamily: number;
  /** Chance to be drawn, above 0 and at most 1: within the stratum, and within the family before that. */
  readonly inclusionProbability: number;
  /** The inverse of the probability. */
  readonly designWeight: number;
}

/** One stratum of a draw. */
export interface DrawnStratum {
  readonly stratum: string;
  /** Persons in the frame. */
  readonly frameSize: number;
  /** Persons left after one child per family was chosen. */
  readonly selectableSize: number;
  readonly sampleSize: number;
  /** Sample size divided by selectable size; 0 for an empty stratum. */
  readonly probability: number;
}

/** A sample. The same frame and plan give the same sample, whatever the order of the units. */
export interface Draw {
  readonly kind: 'drawn';
  readonly algorithm: { readonly name: string; readonly version: number };
  readonly seed: Seed;
  readonly strata: readonly DrawnStratum[];
  /** In order of stratum, then id. */
  readonly units: readonly DrawnUnit[];
}

/** Why a plan cannot be carried out. */
export type DrawProblem =
  | { readonly kind: 'size_above_frame'; readonly stratum: string; readonly most: number }
  | { readonly kind: 'unknown_stratum'; readonly stratum: string };

interface Selectable {
  readonly unit: FrameUnit;
  readonly eligibleInFamily: number;
}

function familiesOf(units: readonly FrameUnit[]): Map<string | number, FrameUnit[]> {
  const families = new Map<string | number, FrameUnit[]>();
  for (const unit of units) {
    if (unit.family === null) continue;
    const members = families.get(unit.family);
    if (members === undefined) families.set(unit.family, [unit]);
    else members.push(unit);
  }
  return families;
}

/** One member of each family at random; families in the order of their first members, members by id. */
function chooseInFamilies(units: readonly FrameUnit[], stream: RandomStream): Selectable[] {
  const families = familiesOf(units);
  const selectable: Selectable[] = [];
  for (const unit of units) {
    const members = unit.family === null ? [unit] : families.get(unit.family);
    if (members?.[0] !== unit) continue;
    const chosen = members.length === 1 ? unit : members[stream.below(members.length)];
    if (chosen !== undefined) selectable.push({ unit: chosen, eligibleInFamily: members.length });
  }
  return selectable;
}

/** The first `size` places of a random order of `count` places: every subset is equally likely. */
function simplePlaces(count: number, size: number, stream: RandomStream): number[] {
  const places = Int32Array.from({ length: count }, (_, place) => place);
  for (let at = 0; at < size; at++) {
    const other = at + stream.below(count - at);
    const place = places[other] ?? 0;
    places[other] = places[at] ?? 0;
    places[at] = place;
  }
  return [...places.subarray(0, size)];
}

/**
 * Every (count/size)-th place from a random start. In whole numbers: start is one of 0 … count − 1 and place k is
 * ⌊(start + k·count)/size⌋, so that each place has exactly the chance size/count.
 */
function systematicPlaces(count: number, size: number, stream: RandomStream): number[] {
  if (size === 0) return [];
  const start = stream.below(count);
  return Array.from({ length: size }, (_, k) => Math.floor((start + k * count) / size));
}

function compareSelectable(one: Selectable, other: Selectable): number {
  return one.unit.id < other.unit.id ? -1 : one.unit.id > other.unit.id ? 1 : 0;
}

function selectFrom(
  selectable: readonly Selectable[],
  size: number,
  stratum: string,
  plan: DrawPlan,
): Selectable[] {
  const stream = openStream(plan.seed, `select|${stratum}`);
  const ordered =
    plan.method === 'simple'
      ? selectable
      : [...selectable].sort((one, other) =>
          one.unit.order === other.unit.order
            ? compareSelectable(one, other)
            : one.unit.order < other.unit.order
              ? -1
              : 1,
        );
  const places =
    plan.method === 'simple'
      ? simplePlaces(ordered.length, size, stream)
      : systematicPlaces(ordered.length, size, stream);
  return places.flatMap((place) => ordered[place] ?? []).sort(compareSelectable);
}

/** The replicate of each drawn unit: a random order cut into pieces of the asked sizes. */
function replicatesFor(size: number, stratum: string, plan: DrawPlan): number[] {
  const sum = plan.replicateShares.reduce((shares, share) => shares + share, 0);
  const sizes = largestRemainder(plan.replicateShares.map((share) => (size * share) / sum));
  const replicates = new Array<number>(size).fill(1);
  const order = simplePlaces(size, size, openStream(plan.seed, `replicates|${stratum}`));
  let at = 0;
  sizes.forEach((pieceSize, piece) => {
    for (const place of order.slice(at, at + pieceSize)) replicates[place] = piece + 1;
    at += pieceSize;
  });
  return replicates;
}

function byStratum<Item>(items: readonly Item[], stratumOf: (item: Item) => string): Map<string, Item[]> {
  const strata = new Map<string, Item[]>();
  for (const item of items) {
    const stratum = stratumOf(item);
    const members = strata.get(stratum);
    if (members === undefined) strata.set(stratum, [item]);
    else members.push(item);
  }
  return strata;
}

function problemOf(
  plan: DrawPlan,
  frame: ReadonlyMap<string, unknown>,
  selectable: ReadonlyMap<string, readonly Selectable[]>,
): DrawProblem | null {
  for (const [stratum, size] of Object.entries(plan.sizes)) {
    if (!frame.has(stratum)) return { kind: 'unknown_stratum', stratum };
    const most = selectable.get(stratum)?.length ?? 0;
    if (size > most) return { kind: 'size_above_frame', stratum, most };
  }
  return null;
}

function drawStratum(selectable: readonly Selectable[], stratum: string, plan: DrawPlan): DrawnUnit[] {
  const size = plan.sizes[stratum] ?? 0;
  const replicates = replicatesFor(size, stratum, plan);
  return selectFrom(selectable, size, stratum, plan).map(({ unit, eligibleInFamily }, place) => {
    const inclusionProbability = size / (selectable.length * eligibleInFamily);
    return {
      id: unit.id,
      stratum,
      replicate: replicates[place] ?? 1,
      eligibleInFamily,
      inclusionProbability,
      designWeight: (selectable.length * eligibleInFamily) / size,
    };
  });
}

/**
 * Draws a stratified sample without replacement. With one child per family a child is chosen at random in each
 * family over all strata before the draw, and its weight carries the number of children that could be chosen.
 * Source: Särndal, Swensson & Wretman (1992), §3.3 (simple), §3.4 (systematic), §3.7 (stratified).
 * @param units everybody who can be drawn, in any order; ids differ
 * @param plan seed, sizes (whole, 0 or more) and rules
 * @returns the sample, or why the plan cannot be carried out on this frame
 * @throws RangeError when an id occurs twice, a size is not a whole number, or there are no replicate shares
 * @example drawSample(units, { seed, method: 'simple', sizes: { jb_jr: 2 }, oneChildPerFamily: true, replicateShares: [1] })
 */
export function drawSample(units: readonly FrameUnit[], plan: DrawPlan): Draw | DrawProblem {
  if (!Object.values(plan.sizes).every((size) => Number.isInteger(size) && size >= 0)) {
    throw new RangeError('a sample size is not a whole number');
  }
  if (!(plan.replicateShares.reduce((sum, share) => sum + share, 0) > 0))
    throw new RangeError('no replicate shares');
  const sorted = sortedById(units);
  const frame = byStratum(sorted, ({ stratum }) => stratum);
  const chosen = plan.oneChildPerFamily
    ? chooseInFamilies(sorted, openStream(plan.seed, 'families'))
    : sorted.map((unit) => ({ unit, eligibleInFamily: 1 }));
  const selectable = byStratum(chosen, ({ unit }) => unit.stratum);
  const problem = problemOf(plan, frame, selectable);
  if (problem !== null) return problem;
  const names = Object.keys(plan.sizes).sort();
  return {
    kind: 'drawn',
    algorithm: drawAlgorithms[plan.method],
    seed: plan.seed,
    strata: names.map((stratum) => {
      const selectableSize = selectable.get(stratum)?.length ?? 0;
      const sampleSize = plan.sizes[stratum] ?? 0;
      const probability = selectableSize === 0 ? 0 : sampleSize / selectableSize;
      return { stratum, frameSize: frame.get(stratum)?.length ?? 0, selectableSize, sampleSize, probability };
    }),
    units: names.flatMap((stratum) => drawStratum(selectable.get(stratum) ?? [], stratum, plan)),
  };
}
