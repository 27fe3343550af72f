import {
  countByPart,
  type HiddenFigures,
  type PartCount,
  partKey,
  partOfDomain,
  place,
} from './disclosure-rules.js';
import { type Grid, type Selection, tuplesOf } from './level-selection.js';
import type { Breakdown, DisclosureRules, TableRowInput } from './table-input.js';

/** What the levels of one or two breakdowns are judged by. */
export interface LevelJudgement {
  readonly rows: readonly TableRowInput[];
  readonly breakdowns: readonly Breakdown[];
  readonly rules: DisclosureRules;
  /** Positions of the breakdowns that are crossed: one or two. */
  readonly axes: readonly number[];
  /** What is hidden for whole domains. */
  readonly whole: HiddenFigures;
  /** For crossed breakdowns: what is hidden of each of them alone. */
  readonly margins: readonly HiddenFigures[];
}

/** What is judged, with who answered each row, and what is hidden so far. */
export interface Board extends LevelJudgement {
  readonly counts: readonly ReadonlyMap<string, PartCount>[];
  readonly values: Set<string>;
  readonly bases: Set<string>;
}

/** The board at the beginning, with nothing hidden. */
export function boardOf(judgement: LevelJudgement): Board {
  return {
    ...judgement,
    values: new Set(),
    bases: new Set(),
    counts: judgement.rows.map((row) =>
      countByPart(row, ({ year, domain, levels }) =>
        partKey(
          year,
          domain,
          judgement.axes.map((axis) => levels[axis] ?? ''),
        ),
      ),
    ),
  };
}

/** One domain within one year. */
export interface Slab {
  readonly year: string;
  readonly domain: string;
}

/** Every domain of every year that has answers. */
export function slabsOf(rows: readonly TableRowInput[]): Slab[] {
  const slabs = new Map<string, Slab>();
  for (const group of rows.flatMap(({ groups }) => groups)) slabs.set(partOfDomain(group), group);
  return [...slabs.values()];
}

/** One question within one domain and year: its rows and who answered them at which levels. */
export interface Scene {
  readonly board: Board;
  readonly slab: Slab;
  readonly rows: readonly number[];
  readonly grid: Grid;
}

/** The levels that have people in this domain, per axis. */
export function gridOf(board: Board, { year, domain }: Slab, rows: readonly number[]): Grid {
  const levels = board.axes.map((axis) => {
    const own = rows.flatMap((row) =>
      (board.rows[row]?.groups ?? []).filter(
        (group) => group.year === year && group.domain === domain && group.sums.count > 0,
      ),
    );
    const present = new Set(own.map((group) => group.levels[axis] ?? ''));
    const order = board.breakdowns[axis]?.levels.map(({ key }) => key) ?? [];
    return order.filter((level) => present.has(level));
  });
  return {
    levels,
    hasPeople: (tuple) =>
      rows.some((row) => (board.counts[row]?.get(partKey(year, domain, tuple))?.base ?? 0) > 0),
  };
}

/** How many people a row has at these levels, and how many of them are counted. */
export function countAt({ board, slab }: Scene, row: number, tuple: readonly string[]): PartCount {
  const found = board.counts[row]?.get(partKey(slab.year, slab.domain, tuple));
  return found ?? { base: 0, positive: 0 };
}

/** Hides these rows in every combination of the block. */
export function hide(
  { board, slab }: Scene,
  block: Selection,
  { rows, withBases }: { readonly rows: readonly number[]; readonly withBases: boolean },
): void {
  for (const tuple of tuplesOf(block)) {
    for (const row of rows) {
      const key = place(row, partKey(slab.year, slab.domain, tuple));
      board.values.add(key);
      if (withBases) board.bases.add(key);
    }
  }
}
