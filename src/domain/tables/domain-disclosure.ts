import type { GroupSums, DisclosureRules, RowStatistic, TableRowInput } from './table-input.js';

/** What may not be shown, per row (by position) and part (a group within a year). */
export interface DisclosurePlan {
  hidesValue(row: number, part: string): boolean;
  hidesBase(row: number, part: string): boolean;
}

/**
 * The name of a part: one group within one year.
 * @example partKey('2016', 'jb_jr') // '2016/jb_jr'
 */
export function partKey(year: string, group: string): string {
  return `${year}/${group}`;
}

/**
 * Decides which figures stay hidden so that nothing about 1–4 people can be read or computed back. It judges
 * the smallest parts (a group within a year), always the same whatever columns are asked for; a total is
 * hidden as soon as it holds a hidden part, so no subtraction of columns gives a hidden figure.
 * 1. A base of 1–9 hides value and base.
 * 2. A share of 1–4 people, or of all but 1–4, is hidden.
 * 3. Options that add up to 100% are hidden together with at least one option of 5 people or more, so many
 *    that even a reader who knows these rules cannot tell 1 from 4; when that fails, all of them.
 * 4. A question that stands in the table in several ways (share and mean) is hidden in all of them.
 * 5. A follow-up question is hidden, base included, where the question that leads to it is hidden: its base
 *    is the number of people who gave the leading answer.
 * @param rows all rows of the questionnaire that readers may see, not only those of one table
 * @param rules the limits
 * Source: Hundepool et al. (2012), Statistical Disclosure Control, ch. 4 (threshold rule, secondary
 * suppression); the numbers are settings of the study.
 * @example planDisclosure(rows of table 25, DISCLOSURE_DEFAULTS).hidesValue(0, '2016/jb_jr') // true
 */
export function planDisclosure(rows: readonly TableRowInput[], rules: DisclosureRules): DisclosurePlan {
  const hiddenValues = new Set<string>();
  const hiddenBases = new Set<string>();
  const parts = rows.map((row) => countByPart(row));
  const board: Board = { rows, parts, rules, hiddenValues, hiddenBases };
  hideSmallFigures(board);
  let before = -1;
  while (before !== hiddenValues.size + hiddenBases.size) {
    before = hiddenValues.size + hiddenBases.size;
    hideWithinPartitions(board);
    hideOtherStatistics(board);
    hideFollowUps(board);
  }
  return {
    hidesValue: (row, part) => hiddenValues.has(place(row, part)),
    hidesBase: (row, part) => hiddenBases.has(place(row, part)),
  };
}

interface Count {
  readonly base: number;
  readonly positive: number;
}

interface Board {
  readonly rows: readonly TableRowInput[];
  readonly parts: readonly ReadonlyMap<string, Count>[];
  readonly rules: DisclosureRules;
  readonly hiddenValues: Set<string>;
  readonly hiddenBases: Set<string>;
}

function place(row: number, part: string): string {
  return `${String(row)}:${part}`;
}

function countByPart(row: TableRowInput): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const { year, group, sums } of row.groups satisfies readonly GroupSums[]) {
    const key = partKey(year, group);
    const { base, positive } = counts.get(key) ?? { base: 0, positive: 0 };
    counts.set(key, { base: base + sums.count, positive: positive + sums.positiveCount });
  }
  return counts;
}

function hideSmallFigures(board: Board): void {
  for (const [row, counts] of board.parts.entries()) {
    const isMean = board.rows[row]?.statistic === 'mean';
    for (const [part, count] of counts) {
      if (count.base > 0 && count.base < board.rules.minimumBase) {
        board.hiddenValues.add(place(row, part));
        board.hiddenBases.add(place(row, part));
      } else if (!isMean && isRevealing(count, board.rules)) {
        board.hiddenValues.add(place(row, part));
      }
    }
  }
}

function isRevealing({ base, positive }: Count, rules: DisclosureRules): boolean {
  const few = (people: number): boolean => people >= 1 && people <= rules.revealingCount;
  return few(positive) || few(base - positive);
}

const ADDS_UP: ReadonlySet<RowStatistic> = new Set(['option-share', 'multiple-of-answers']);

function hideWithinPartitions(board: Board): void {
  const questions = new Set(board.rows.filter(addsUp).map(({ question }) => question));
  for (const question of questions) {
    const options = board.rows.flatMap((row, at) => (addsUp(row) && row.question === question ? [at] : []));
    const parts = new Set(options.flatMap((row) => [...(board.parts[row]?.keys() ?? [])]));
    for (const part of parts) hideWithinPartition(board, options, part);
  }
}

function addsUp(row: TableRowInput): boolean {
  return ADDS_UP.has(row.statistic);
}

/**
 * Hides further options of one part until the hidden ones together say nothing about one of them. The cover is
 * the next option in the order of the questionnaire, not the smallest: a choice by size would tell of the sizes.
 */
function hideWithinPartition(board: Board, options: readonly number[], part: string): void {
  const isHidden = (row: number): boolean => board.hiddenValues.has(place(row, part));
  const first = options.findIndex(isHidden);
  if (first === -1) return;
  const cover = [...options.slice(first), ...options.slice(0, first)].filter((row) => !isHidden(row));
  const peopleIn = (row: number): number => board.parts[row]?.get(part)?.positive ?? 0;
  while (!isCovered(options.filter(isHidden).map(peopleIn), board.rules)) {
    const isLarge = (row: number): boolean => peopleIn(row) > board.rules.revealingCount;
    const next = cover.find((row) => !isHidden(row) && isLarge(row)) ?? cover.find((row) => !isHidden(row));
    if (next === undefined) return;
    board.hiddenValues.add(place(next, part));
  }
}

/**
 * Whether a reader who knows these rules and the sum of the hidden options still finds every number from 1 to
 * the revealing count possible for each small one, beside a large one.
 */
function isCovered(people: readonly number[], { revealingCount }: DisclosureRules): boolean {
  const small = people.filter((count) => count >= 1 && count <= revealingCount).length;
  const sum = people.reduce((total, count) => total + count, 0);
  const hasLarge = people.some((count) => count > revealingCount);
  return people.length > 1 && hasLarge && sum >= small + 2 * revealingCount;
}

function hideOtherStatistics(board: Board): void {
  for (const { question } of board.rows) {
    const own = board.rows.flatMap((row, at) => (row.question === question ? [at] : []));
    const statistics = new Set(own.map((row) => board.rows[row]?.statistic));
    if (statistics.size > 1) spread(own, board.hiddenValues, board);
    spread(own, board.hiddenBases, board);
  }
}

/** What is hidden in one of these rows is hidden in all of them. */
function spread(rows: readonly number[], hidden: Set<string>, board: Board): void {
  const parts = new Set(rows.flatMap((row) => [...(board.parts[row]?.keys() ?? [])]));
  for (const part of parts) {
    if (!rows.some((row) => hidden.has(place(row, part)))) continue;
    for (const row of rows) {
      hidden.add(place(row, part));
      board.hiddenValues.add(place(row, part));
    }
  }
}

function hideFollowUps(board: Board): void {
  for (const [at, row] of board.rows.entries()) {
    if (row.filteredBy === null) continue;
    const leading = board.rows.flatMap((other, index) => (other.question === row.filteredBy ? [index] : []));
    for (const part of board.parts[at]?.keys() ?? []) {
      if (!leading.some((index) => board.hiddenValues.has(place(index, part)))) continue;
      board.hiddenValues.add(place(at, part));
      board.hiddenBases.add(place(at, part));
    }
  }
}
