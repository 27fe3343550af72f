import knex from 'knex';
import pg from 'pg';
import type { Database } from './database.js';

export function openPostgres(url: string): Database {
  // PostgreSQL sends counts and averages as text; the program knows them as numbers.
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
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
