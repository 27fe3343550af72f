import type { Transaction } from './database.js';

/** SQLite takes at most 32,766 values in a statement; 500 rows of the widest table stay below it. */
const ROWS_PER_STATEMENT = 500;

/** Inserts any number of rows, in statements that both databases accept. */
export async function insertRows(trx: Transaction, table: string, rows: readonly object[]): Promise<void> {
  for (const piece of pieces(rows)) await trx(table).insert([...piece]);
}

/** Inserts rows, and overwrites those whose key is there already. No key may occur twice. */
export async function saveRows(
  trx: Transaction,
  table: string,
  { rows, key }: { rows: readonly object[]; key: readonly string[] },
): Promise<void> {
  for (const piece of pieces(rows)) {
    await trx(table)
      .insert([...piece])
      .onConflict([...key])
      .merge();
  }
}

/** Cuts a list into pieces that fit in one statement. */
export function pieces<Item>(items: readonly Item[]): (readonly Item[])[] {
  const cut: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += ROWS_PER_STATEMENT) {
    cut.push(items.slice(start, start + ROWS_PER_STATEMENT));
  }
  return cut;
}
