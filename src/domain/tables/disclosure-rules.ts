import type { DisclosureRules, GroupSums, RowStatistic, TableRowInput } from './table-input.js';

/** Figures that stay hidden, by `place`. */
export interface HiddenFigures {
  readonly values: ReadonlySet<string>;
  readonly bases: ReadonlySet<string>;
}

/** How many people a part of a row has, and how many of them are counted. */
export interface PartCount {
  readonly base: number;
  readonly positive: number;
}

/**
 * The name of a part: a domain within a year, or one level (or crossed levels) of it.
 * @example partKey('2016', 'jb_jr', ['parent']) // '2016/jb_jr/parent'
 */
export function partKey(year: string, domain: string, levels: readonly string[]): string {
  return [year, domain, ...levels].join('/');
}

/**
 * The part of a line of sums when only years and domains are looked at.
 * @example partOfDomain({ year: '2016', domain: 'jb_jr', levels: ['parent'], … }) // '2016/jb_jr'
 */
export function partOfDomain({ year, domain }: GroupSums): string {
  return partKey(year, domain, []);
}

/**
 * The name of a figure: a row (by position) in a part.
 * @example place(0, '2016/jb_jr') // '0:2016/jb_jr'
 */
export function place(row: number, part: string): string {
  return `${String(row)}:${part}`;
}

/**
 * Adds up the people of a row per part.
 * @param row with its sums
 * @param partOf which part a line of sums belongs to
 * @example countByPart(row, partOfDomain).get('2016/jb_jr') // { base: 71, positive: 58 }
 */
export function countByPart(
  row: TableRowInput,
  partOf: (group: GroupSums) => string,
): Map<string, PartCount> {
  const counts = new Map<string, PartCount>();
  for (const group of row.groups) {
    const key = partOf(group);
    const { base, positive } = counts.get(key) ?? { base: 0, positive: 0 };
    counts.set(key, { base: base + group.sums.count, positive: positive + group.sums.positiveCount });
  }
  return counts;
}

/**
 * Whether a share tells of a few people, or of all but a few.
 * @example isRevealing({ base: 20, positive: 1 }, rules) // true
 */
export function isRevealing({ base, positive }: PartCount, { revealingCount }: DisclosureRules): boolean {
  return isFew(positive, revealingCount) || isFew(base - positive, revealingCount);
}

/**
 * Whether a number of people is small enough to reveal something.
 * @example isFew(4, 4) // true
 */
export function isFew(people: number, most: number): boolean {
  return people >= 1 && people <= most;
}

const ADDS_UP: ReadonlySet<RowStatistic> = new Set(['option-share', 'multiple-of-answers']);

/**
 * Whether the rows of this question add up to 100%.
 * @example addsUp({ statistic: 'option-share' }) // true
 */
function addsUp({ statistic }: Pick<TableRowInput, 'statistic'>): boolean {
  return ADDS_UP.has(statistic);
}

/** Rows of one question of which the people add up, so that one figure follows from the others. */
export interface Partition {
  readonly rows: readonly number[];
  /** The row of the code that the others are parts of; `null` for options that add up to 100%. */
  readonly whole: number | null;
}

/**
 * The partitions among the rows of one question: the options of a single choice, and each code with its parts.
 * @param rows of the table
 * @param own positions of the rows of the question
 * @example partitionsOf(rows, [4, 5, 6]) // [{ rows: [4, 5, 6], whole: 4 }] when 5 and 6 are parts of 4
 */
export function partitionsOf(rows: readonly TableRowInput[], own: readonly number[]): Partition[] {
  const options = own.filter((at) => isOption(rows[at]));
  const codes = new Set(own.flatMap((at) => rows[at]?.partOf ?? []));
  const wholes = own.filter((at) => codes.has(rows[at]?.option ?? ''));
  return [
    ...(options.length === 0 ? [] : [{ rows: options, whole: null }]),
    ...wholes.map((whole) => {
      const parts = own.filter((at) => rows[at]?.partOf === rows[whole]?.option);
      return { rows: [whole, ...parts], whole };
    }),
  ];
}

function isOption(row: TableRowInput | undefined): boolean {
  return row !== undefined && addsUp(row);
}

/** Rows that are judged together; a partition when their people add up. */
export interface Unit {
  readonly rows: readonly number[];
  readonly partition: Partition | null;
}

/**
 * What is judged together among the rows of one question: options that add up, a code with its parts, or several
 * statistics; else each row alone.
 * @param rows of the table
 * @param own positions of the rows of the question
 * @example unitsOf(rows, [0]) // [{ rows: [0], partition: null }]
 */
export function unitsOf(rows: readonly TableRowInput[], own: readonly number[]): Unit[] {
  const partitions = partitionsOf(rows, own);
  const statistics = new Set(own.map((row) => rows[row]?.statistic));
  const [first = null] = partitions;
  if (statistics.size > 1 || first?.whole === null)
    return [{ rows: own, partition: first?.whole === null ? first : null }];
  const others = own.filter((row) => partitions.every((partition) => !partition.rows.includes(row)));
  return [
    ...partitions.map((partition) => ({ rows: partition.rows, partition })),
    ...others.map((row) => ({ rows: [row], partition: null })),
  ];
}

/**
 * The people that a row adds to its partition. Where nobody names two parts, the parts and those without the whole make
 * up the base: a whole tells of the others by who is not counted in it.
 * @example peopleIn({ rows: [4, 5], whole: 4 }, 4, { base: 40, positive: 25 }) // 15
 */
export function peopleIn({ whole }: Partition, row: number, { base, positive }: PartCount): number {
  return row === whole ? base - positive : positive;
}

/**
 * Whether a reader who knows these rules and the sum of the hidden figures still finds every number from 1 to the
 * revealing count possible for each small one, beside a large one.
 * @param people numbers of people that are hidden together, of which the sum may be known
 * @param most the largest number that reveals something
 * @example isCovered([1, 14], 4) // true
 */
export function isCovered(people: readonly number[], most: number): boolean {
  const small = people.filter((count) => isFew(count, most)).length;
  const sum = people.reduce((total, count) => total + count, 0);
  return people.length > 1 && people.some((count) => count > most) && sum >= small + 2 * most;
}

/**
 * Whether hidden numbers of which the sum may be known cover each other; where none is small there is nothing to cover.
 * @example coversLine([20, 30], 4) // true
 */
export function coversLine(people: readonly number[], most: number): boolean {
  return !people.some((count) => isFew(count, most)) || isCovered(people, most);
}
