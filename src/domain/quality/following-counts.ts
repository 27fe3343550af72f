/** A count with the counts of which it is the sum, all by name. */
export interface Sum {
  readonly total: string;
  readonly parts: readonly string[];
}

/** A hidden count that follows from what is shown, and the sums from which it does. */
export interface FollowingCount {
  readonly name: string;
  readonly from: readonly Sum[];
}

const NOTHING = 1e-9;

/**
 * Which hidden counts follow from the shown ones: the sums as linear equations in what is hidden, solved by Gauss and
 * Jordan. A row that has one hidden count left gives it away.
 * @example followingCounts([{ total: 'all', parts: ['a', 'b'] }], new Set(['a']))[0]?.name // 'a'
 */
export function followingCounts(
  sums: readonly Sum[],
  hidden: ReadonlySet<string>,
): readonly FollowingCount[] {
  const names = [...hidden];
  const placeOf = new Map(names.map((name, place) => [name, place]));
  const used = sums.filter(({ total, parts }) => hidden.has(total) || parts.some((name) => hidden.has(name)));
  const rows = used.map((sum, at) => equationOf(sum, placeOf, { at, of: used.length }));
  solve(rows, names.length);
  return rows.flatMap((row) => {
    const own = names.filter((_, place) => isSomething(row[place]));
    const [name] = own;
    if (name === undefined || own.length > 1) return [];
    return [{ name, from: used.filter((_, at) => isSomething(row[names.length + at])) }];
  });
}

/** The factors of what is hidden, and behind them of which sums the row is made. */
function equationOf(
  { total, parts }: Sum,
  placeOf: ReadonlyMap<string, number>,
  sum: { readonly at: number; readonly of: number },
): Float64Array {
  const row = new Float64Array(placeOf.size + sum.of);
  const add = (name: string, factor: number): void => {
    const place = placeOf.get(name);
    if (place !== undefined) row[place] = (row[place] ?? 0) + factor;
  };
  for (const part of parts) add(part, 1);
  add(total, -1);
  row[placeOf.size + sum.at] = 1;
  return row;
}

/** Brings rows into reduced echelon form on their first columns. */
function solve(rows: Float64Array[], width: number): void {
  let done = 0;
  for (let place = 0; place < width && done < rows.length; place += 1) {
    const at = rows.findIndex((row, index) => index >= done && isSomething(row[place]));
    if (at < 0) continue;
    const pivot = rows[at] ?? new Float64Array();
    rows[at] = rows[done] ?? pivot;
    rows[done] = pivot;
    const factor = pivot[place] ?? 1;
    pivot.forEach((value, index) => (pivot[index] = value / factor));
    for (const row of rows) if (row !== pivot) subtract(row, pivot, row[place] ?? 0);
    done += 1;
  }
}

function subtract(row: Float64Array, pivot: Float64Array, factor: number): void {
  if (Math.abs(factor) < NOTHING) return;
  for (let index = 0; index < row.length; index += 1) {
    row[index] = (row[index] ?? 0) - factor * (pivot[index] ?? 0);
  }
}

function isSomething(value: number | undefined): boolean {
  return Math.abs(value ?? 0) > NOTHING;
}
