/** Two columns, by position, that differ significantly. */
export type DifferentPair = readonly [first: number, second: number];

/**
 * The letters of a compact letter display: two columns share a letter if and only if they do not differ.
 * A letter stands for a largest possible set of columns of which no two differ.
 * @param columnCount number of columns compared, 0 or more
 * @param different the pairs of positions (0-based) that differ significantly
 * @returns per column its letters in alphabetical order; the first column always has "a"
 * @throws RangeError when a pair names a column that is not there
 * Source: Piepho (2004), J. Comp. Graph. Stat. 13, insert and absorb; letters named in column order.
 * @example compactLetters(3, [[0, 1]]) // [['a'], ['b'], ['a', 'b']]
 */
export function compactLetters(columnCount: number, different: readonly DifferentPair[]): string[][] {
  let sets: number[][] = columnCount === 0 ? [] : [[...new Array(columnCount).keys()]];
  for (const pair of different) {
    if (pair.some((column) => !(column >= 0 && column < columnCount))) {
      throw new RangeError('a pair names a column that is not compared');
    }
    sets = absorb(insert(sets, pair));
  }
  sets.sort(byFirstDifference);
  return Array.from({ length: columnCount }, (_, column) =>
    sets.flatMap((set, at) => (set.includes(column) ? [letterName(at)] : [])),
  );
}

/** Splits every set that holds both columns of a differing pair: once without the one, once without the other. */
function insert(sets: readonly number[][], [first, second]: DifferentPair): number[][] {
  return sets.flatMap((set) =>
    set.includes(first) && set.includes(second)
      ? [set.filter((column) => column !== second), set.filter((column) => column !== first)]
      : [set],
  );
}

/** Drops every set that lies within another; of two equal sets the first stays. */
function absorb(sets: readonly number[][]): number[][] {
  return sets.filter(
    (set, at) =>
      !sets.some(
        (other, otherAt) =>
          otherAt !== at &&
          set.every((column) => other.includes(column)) &&
          (other.length > set.length || otherAt < at),
      ),
  );
}

function byFirstDifference(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((column, position) => column !== b[position]);
  return at === -1 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}

/** a … z, then aa, ab, …; letters are joined by a comma, so that "ab" stays one name. */
function letterName(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : letterName(Math.floor(index / 26) - 1) + last;
}
