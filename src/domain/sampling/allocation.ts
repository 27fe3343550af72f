/** One stratum for the allocation of a sample. */
export interface AllocationStratum {
  /** Units in the frame, 0 or more. */
  readonly frameSize: number;
  /** Standard deviation of the question, above 0; needed by Neyman, power and cost. */
  readonly deviation?: number;
  /** Mean of the question, not 0; needed by power. */
  readonly mean?: number;
  /** Cost of one interview, above 0, in any unit; needed by cost. */
  readonly unitCost?: number;
}

/** How a total is divided over strata. */
export type AllocationRule =
  | { readonly kind: 'equal' }
  | { readonly kind: 'proportional' }
  | { readonly kind: 'neyman' }
  /** Bankier: `power` 0 gives equal precision per stratum, 1 gives Neyman for a common mean. */
  | { readonly kind: 'power'; readonly power: number }
  | { readonly kind: 'cost' };

/** Whole sample sizes per stratum, in the order of the strata. */
export interface Allocation {
  readonly sizes: readonly number[];
  /** What could not be placed: above 0 when all strata are full, below 0 when the floors ask more than the total. */
  readonly unplaced: number;
}

/** A smallest and a largest sample size of a stratum, whole numbers. */
export interface SizeBounds {
  readonly floor: number;
  readonly cap: number;
}

function needed(value: number | undefined, name: string): number {
  if (value === undefined || !Number.isFinite(value))
    throw new RangeError(`allocation needs ${name} of each stratum`);
  return value;
}

function weightOf(rule: AllocationRule, stratum: AllocationStratum): number {
  const { frameSize } = stratum;
  switch (rule.kind) {
    case 'equal':
      return 1;
    case 'proportional':
      return frameSize;
    case 'neyman':
      return frameSize * needed(stratum.deviation, 'deviation');
    case 'power':
      return (
        (frameSize ** rule.power * needed(stratum.deviation, 'deviation')) / needed(stratum.mean, 'mean')
      );
    case 'cost':
      return (
        (frameSize * needed(stratum.deviation, 'deviation')) / Math.sqrt(needed(stratum.unitCost, 'unitCost'))
      );
  }
}

/**
 * The relative sizes of the samples of the strata under a rule; only their ratios mean something.
 * A stratum without units gets 0.
 * Sources: Särndal, Swensson & Wretman (1992), §3.7; for power Bankier (1988), The American Statistician 42,
 * 174–177: n_h ∝ N_h^q · S_h / mean_h.
 * @param rule how to divide
 * @param strata what is known of each
 * @throws RangeError when a stratum misses what the rule needs
 * @example allocationWeights({ kind: 'proportional' }, [{ frameSize: 3900 }, { frameSize: 1100 }]) // [3900, 1100]
 */
export function allocationWeights(rule: AllocationRule, strata: readonly AllocationStratum[]): number[] {
  return strata.map((stratum) => (stratum.frameSize === 0 ? 0 : weightOf(rule, stratum)));
}

/**
 * Rounds shares to whole numbers that keep their sum: each is rounded down, and what is left goes to the
 * largest remainders, at equal remainders to the first.
 * @param shares numbers of 0 or more whose sum is (nearly) whole
 * @example largestRemainder([1.5, 1.5, 1]) // [2, 1, 1]
 */
export function largestRemainder(shares: readonly number[]): number[] {
  const total = Math.round(shares.reduce((sum, share) => sum + share, 0));
  // A share that is whole but for rounding errors of the computer is whole.
  const whole = shares.map((share) => Math.floor(share + 1e-9));
  const left = total - whole.reduce((sum, size) => sum + size, 0);
  const byRemainder = shares
    .map((share, place) => ({ place, remainder: share - (whole[place] ?? 0) }))
    .sort((a, b) => b.remainder - a.remainder || a.place - b.place);
  for (const { place } of byRemainder.slice(0, left)) whole[place] = (whole[place] ?? 0) + 1;
  return whole;
}

function clamp(value: number, { floor, cap }: SizeBounds): number {
  return Math.min(Math.max(value, floor), cap);
}

interface Open {
  readonly place: number;
  readonly weight: number;
  readonly bounds: SizeBounds;
}

/**
 * Divides in proportion to the weights within the bounds. What a cap takes away or a floor asks is spread again
 * over the strata that are still free; each round settles the side that is broken most, so that no stratum
 * that was settled has to be opened again.
 */
function spreadWithin(total: number, strata: readonly Open[]): number[] {
  const shares = strata.map(() => 0);
  let open = [...strata];
  let left = total;
  while (open.length > 0) {
    const sum = open.reduce((weights, { weight }) => weights + weight, 0);
    const tries = open.map((stratum) => {
      const share = sum === 0 ? 0 : (left * stratum.weight) / sum;
      const settled = clamp(share, stratum.bounds);
      return { stratum, settled, excess: settled - share };
    });
    const balance = tries.reduce((excesses, { excess }) => excesses + excess, 0);
    const isSettled = (excess: number): boolean =>
      balance > 1e-9 ? excess > 0 : balance < -1e-9 ? excess < 0 : true;
    for (const { stratum, settled, excess } of tries) {
      if (!isSettled(excess)) continue;
      shares[stratum.place] = settled;
      left -= settled;
    }
    open = tries.filter(({ excess }) => !isSettled(excess)).map(({ stratum }) => stratum);
  }
  return shares;
}

/**
 * Whole sample sizes for a total: in proportion to the weights, not under the floors, not above the caps,
 * rounded by largest remainder. A stratum of weight 0 gets its floor.
 * @param total sample size to divide, whole
 * @param weights from `allocationWeights`
 * @param bounds floor and cap of each stratum (the cap is at most its frame size)
 * @returns sizes whose sum is the total, unless `unplaced` says otherwise
 * @example allocate(10, [1, 1], [{ floor: 0, cap: 3 }, { floor: 0, cap: 100 }]).sizes // [3, 7]
 */
export function allocate(
  total: number,
  weights: readonly number[],
  bounds: readonly SizeBounds[],
): Allocation {
  const strata = weights.map((weight, place) => {
    const { floor, cap } = bounds[place] ?? { floor: 0, cap: 0 };
    const lowest = Math.min(floor, cap);
    return { place, weight, bounds: { floor: lowest, cap: weight === 0 ? lowest : cap } };
  });
  const least = strata.reduce((sum, stratum) => sum + stratum.bounds.floor, 0);
  const most = strata.reduce((sum, stratum) => sum + stratum.bounds.cap, 0);
  const placed = Math.min(Math.max(total, least), most);
  return { sizes: largestRemainder(spreadWithin(placed, strata)), unplaced: total - placed };
}
