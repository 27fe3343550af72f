/** Fewer than this many of something is not shown. */
export const LEAST_SHOWN = 5;

/** Whether each count of a table may be shown: of each row its cells, of each column its total. */
export interface ShownCounts {
  readonly cells: readonly (readonly boolean[])[];
  readonly totals: readonly boolean[];
}

/**
 * Which counts of a table stay hidden because they are of fewer than five, and which others with them, so that no row
 * and no column gives them away by subtraction. Rows have a total that is shown, columns have one that is shown when
 * it can be. Nothing at all (0) may be shown.
 * @param counts rows of equal length, whole numbers of 0 or more
 * Source: Hundepool et al. (2012), Statistical Disclosure Control, §4.2: secondary suppression, the smallest next.
 * @example shownCounts([[9, 3, 20], [8, 12, 30]]).cells // [[false, false, true], [false, false, true]]
 */
export function shownCounts(counts: readonly (readonly number[])[]): ShownCounts {
  const cells = counts.map((row) => row.map((count) => count === 0 || count >= LEAST_SHOWN));
  const width = counts[0]?.length ?? 0;
  const totals = Array.from({ length: width }, (_, at) => {
    const total = counts.reduce((sum, row) => sum + (row[at] ?? 0), 0);
    return total === 0 || total >= LEAST_SHOWN;
  });
  const lines = linesOf(counts);
  for (let isAgain = true; isAgain;) {
    isAgain = false;
    for (const line of lines) if (coverAlone(line, cells, totals)) isAgain = true;
  }
  return { cells, totals };
}

/** A cell of the table or, below the last row, a total. */
interface Place {
  readonly row: number | 'total';
  readonly at: number;
  readonly count: number;
}

/** What is shown together with its sum: each row, each column, and the totals of all columns. */
function linesOf(counts: readonly (readonly number[])[]): readonly (readonly Place[])[] {
  const width = counts[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, at) => at);
  const totalOf = (at: number): number => counts.reduce((sum, row) => sum + (row[at] ?? 0), 0);
  const totals = columns.map((at): Place => ({ row: 'total', at, count: totalOf(at) }));
  return [
    ...counts.map((line, row) => line.map((count, at): Place => ({ row, at, count }))),
    ...columns.map((at): readonly Place[] => [
      ...counts.map((line, row): Place => ({ row, at, count: line[at] ?? 0 })),
      ...totals.filter((total) => total.at === at),
    ]),
    totals,
  ];
}

/** Hides the smallest shown count of a line in which what is hidden could be computed. Says whether it did. */
function coverAlone(line: readonly Place[], cells: boolean[][], totals: boolean[]): boolean {
  const isShown = ({ row, at }: Place): boolean => (row === 'total' ? totals[at] : cells[row]?.[at]) ?? true;
  const hidden = line.filter((place) => !isShown(place));
  const together = hidden.reduce((sum, { count }) => sum + count, 0);
  if (hidden.length === 0 || (hidden.length > 1 && together >= LEAST_SHOWN)) return false;
  const [smallest] = line
    .filter((place) => isShown(place) && place.count > 0)
    .toSorted(
      (one, other) => one.count - other.count || Number(one.row === 'total') - Number(other.row === 'total'),
    );
  if (smallest === undefined) return false;
  if (smallest.row === 'total') totals[smallest.at] = false;
  else (cells[smallest.row] ?? [])[smallest.at] = false;
  return true;
}
