import { type CivilDate, daysBetween } from '../calendar/civil-date.js';

/** Cases that were released on one day and called for the first time on another. */
export interface FirstCallTally {
  readonly releasedOn: CivilDate;
  /** `null` as long as nobody called. */
  readonly calledOn: CivilDate | null;
  readonly count: number;
}

/** How long cases waited for their first call, in days of the calendar. */
export interface FirstCallWait {
  /** In the order of waiting; together all cases that were called. */
  readonly spans: readonly {
    readonly fromDays: number;
    /** `null` without an end. */
    readonly untilDays: number | null;
    readonly count: number;
  }[];
  readonly called: number;
  readonly notCalled: number;
  /** Days until half of the called cases had their first call; `null` when none had. */
  readonly medianDays: number | null;
}

const SPANS: readonly (readonly [fromDays: number, untilDays: number | null])[] = [
  [0, 0],
  [1, 1],
  [2, 3],
  [4, 7],
  [8, 14],
  [15, null],
];

/**
 * How long cases waited from their release until their first call. The median is the lower one: the day on which half
 * of the cases had been called.
 * @param tallies in any order
 * @example firstCallWait([{ releasedOn: '2026-04-01', calledOn: '2026-04-03', count: 4 }]).medianDays // 2
 */
export function firstCallWait(tallies: readonly FirstCallTally[]): FirstCallWait {
  const waits = tallies.flatMap(({ releasedOn, calledOn, count }) =>
    // A case can be called before its replicate was released: after a correction of the release.
    calledOn === null ? [] : [{ days: Math.max(0, daysBetween(releasedOn, calledOn)), count }],
  );
  const called = waits.reduce((sum, { count }) => sum + count, 0);
  return {
    spans: SPANS.map(([fromDays, untilDays]) => ({
      fromDays,
      untilDays,
      count: waits
        .filter(({ days }) => days >= fromDays && (untilDays === null || days <= untilDays))
        .reduce((sum, { count }) => sum + count, 0),
    })),
    called,
    notCalled: tallies.reduce((sum, { count }) => sum + count, 0) - called,
    medianDays: medianOf(waits, called),
  };
}

function medianOf(
  waits: readonly { readonly days: number; readonly count: number }[],
  called: number,
): number | null {
  let before = 0;
  for (const { days, count } of waits.toSorted((one, other) => one.days - other.days)) {
    before += count;
    if (before * 2 >= called) return days;
  }
  return null;
}
