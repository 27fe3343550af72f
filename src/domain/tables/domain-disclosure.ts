import {
  countByPart,
  type HiddenFigures,
  isCovered,
  isRevealing,
  type PartCount,
  type Partition,
  partitionsOf,
  partOfDomain,
  peopleIn,
  place,
} from './disclosure-rules.js';
import type { DisclosureRules, TableRowInput } from './table-input.js';

/**
 * Decides which figures of a domain within a year stay hidden so that nothing about 1–4 people can be read or
 * computed back. The judgement is the same whatever columns are asked for.
 * 1. A base of 1–9 hides value and base.
 * 2. A share of 1–4 people, or of all but 1–4, is hidden.
 * 3. Options that add up to 100% are hidden together with at least one option of 5 people or more, so many
 *    that even a reader who knows these rules cannot tell 1 from 4; when that fails, all of them. A code and its
 *    parts the same, as if nobody named two parts: the parts and who is not in the whole make up the base.
 * 4. A question that stands in the table in several ways (share and mean) is hidden in all of them.
 * 5. A follow-up question is hidden, base included, where the question that leads to it is hidden: its base
 *    is the number of people who gave the leading answer.
 * @param rows all rows of the questionnaire that readers may see, not only those of one table
 * @param rules the limits
 * Source: Hundepool et al. (2012), Statistical Disclosure Control, ch. 4 (threshold rule, secondary
 * suppression); the numbers are settings of the study.
 * @example hiddenByDomain(rows of table 25, rules).values.has('0:2016/jb_jr') // true
 */
export function hiddenByDomain(rows: readonly TableRowInput[], rules: DisclosureRules): HiddenFigures {
  const hiddenValues = new Set<string>();
  const hiddenBases = new Set<string>();
  const parts = rows.map((row) => countByPart(row, partOfDomain));
  const board: Board = { rows, parts, rules, hiddenValues, hiddenBases };
  hideSmallFigures(board);
  let before = -1;
  while (before !== hiddenValues.size + hiddenBases.size) {
    before = hiddenValues.size + hiddenBases.size;
    hideWithinPartitions(board);
    hideOtherStatistics(board);
    hideFollowUps(board);
  }
  return { values: hiddenValues, bases: hiddenBases };
}

interface Board {
  readonly rows: readonly TableRowInput[];
  readonly parts: readonly ReadonlyMap<string, PartCount>[];
  readonly rules: DisclosureRules;
  readonly hiddenValues: Set<string>;
  readonly hiddenBases: Set<string>;
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

function hideWithinPartitions(board: Board): void {
  for (const question of new Set(board.rows.map((row) => row.question))) {
    const own = board.rows.flatMap((row, at) => (row.question === question ? [at] : []));
    for (const partition of partitionsOf(board.rows, own)) {
      const parts = new Set(partition.rows.flatMap((row) => [...(board.parts[row]?.keys() ?? [])]));
      for (const part of parts) hideWithinPartition(board, partition, part);
    }
  }
}

/**
 * Hides further options of one part until the hidden ones together say nothing about one of them. The cover is
 * the next option in the order of the questionnaire, not the smallest: a choice by size would tell of the sizes.
 */
function hideWithinPartition(board: Board, partition: Partition, part: string): void {
  const { rows } = partition;
  const isHidden = (row: number): boolean => board.hiddenValues.has(place(row, part));
  const first = rows.findIndex(isHidden);
  if (first === -1) return;
  const cover = [...rows.slice(first), ...rows.slice(0, first)].filter((row) => !isHidden(row));
  const peopleAt = (row: number): number =>
    peopleIn(partition, row, board.parts[row]?.get(part) ?? { base: 0, positive: 0 });
  while (!isCovered(rows.filter(isHidden).map(peopleAt), board.rules.revealingCount)) {
    const isLarge = (row: number): boolean => peopleAt(row) > board.rules.revealingCount;
    const next = cover.find((row) => !isHidden(row) && isLarge(row)) ?? cover.find((row) => !isHidden(row));
    if (next === undefined) return;
    board.hiddenValues.add(place(next, part));
  }
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
