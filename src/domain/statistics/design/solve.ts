/**
 * Solves A·X = B by Gaussian elimination with row exchange; meant for the few contrasts of one table.
 * @param a square matrix, as rows
 * @param b matrix with as many rows
 * @returns X, or `null` when A is singular
 * Source: Golub & Van Loan, Matrix Computations, algorithm 3.4.1.
 * @example solve([[2, 0], [0, 4]], [[2], [2]]) // [[1], [0.5]]
 */
export function solve(a: readonly number[][], b: readonly number[][]): number[][] | null {
  const size = a.length;
  const rows = a.map((row, at) => [...row, ...(b[at] ?? [])]);
  for (let column = 0; column < size; column += 1) {
    const pivot = takePivot(rows, column);
    if (pivot === null) return null;
    for (const [at, row] of rows.entries()) {
      if (at !== column) eliminate(row, pivot, column);
    }
  }
  return rows.map((row, at) => row.slice(size).map((value) => value / (row[at] ?? NaN)));
}

/** Brings the row with the largest entry of this column into place. */
function takePivot(rows: number[][], column: number): number[] | null {
  const candidates = rows.slice(column);
  const sizes = candidates.map((row) => Math.abs(row[column] ?? 0));
  const largest = Math.max(...sizes);
  const best = sizes.indexOf(largest);
  const pivot = candidates[best];
  const displaced = candidates[0];
  if (pivot === undefined || displaced === undefined || largest < 1e-14) return null;
  rows[column + best] = displaced;
  rows[column] = pivot;
  return pivot;
}

function eliminate(row: number[], pivot: readonly number[], column: number): void {
  const factor = (row[column] ?? 0) / (pivot[column] ?? NaN);
  for (let at = column; at < row.length; at += 1) {
    row[at] = (row[at] ?? 0) - factor * (pivot[at] ?? 0);
  }
}
