import knex from 'knex';
import pg from 'pg';
import type { Database } from './database.js';

/** PostgreSQL sends int8 (counts) and numeric (averages) as text; the program knows them as numbers. */
const INT8 = 20;
const NUMERIC = 1700;

export function openPostgres(url: string): Database {
  pg.types.setTypeParser(INT8, Number);
  pg.types.setTypeParser(NUMERIC, Number);
  const db = knex({ client: 'pg', connection: url, pool: { min: 0, max: 10 } });
  return {
    engine: 'postgres',
    read: db,
    write: db,
    async close() {
      await db.destroy();
    },
  };
}
