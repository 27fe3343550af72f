import type { Transaction } from './database.js';

/** SQLite takes at most 32,766 values in a statement; 500 rows of the widest table stay below it. */
const ROWS_PER_STATEMENT = 500;

/** Inserts any number of rows, in statements that both databases accept. */
export async function insertRows(trx: Transaction, table: string, rows: readonly object[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    await trx(table).insert(rows.slice(start, start + ROWS_PER_STATEMENT));
  }
}
