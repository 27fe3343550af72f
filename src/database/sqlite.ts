import { mkdirSync } from 'node:fs';
import path from 'node:path';
import knex, { type Knex } from 'knex';
import type { Database } from './database.js';
import { keepStatements, type SqliteConnection } from './sqlite-statements.js';

/** The one place that opens the sqlite3 package, so that it can be replaced. */
export function openSqlite(file: string): Database {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  const write = beginImmediately(connect(file, { min: 1, max: 1 }, PRAGMAS + WRITER_PRAGMAS));
  const read = connect(file, { min: 0, max: 4 }, PRAGMAS);
  return {
    engine: 'sqlite',
    read,
    write,
    async close() {
      await read.destroy();
      await write.destroy();
    },
  };
}

/** What is deleted is overwritten: destroyed contact data must not stay behind in free pages of the file. */
const PRAGMAS = `
  pragma busy_timeout = 10000;
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;
  pragma secure_delete = on;
`;

/**
 * An import adds rows all over the index by which persons are matched: with the usual 2 MB of memory each page is
 * written several times over, and again into the file after every few thousand rows.
 */
const WRITER_PRAGMAS = `
  pragma cache_size = -32768;
  pragma wal_autocheckpoint = 8000;
`;

function connect(file: string, pool: { min: number; max: number }, pragmas: string): Knex {
  return knex({
    client: 'sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
    pool: {
      ...pool,
      afterCreate(connection: SqliteConnection, done: (error: Error | null) => void) {
        keepStatements(connection);
        connection.exec(pragmas, done);
      },
    },
  });
}

interface TransactingClient {
  transaction(...details: unknown[]): {
    begin(connection: unknown): unknown;
    query(connection: unknown, sql: string): unknown;
  };
}

/**
 * Knex begins with a plain BEGIN, which takes the write lock only at the first write; with a second process
 * (a command beside the server) that upgrade fails at once instead of waiting. BEGIN IMMEDIATE waits.
 */
function beginImmediately(db: Knex): Knex {
  const client = db.client as TransactingClient;
  const start = client.transaction.bind(client);
  client.transaction = (...details) => {
    const started = start(...details);
    started.begin = (connection) => started.query(connection, 'BEGIN IMMEDIATE;');
    return started;
  };
  return db;
}
