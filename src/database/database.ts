import type { Knex } from 'knex';

/** A query can run on the readers or inside a transaction; a write runs inside a transaction only. */
export type Reader = Knex;
export type Transaction = Knex.Transaction;

export interface Database {
  readonly engine: 'sqlite' | 'postgres';
  /** For reading outside a transaction. On SQLite a pool of readers beside the one writer. */
  readonly read: Reader;
  /** For `transaction()` and migrations only. */
  readonly write: Knex;
  close(): Promise<void>;
}

/** Where the data are: a file, or a PostgreSQL server. */
export type DatabaseLocation =
  | { readonly engine: 'sqlite'; readonly file: string }
  | { readonly engine: 'postgres'; readonly url: string };

/**
 * Reads `sqlite:PATH` or `postgres://…`.
 * @returns the location, or `null` when the text is neither
 */
export function parseDatabaseUrl(url: string): DatabaseLocation | null {
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) {
    return { engine: 'sqlite', file: url.slice('sqlite:'.length) };
  }
  if (/^postgres(ql)?:\/\//.test(url)) return { engine: 'postgres', url };
  return null;
}

/**
 * Runs `work` in one transaction: all of it is saved, durably, or nothing. Whoever answers a request does so
 * after this promise; an acknowledged change survives a crash.
 *
 * Locking rule: SQLite has one writer and begins with the write lock (`BEGIN IMMEDIATE`), so two transactions
 * never interleave. PostgreSQL runs at `read committed`; whoever decides on a row that another may change
 * claims it with a conditional update and looks at the count.
 */
export async function transaction<Result>(
  database: Database,
  work: (trx: Transaction) => Promise<Result>,
): Promise<Result> {
  let failure: { readonly error: unknown } | null = null;
  try {
    return await database.write.transaction(async (trx) => {
      try {
        return await work(trx);
      } catch (error) {
        failure = { error };
        throw error;
      }
    });
  } catch (error) {
    // When the disk is full, SQLite has rolled back by itself, and Knex reports that its own rollback failed.
    throw (failure as { readonly error: unknown } | null)?.error ?? error;
  }
}
