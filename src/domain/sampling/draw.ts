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

/**
 * One member of each family at random; families in the order of their first members, members by id. Families are chains in
 * typed arrays: a million small lists would take longer than the draw.
 */
function chooseInFamilies(units: readonly FrameUnit[], stream: RandomStream): Selectable[] {
  const firstOf = new Map<string | number, number>();
  const next = new Int32Array(units.length).fill(-1);
  const last = new Int32Array(units.length);
  const sizes = new Int32Array(units.length);
  units.forEach(({ family }, place) => {
    const first = family === null ? undefined : firstOf.get(family);
    if (first === undefined) {
      if (family !== null) firstOf.set(family, place);
      last[place] = place;
      sizes[place] = 1;
      return;
    }
    next[last[first] ?? 0] = place;
    last[first] = place;
    sizes[first] = (sizes[first] ?? 0) + 1;
  });
  const selectable: Selectable[] = [];
  sizes.forEach((eligibleInFamily, first) => {
    if (eligibleInFamily === 0) return;
    let place = first;
    if (eligibleInFamily > 1) {
      for (let steps = stream.below(eligibleInFamily); steps > 0; steps -= 1) place = next[place] ?? 0;
    }
    const unit = units[place];
    if (unit !== undefined) selectable.push({ unit, eligibleInFamily });
  });
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

/** By the order of the unit, then by id: first apart, because many units share an order. */
function inOrder(selectable: readonly Selectable[]): readonly Selectable[] {
  const groups = new Map<string, Selectable[]>();
  for (const one of selectable) {
    const group = groups.get(one.unit.order);
    if (group === undefined) groups.set(one.unit.order, [one]);
    else group.push(one);
  }
  const orders = [...groups.keys()].sort();
  return orders.flatMap((order) => groups.get(order)?.sort(compareSelectable) ?? []);
}

function selectFrom(
  selectable: readonly Selectable[],
  size: number,
  stratum: string,
  plan: DrawPlan,
): Selectable[] {
  const stream = openStream(plan.seed, `select|${stratum}`);
  const ordered = plan.method === 'simple' ? selectable : inOrder(selectable);
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

function byStratum(items: readonly Selectable[]): Map<string, Selectable[]> {
  const strata = new Map<string, Selectable[]>();
  for (const item of items) {
    const members = strata.get(item.unit.stratum);
    if (members === undefined) strata.set(item.unit.stratum, [item]);
    else members.push(item);
  }
  return strata;
}

function problemOf(
  plan: DrawPlan,
  frame: ReadonlyMap<string, number>,
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
  const frame = new Map<string, number>();
  for (const { stratum } of sorted) frame.set(stratum, (frame.get(stratum) ?? 0) + 1);
  const chosen = plan.oneChildPerFamily
    ? chooseInFamilies(sorted, openStream(plan.seed, 'families'))
    : sorted.map((unit) => ({ unit, eligibleInFamily: 1 }));
  const selectable = byStratum(chosen);
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
      return { stratum, frameSize: frame.get(stratum) ?? 0, selectableSize, sampleSize, probability };
    }),
    units: names.flatMap((stratum) => drawStratum(selectable.get(stratum) ?? [], stratum, plan)),
  };
}
