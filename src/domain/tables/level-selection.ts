/** The levels of one or two breakdowns that have people, and which combinations have. */
export interface Grid {
  readonly levels: readonly (readonly string[])[];
  readonly hasPeople: (tuple: readonly string[]) => boolean;
}

/** Chosen levels per breakdown; together they mean every combination: a block. */
export type Selection = readonly Set<string>[];

type Levels = Iterable<Iterable<string>>;

/**
 * Every combination of one level per breakdown.
 * @example tuplesOf([['a', 'b'], ['x']]) // [['a', 'x'], ['b', 'x']]
 */
export function tuplesOf(levels: Levels): string[][] {
  let tuples: string[][] = [[]];
  for (const own of levels) tuples = tuples.flatMap((tuple) => [...own].map((level) => [...tuple, level]));
  return tuples;
}

/**
 * The lines of a block: all combinations that differ in one breakdown only.
 * @example linesOf([new Set(['a', 'b']), new Set(['x'])]) // [[['a', 'x'], ['b', 'x']], [['a', 'x']], [['b', 'x']]]
 */
export function linesOf(block: Selection): string[][][] {
  return block.flatMap((along, axis) => {
    const others = tuplesOf(block.map((own, at) => (at === axis ? [''] : own)));
    return others.map((tuple) => [...along].map((level) => tuple.with(axis, level)));
  });
}

/**
 * The smallest block that holds these combinations, or the whole grid.
 * @example selectionOf(grid, [['parent', 'age_12_15']])[0] // Set { 'parent' }
 */
export function selectionOf(grid: Grid, tuples: readonly (readonly string[])[] | 'all'): Set<string>[] {
  return grid.levels.map(
    (own, axis) => new Set(tuples === 'all' ? own : tuples.flatMap((tuple) => tuple[axis] ?? [])),
  );
}

/**
 * Widens a block until it has two levels of every breakdown, people in every combination, and enough of them.
 * Levels are added in the order of the columns: a choice by size would tell of the sizes.
 * @param grid all that can be added
 * @param seed levels that must be in; not changed
 * @param isEnough whether the hidden figures of a block cover each other
 * @returns the block, or the whole grid when no smaller one will do
 * @example completed(grid, [new Set(['youth'])], () => true) // [Set { 'youth', 'parent' }]
 */
export function completed(grid: Grid, seed: Selection, isEnough: (block: Selection) => boolean): Selection {
  let block = seed.map((own) => new Set(own));
  const isDone = (): boolean =>
    block.every((own, axis) => own.size >= Math.min(2, grid.levels[axis]?.length ?? 0)) &&
    isFull(grid, block) &&
    isEnough(block);
  while (!isDone()) {
    const next = widened(grid, block);
    if (next === null) return selectionOf(grid, 'all');
    block = next;
  }
  return block;
}

function isFull({ hasPeople }: Grid, block: Selection): boolean {
  return tuplesOf(block).every(hasPeople);
}

/** The block with one level more, of the breakdown that has the fewest; `null` when that only adds empty ones. */
function widened(grid: Grid, block: readonly Set<string>[]): Set<string>[] | null {
  const axes = [...block.keys()].sort((a, b) => (block[a]?.size ?? 0) - (block[b]?.size ?? 0) || a - b);
  for (const axis of axes) {
    for (const level of candidates(grid.levels[axis] ?? [], block[axis] ?? new Set())) {
      const wider = block.map((own, at) => (at === axis ? new Set([...own, level]) : own));
      if (wider.some(({ size }) => size === 0) || isFull(grid, wider)) return wider;
    }
  }
  return null;
}

/** What is not chosen yet, beginning behind the first that is. */
function candidates(levels: readonly string[], chosen: ReadonlySet<string>): string[] {
  const first = Math.max(
    0,
    levels.findIndex((level) => chosen.has(level)),
  );
  return [...levels.slice(first), ...levels.slice(0, first)].filter((level) => !chosen.has(level));
}

/**
 * Adds rows until there are so many, in the order of the questionnaire from the first one that is in on.
 * @param chosen is added to
 * @param rows all that can be added
 * @param size how many are wanted; all rows when there are fewer
 * @example widen(new Set([2]), [1, 2, 3], 2) // the set is then { 2, 3 }
 */
export function widen(chosen: Set<number>, rows: readonly number[], size: number): void {
  const first = Math.max(
    0,
    rows.findIndex((row) => chosen.has(row)),
  );
  for (const row of [...rows.slice(first), ...rows.slice(0, first)]) {
    if (chosen.size >= size) return;
    chosen.add(row);
  }
}
