import type { Knex } from 'knex';
import type { Reader } from './database.js';

/** Whether this is SQLite; otherwise it is PostgreSQL. */
export function isSqlite(db: Reader): boolean {
  return (db.client as { readonly config: { readonly client: string } }).config.client === 'sqlite3';
}

/**
 * The seconds between two columns with a moment, as SQL; `null` when one of them is.
 * @param from column with its table, such as `calls.dialled_at`
 */
export function secondsBetween(db: Reader, from: string, to: string): Knex.Raw {
  const difference = isSqlite(db)
    ? 'round((julianday(??) - julianday(??)) * 86400, 3)'
    : 'extract(epoch from (??::timestamptz - ??::timestamptz))::double precision';
  return db.raw(difference, [to, from]);
}
