import type { Knex } from 'knex';
import type { Reader, Transaction } from './database.js';
import { isSqlite } from './engine.js';

/** SQLite takes at most 32,766 values in a statement; 500 rows of the widest table stay below it. */
const ROWS_PER_STATEMENT = 500;

/** Rows that travel as one JSON value: enough to make the statement cheap, and a few milliseconds to write out. */
const ROWS_PER_JSON = 2000;

/** What passes through JSON unchanged on both databases: text, whole numbers, and nothing. */
type PlainRow = Readonly<Record<string, string | number | null>>;

/** Inserts any number of rows, in statements that both databases accept. */
export async function insertRows(trx: Transaction, table: string, rows: readonly object[]): Promise<void> {
  for (const piece of pieces(rows)) await trx(table).insert([...piece]);
}

/**
 * Inserts many rows of text and whole numbers, all with the same columns. The rows travel as one JSON value that the
 * database takes apart, at a third of what a value for each cell costs this program. Not for real numbers, of
 * which SQLite may round the last digit.
 */
export async function insertPlainRows(
  trx: Transaction,
  table: string,
  rows: readonly PlainRow[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  for (const piece of pieces(rows, ROWS_PER_JSON)) {
    const source = jsonRows(trx, table, columns, piece);
    await trx.raw(`insert into ?? (${marks(columns)}) select ${marks(columns)} from ?`, [
      table,
      ...columns,
      ...columns,
      source,
    ]);
  }
}

/** Writes columns of many rows that are there already, each found by its `id`. The first column must be `id`. */
export async function updatePlainRows(
  trx: Transaction,
  table: string,
  rows: readonly (PlainRow & { readonly id: string })[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const changed = columns.filter((column) => column !== 'id');
  for (const piece of pieces(rows, ROWS_PER_JSON)) {
    const source = jsonRows(trx, table, columns, piece);
    await trx.raw(`update ?? set ${changed.map(() => '?? = ??').join(', ')} from ? where ?? = ??`, [
      table,
      ...changed.flatMap((column) => [column, `rows.${column}`]),
      source,
      `${table}.id`,
      'rows.id',
    ]);
  }
}

/** A condition that holds for rows of which the column has one of any number of values. */
export function isOneOf(db: Reader, column: string, values: readonly string[]): Knex.Raw {
  // As an array, so that PostgreSQL looks each value up in the index instead of reading the whole table.
  const condition = isSqlite(db)
    ? '?? in (select value from json_each(?))'
    : '?? = any(array(select json_array_elements_text(?::json)))';
  return db.raw(condition, [column, JSON.stringify(values)]);
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
export function pieces<Item>(items: readonly Item[], size = ROWS_PER_STATEMENT): (readonly Item[])[] {
  const cut: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += size) cut.push(items.slice(start, start + size));
  return cut;
}

/** Rows as a table named `rows`. */
function jsonRows(
  db: Reader,
  table: string,
  columns: readonly string[],
  rows: readonly PlainRow[],
): Knex.Raw {
  if (!isSqlite(db))
    return db.raw('json_populate_recordset(null::??, ?::json) as rows', [table, JSON.stringify(rows)]);
  const cells = rows.map((row) => columns.map((column) => row[column] ?? null));
  const read = columns.map((_, place) => `value ->> ${String(place)} as ??`).join(', ');
  return db.raw(`(select ${read} from json_each(?)) as rows`, [...columns, JSON.stringify(cells)]);
}

function marks(columns: readonly string[]): string {
  return columns.map(() => '??').join(', ');
}
