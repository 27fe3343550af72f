import {
  coversLine,
  type HiddenFigures,
  isFew,
  isRevealing,
  type Partition,
  partKey,
  peopleIn,
  place,
  type Unit,
  unitsOf,
} from './disclosure-rules.js';
import {
  boardOf,
  type Board,
  countAt,
  gridOf,
  hide,
  type LevelJudgement,
  type Scene,
  type Slab,
  slabsOf,
} from './level-scene.js';
import { completed, linesOf, type Selection, selectionOf, tuplesOf, widen } from './level-selection.js';

/**
 * Decides which levels of a domain within a year stay hidden. A reader knows the figures of the whole domain, so
 * the levels of a domain are hidden like the options of a question: never one alone.
 * 1. What is hidden for the domain is hidden for all its levels.
 * 2. A base of 1–9 is hidden with the bases of further levels; a share that tells of 1–4 people with those of
 *    further levels and, where options add up to 100% or are a code with its parts, of further options. Options, levels and crossed levels are
 *    hidden as a full block, at least two of each, so that every hidden figure can be exchanged against others
 *    without changing any figure that is shown.
 * 3. A follow-up question is hidden where its leading question is.
 * 4. Levels that are answers to a question are hidden, all of them, in a domain in which that question is hidden.
 * @returns figures by `place` with `partKey(year, domain, levels)`
 * Source: Hundepool et al. (2012), ch. 4; Gusfield (1988), SIAM J. Comput. 17 (exchange along cycles).
 * @example hiddenByLevels(judgement).values.has('0:2016/jb_jr/youth') // true
 */
export function hiddenByLevels(judgement: LevelJudgement): HiddenFigures {
  const board = boardOf(judgement);
  const questions = [...new Set(judgement.rows.map(({ question }) => question))];
  for (const slab of slabsOf(judgement.rows)) {
    for (const question of questions) hideQuestion(board, slab, question);
  }
  return { values: board.values, bases: board.bases };
}

function hideQuestion(board: Board, slab: Slab, question: string): void {
  const rows = board.rows.flatMap((row, at) => (row.question === question ? [at] : []));
  const scene: Scene = { board, slab, rows, grid: gridOf(board, slab, rows) };
  if (scene.grid.levels.some((own) => own.length === 0)) return;
  if (isBarred(scene)) {
    hide(scene, selectionOf(scene.grid, 'all'), { rows, withBases: true });
    return;
  }
  const small = hideBases(scene);
  for (const unit of unitsOf(board.rows, rows)) hideValues(scene, unit, small);
}

/** Where the base is hidden for the whole domain, or the levels are answers to a question that is hidden there. */
function isBarred({ board, slab, rows }: Scene): boolean {
  const whole = partKey(slab.year, slab.domain, []);
  const asked = board.axes.map((axis) => board.breakdowns[axis]?.question ?? null);
  return (
    rows.some((row) => board.whole.bases.has(place(row, whole))) ||
    board.rows.some(
      ({ question }, row) => asked.includes(question) && board.whole.values.has(place(row, whole)),
    )
  );
}

/** Hides bases of 1–9 and what covers them; gives the block. */
function hideBases(scene: Scene): Selection | null {
  const { board, rows, grid } = scene;
  const isSmall = (tuple: readonly string[]): boolean =>
    rows.some((row) => isFew(countAt(scene, row, tuple).base, board.rules.minimumBase - 1)) ||
    isLedByHidden(scene, tuple);
  const seed = selectionOf(grid, tuplesOf(grid.levels).filter(isSmall));
  addMargins(scene, seed, (hidden, key) => rows.some((row) => hidden.bases.has(place(row, key))));
  if (seed.every(({ size }) => size === 0)) return null;
  const block = completed(grid, seed, (own) =>
    linesOf(own).every((line) =>
      coversLine(
        line.map((tuple) => Math.max(0, ...rows.map((row) => countAt(scene, row, tuple).base))),
        board.rules.minimumBase - 1,
      ),
    ),
  );
  hide(scene, block, { rows, withBases: true });
  return block;
}

function isLedByHidden({ board, slab, rows }: Scene, tuple: readonly string[]): boolean {
  const leading = rows.flatMap((row) => board.rows[row]?.filteredBy ?? []);
  const part = partKey(slab.year, slab.domain, tuple);
  return board.rows.some(
    ({ question }, row) => leading.includes(question) && board.values.has(place(row, part)),
  );
}

/** Adds the levels that are hidden in the table of one breakdown alone. */
function addMargins(
  { board, slab, grid }: Scene,
  selection: Selection,
  isHidden: (hidden: HiddenFigures, part: string) => boolean,
): void {
  for (const [at, hidden] of board.margins.entries()) {
    for (const level of grid.levels[at] ?? []) {
      if (isHidden(hidden, partKey(slab.year, slab.domain, [level]))) selection[at]?.add(level);
    }
  }
}

function hideValues(scene: Scene, unit: Unit, small: Selection | null): void {
  const inherited = unit.rows.filter((row) => isHiddenWhole(scene, row));
  const seed = seedOf(scene, unit.rows, { small, isAll: inherited.length > 0 });
  if (seed === null) return;
  const options = new Set([...inherited, ...revealedRows(scene, unit.rows)]);
  const block = coveredBlock(scene, seed, { unit, options });
  // A visible base of 0 would give a combination without people away.
  const hasEmpty = tuplesOf(block).some((tuple) => !scene.grid.hasPeople(tuple));
  hide(scene, block, { rows: hasEmpty ? scene.rows : [...options], withBases: hasEmpty });
}

function isHiddenWhole({ board, slab }: Scene, row: number): boolean {
  return board.whole.values.has(place(row, partKey(slab.year, slab.domain, [])));
}

function reveals(scene: Scene, row: number, tuple: readonly string[]): boolean {
  const { rows, rules } = scene.board;
  return rows[row]?.statistic !== 'mean' && isRevealing(countAt(scene, row, tuple), rules);
}

/** The levels that must be hidden in these rows, or `null` when there are none. */
function seedOf(
  scene: Scene,
  unit: readonly number[],
  { small, isAll }: { readonly small: Selection | null; readonly isAll: boolean },
): Selection | null {
  const { grid } = scene;
  const isSmall = (tuple: readonly string[]): boolean => unit.some((row) => reveals(scene, row, tuple));
  const seed = selectionOf(grid, isAll ? 'all' : tuplesOf(grid.levels).filter(isSmall));
  addMargins(scene, seed, (hidden, key) => unit.some((row) => hidden.values.has(place(row, key))));
  if (seed.every(({ size }) => size === 0)) return null;
  for (const [at, levels] of (small ?? []).entries()) for (const level of levels) seed[at]?.add(level);
  return seed;
}

/** Widens levels and options until the hidden figures cover each other; adds to the options. */
function coveredBlock(
  scene: Scene,
  seed: Selection,
  { unit, options }: { readonly unit: Unit; readonly options: Set<number> },
): Selection {
  const { rows, partition } = unit;
  // Several statistics of one question are hidden together; of what adds up at least two.
  widen(options, rows, partition === null ? rows.length : 2);
  let block = seed;
  for (;;) {
    block = completed(scene.grid, block, (own) => coversLevels(scene, own, options));
    const isDone = partition === null || options.size === rows.length;
    if (isDone || coversOptions(scene, block, { partition, options })) return block;
    widen(options, rows, options.size + 1);
  }
}

function revealedRows(scene: Scene, unit: readonly number[]): number[] {
  const { board, slab, grid } = scene;
  const tuples = tuplesOf(grid.levels);
  const isInMargin = (row: number): boolean =>
    board.margins.some((hidden, at) =>
      (grid.levels[at] ?? []).some((level) =>
        hidden.values.has(place(row, partKey(slab.year, slab.domain, [level]))),
      ),
    );
  return unit.filter((row) => tuples.some((tuple) => reveals(scene, row, tuple)) || isInMargin(row));
}

/** Whether along every line of levels the hidden figures cover each other, on both sides of a share. */
function coversLevels(scene: Scene, block: Selection, options: ReadonlySet<number>): boolean {
  const { revealingCount } = scene.board.rules;
  return [...options].every((row) =>
    linesOf(block).every((line) => {
      const counts = line.map((tuple) => countAt(scene, row, tuple));
      const others = counts.map(({ base, positive }) => base - positive);
      return (
        scene.board.rows[row]?.statistic === 'mean' ||
        (coversLine(
          counts.map(({ positive }) => positive),
          revealingCount,
        ) &&
          coversLine(others, revealingCount))
      );
    }),
  );
}

function coversOptions(
  scene: Scene,
  block: Selection,
  { partition, options }: { readonly partition: Partition; readonly options: ReadonlySet<number> },
): boolean {
  return tuplesOf(block).every((tuple) =>
    coversLine(
      [...options].map((row) => peopleIn(partition, row, countAt(scene, row, tuple))),
      scene.board.rules.revealingCount,
    ),
  );
}
