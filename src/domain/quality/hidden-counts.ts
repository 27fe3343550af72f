import { type FollowingCount, followingCounts, type Sum } from './following-counts.js';
import { isFew } from './small-counts.js';

/** What is shown on pages that belong together, and how it adds up. */
export interface CountedSums {
  /** By name; what has several counts, such as people who did and people who did not, is shown or hidden as one. */
  readonly counts: ReadonlyMap<string, readonly number[]>;
  readonly sums: readonly Sum[];
  /** What is known anyhow, and hidden only when it is of a few itself. */
  readonly known?: ReadonlySet<string>;
  /** Whether it is known how many all sides of a count are together, so that none on one side tells the other. */
  readonly isWholeKnown?: boolean;
  /** What was hidden elsewhere already. */
  readonly hidden?: ReadonlySet<string>;
}

/**
 * Which counts stay hidden: those of one to four, and the smallest others until none of those follows from what is
 * shown. Of a sum that is shown, the hidden parts together are no few either.
 * Source: Hundepool et al. (2012), Statistical Disclosure Control, §4.2: secondary suppression, the smallest next.
 * @example hiddenCounts({ counts, sums: [{ total: 'all', parts: ['a', 'b', 'c'] }] }) // of 12 = 2 + 4 + 6: a, b
 */
export function hiddenCounts(table: CountedSums): ReadonlySet<string> {
  const { counts, sums } = table;
  const few = new Set([...counts].filter(([, sides]) => sides.some(isFew)).map(([name]) => name));
  const hidden = new Set([...few, ...(table.hidden ?? [])]);
  for (;;) {
    coverSums(table, hidden);
    const given = followingCounts(sums, hidden)
      .filter(({ name }) => few.has(name))
      .toSorted((one, other) => one.from.length - other.from.length);
    if (!given.some((one) => keepFrom(one, table, hidden))) return hidden;
  }
}

/**
 * Which parts of a sum that is known may be shown.
 * @example shownParts([9, 3, 20, 0]) // [false, false, true, true]
 */
export function shownParts(counts: readonly number[]): readonly boolean[] {
  const parts = counts.map((_, at) => String(at));
  const hidden = hiddenCounts({
    counts: new Map(counts.map((count, at) => [String(at), [count]])),
    sums: [{ total: 'all', parts }],
  });
  return parts.map((name) => !hidden.has(name));
}

/** Hides more parts of shown sums as long as those that are hidden are a few together; where the choice is least, first. */
function coverSums(table: CountedSums, hidden: Set<string>): void {
  const isHideable = (name: string): boolean =>
    !hidden.has(name) && table.known?.has(name) !== true && sizeOf(table, name) > 0;
  for (;;) {
    const [choice] = table.sums
      .filter((sum) => !hidden.has(sum.total) && hidesFew(sum, table, hidden))
      .map(({ parts }) => parts.filter(isHideable))
      .filter((names) => names.length > 0)
      .toSorted((one, other) => one.length - other.length);
    if (choice === undefined || !hideSmallest(choice, table, hidden)) return;
  }
}

function hidesFew(
  { parts }: Sum,
  { counts, isWholeKnown }: CountedSums,
  hidden: ReadonlySet<string>,
): boolean {
  const isTooFew = (count: number): boolean => isFew(count) || (count === 0 && isWholeKnown === true);
  const own = parts.filter((name) => hidden.has(name)).map((name) => counts.get(name) ?? []);
  const [first = []] = own;
  return first.some((_, side) => isTooFew(own.reduce((sum, sides) => sum + (sides[side] ?? 0), 0)));
}

/** Hides one of the counts from which another follows. Says whether there was one to hide. */
function keepFrom({ name: given, from }: FollowingCount, table: CountedSums, hidden: Set<string>): boolean {
  const near = from.filter((sum) => namesIn(sum).includes(given)).flatMap(namesIn);
  const names = [...new Set(from.flatMap(namesIn))];
  const isUnknown = (name: string): boolean =>
    table.sums
      .filter((sum) => sum.parts.length > 1 && namesIn(sum).includes(name))
      .every((sum) => namesIn(sum).some((one) => hidden.has(one)));
  return (
    hideSmallest(near.filter(isUnknown), table, hidden) ||
    hideSmallest(names.filter(isUnknown), table, hidden) ||
    hideSmallest(
      near.filter((name) => sizeOf(table, name) > 0),
      table,
      hidden,
    ) ||
    hideSmallest(
      names.filter((name) => sizeOf(table, name) > 0),
      table,
      hidden,
    ) ||
    hideSmallest(names, table, hidden)
  );
}

function hideSmallest(names: readonly string[], table: CountedSums, hidden: Set<string>): boolean {
  const [smallest] = names
    .filter((name) => !hidden.has(name) && table.known?.has(name) !== true)
    .toSorted((one, other) => sizeOf(table, one) - sizeOf(table, other));
  if (smallest === undefined) return false;
  hideSame(smallest, table, hidden);
  return true;
}

/** Hides a count, and what is the same: the sum of this one only. */
function hideSame(name: string, table: CountedSums, hidden: Set<string>): void {
  if (hidden.has(name) || table.known?.has(name) === true) return;
  hidden.add(name);
  for (const { total, parts } of table.sums) {
    const [part = '', ...others] = parts;
    if (others.length > 0) continue;
    if (part === name) hideSame(total, table, hidden);
    if (total === name) hideSame(part, table, hidden);
  }
}

function sizeOf({ counts }: CountedSums, name: string): number {
  return (counts.get(name) ?? []).reduce((sum, count) => sum + count, 0);
}

function namesIn({ total, parts }: Sum): readonly string[] {
  return [total, ...parts];
}
