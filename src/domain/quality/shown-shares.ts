import {
  addMixes,
  CALL_SHARES,
  type CallMix,
  callShare,
  type CallShareName,
  type Share,
} from './outcome-mix.js';
import { shownCounts } from './crossed-counts.js';
import { LEAST_SHOWN } from './small-counts.js';

/** Calls of one cell of a table, with what of them may be shown. */
export interface ShownCalls {
  /** `null` when they are too few to show. */
  readonly calls: number | null;
  /** `null` when one of both sides of the share is too few, or there is nothing to divide by. */
  readonly shares: Readonly<Record<CallShareName, ShownShare>>;
}

/** A share that may be shown, or why it is not. */
export type ShownShare = Share | 'few' | 'none';

/** Calls with what they came to. */
export interface CountedCalls {
  readonly calls: number;
  readonly mix: CallMix;
}

/** A table of calls: its cells, the sum of each row, of each column, and of all. */
export interface ShownTable {
  readonly cells: readonly (readonly ShownCalls[])[];
  readonly rows: readonly ShownCalls[];
  readonly columns: readonly ShownCalls[];
  readonly all: ShownCalls;
}

/**
 * A table of calls in which fewer than five of something is hidden, and what would give it away. Rows of fewer than five
 * calls are in no sum.
 * @param table rows of equal length
 * @example shownTable([[{ calls: 3, mix: NO_CALLS }]]).cells[0]?.[0]?.calls // null
 */
export function shownTable(table: readonly (readonly CountedCalls[])[]): ShownTable {
  const kept = table.filter((row) => {
    const { calls } = together(row);
    return calls === 0 || calls >= LEAST_SHOWN;
  });
  const width = table[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, at) => together(kept.flatMap((row) => row[at] ?? [])));
  const counts = shownCounts(kept.map((row) => row.map(({ calls }) => calls)));
  const shares = Object.fromEntries(CALL_SHARES.map((name) => [name, sharesShown(kept, name)])) as Record<
    CallShareName,
    ReturnType<typeof sharesShown>
  >;
  const show = (
    one: CountedCalls,
    isCountShown: boolean,
    isShown: (name: CallShareName) => boolean,
  ): ShownCalls => ({
    calls: isCountShown ? one.calls : null,
    shares: sharesOf(one.mix, isShown),
  });
  return {
    cells: table.map((row) => {
      const at = kept.indexOf(row);
      return row.map((one, column) =>
        show(
          one,
          counts.cells[at]?.[column] ?? one.calls === 0,
          (name) => shares[name].cells[at]?.[column] ?? false,
        ),
      );
    }),
    rows: table.map((row) =>
      show(together(row), kept.includes(row), (name) => kept.includes(row) && isMany(row, name)),
    ),
    columns: columns.map((one, at) =>
      show(one, counts.totals[at] ?? false, (name) => shares[name].totals[at] ?? false),
    ),
    all: show(together(columns), true, (name) => isMany(columns, name)),
  };
}

/** Whether both sides of a share of these calls together are none or enough. */
function isMany(row: readonly CountedCalls[], name: CallShareName): boolean {
  const { part, whole } = callShare(together(row).mix, name);
  return [part, whole - part].every((side) => side === 0 || side >= LEAST_SHOWN);
}

/** A share is shown when neither the calls that are in it nor the others may stay hidden. */
function sharesShown(rows: readonly (readonly CountedCalls[])[], name: CallShareName) {
  const shares = rows.map((row) => row.map(({ mix }) => callShare(mix, name)));
  const inside = shownCounts(shares.map((row) => row.map(({ part }) => part)));
  const outside = shownCounts(shares.map((row) => row.map(({ part, whole }) => whole - part)));
  return {
    cells: inside.cells.map((row, at) =>
      row.map((isIn, column) => isIn && outside.cells[at]?.[column] === true),
    ),
    totals: inside.totals.map((isIn, at) => isIn && outside.totals[at] === true),
  };
}

function sharesOf(mix: CallMix, isShown: (name: CallShareName) => boolean): ShownCalls['shares'] {
  return Object.fromEntries(
    CALL_SHARES.map((name): [CallShareName, ShownShare] => {
      const share = callShare(mix, name);
      if (share.whole === 0) return [name, 'none'];
      return [name, isShown(name) ? share : 'few'];
    }),
  ) as ShownCalls['shares'];
}

function together(all: readonly CountedCalls[]): CountedCalls {
  return {
    calls: all.reduce((sum, { calls }) => sum + calls, 0),
    mix: addMixes(all.map(({ mix }) => mix)),
  };
}
