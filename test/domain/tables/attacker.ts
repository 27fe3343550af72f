import { groupsInColumn, scopedInput } from '../../../src/domain/tables/column-parts.js';
import type { ComparisonTable } from '../../../src/domain/tables/comparison-table.js';
import type { GroupSums, TableInput } from '../../../src/domain/tables/table-input.js';

/** A sum of unknown numbers, each times a factor. */
export type Terms = readonly (readonly [unknown: string, factor: number])[];

/**
 * Somebody who puts everything that is shown into linear equations, and solves what can be solved. Equations are
 * kept in echelon form, so that a question is answered by one reduction.
 */
export class Attacker {
  private readonly known = new Map<string, Map<string, number>>();

  learn(terms: Terms): void {
    const rest = this.reduced(terms);
    const [pivot] = rest.keys();
    if (pivot === undefined) return;
    const factor = rest.get(pivot) ?? 1;
    this.known.set(pivot, new Map([...rest].map(([unknown, value]) => [unknown, value / factor])));
  }

  /** Whether the equations fix this sum: whether it lies in their row space. */
  canCompute(terms: Terms): boolean {
    return this.reduced(terms).size === 0;
  }

  private reduced(terms: Terms): Map<string, number> {
    const rest = new Map<string, number>();
    for (const [unknown, factor] of terms) add(rest, unknown, factor);
    for (const [pivot, equation] of this.known) {
      const factor = rest.get(pivot);
      if (factor === undefined) continue;
      for (const [unknown, value] of equation) add(rest, unknown, -factor * value);
    }
    return rest;
  }
}

function add(sum: Map<string, number>, unknown: string, value: number): void {
  const next = (sum.get(unknown) ?? 0) + value;
  if (Math.abs(next) < 1e-9) sum.delete(unknown);
  else sum.set(unknown, next);
}

/** The unknown numbers behind a line of sums: which smallest cells it adds up. */
export type CellsOf = (row: number, part: GroupSums) => readonly string[];

/** Reads a table: every base and value that is shown is an equation. */
export function learnFromTable(
  attacker: Attacker,
  {
    input,
    table,
    cellsOf,
  }: { readonly input: TableInput; readonly table: ComparisonTable; readonly cellsOf: CellsOf },
): void {
  const scoped = scopedInput(input, table.options);
  table.rows.forEach((one, at) => {
    for (const [columnAt, cell] of one.cells.entries()) {
      const column = table.columns[columnAt];
      const row = scoped.rows[at];
      if (column === undefined || row === undefined) continue;
      const parts = groupsInColumn(scoped, row, column, table.options.leftOut);
      const cells = parts.flatMap((part) => cellsOf(at, part));
      if (cell.base !== null) attacker.learn(cells.map((name) => [`base ${name}`, 1]));
      if (cell.value !== null) attacker.learn(cells.map((name) => [`count ${name}`, 1]));
    }
  });
}
