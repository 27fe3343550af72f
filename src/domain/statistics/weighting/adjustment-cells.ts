/** Cases and interviews that share a level of every background, within one stratum of the draw. */
export interface AdjustmentCount {
  readonly stratum: string;
  /** The backgrounds, such as `jeugd_ggz`; one text per background. */
  readonly levels: readonly string[];
  /** Drawn people who are eligible and did not withdraw. */
  readonly cases: number;
  readonly interviews: number;
}

/** People who count as alike: those who answered stand for those who did not. */
export interface AdjustmentCell {
  readonly stratum: string;
  /** Every combination of levels in it; several when small ones were joined. */
  readonly members: readonly (readonly string[])[];
  readonly cases: number;
  readonly interviews: number;
  /** By how much a weight is raised: cases/interviews, 1 or more. */
  readonly factor: number;
}

/** Fewer interviews than this make a factor that says more of chance than of non-response. */
const SMALLEST_CELL = 10;

/**
 * The cells within which weights are raised for non-response. A cell with fewer than `SMALLEST_CELL` interviews is
 * joined with the other small ones of its stratum, and these with the smallest of the others when they are still few.
 * @param counts cases and interviews per stratum and combination of backgrounds, each combination once
 * @returns one cell or more per stratum that has interviews, in the order in which the strata come
 * @throws RangeError when a stratum has more interviews than cases
 * Source: Kalton & Flores-Cervantes (2003), J. Off. Stat. 19, weighting classes and their collapsing; Särndal,
 * Swensson & Wretman (1992), §15.6.
 * @example adjustmentCells([{ stratum: 'basishulp', levels: [], cases: 356, interviews: 256 }])[0]?.factor // 1.390625
 */
export function adjustmentCells(counts: readonly AdjustmentCount[]): AdjustmentCell[] {
  const strata = [...new Set(counts.map(({ stratum }) => stratum))];
  return strata.flatMap((stratum) => {
    const own = counts.filter((one) => one.stratum === stratum);
    if (sumOf(own, 'interviews') === 0) return [];
    return joinSmall(own).map((members) => {
      const [cases, interviews] = [sumOf(members, 'cases'), sumOf(members, 'interviews')];
      if (cases < interviews) throw new RangeError(`stratum ${stratum} has more interviews than cases`);
      return {
        stratum,
        members: members.map(({ levels }) => levels),
        cases,
        interviews,
        factor: cases / interviews,
      };
    });
  });
}

function joinSmall(counts: readonly AdjustmentCount[]): (readonly AdjustmentCount[])[] {
  const large = counts.filter(({ interviews }) => interviews >= SMALLEST_CELL);
  const small = counts.filter(({ interviews }) => interviews < SMALLEST_CELL);
  const cells = large.map((one) => [one]);
  if (small.length === 0) return cells;
  if (sumOf(small, 'interviews') >= SMALLEST_CELL || cells.length === 0) return [...cells, small];
  const [smallest, ...others] = [...large].sort((a, b) => a.interviews - b.interviews);
  return [...others.map((one) => [one]), [...(smallest === undefined ? [] : [smallest]), ...small]];
}

function sumOf(counts: readonly AdjustmentCount[], field: 'cases' | 'interviews'): number {
  return counts.reduce((sum, one) => sum + one[field], 0);
}
