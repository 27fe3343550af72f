import { existsSync, readFileSync } from 'node:fs';
import type { Database, DatabaseLocation } from '../../src/database/database.js';

/**
 * Everything that stands in a database, as bytes: of SQLite its files, with what was deleted and not yet overwritten;
 * of PostgreSQL every row of every table as text.
 */
export async function everythingIn(database: Database, location: DatabaseLocation): Promise<Buffer> {
  if (location.engine === 'sqlite') {
    const files = [location.file, `${location.file}-wal`].filter((file) => existsSync(file));
    return Buffer.concat(files.map((file) => readFileSync(file)));
  }
  const tables = (await database
    .read('pg_tables')
    .where({ schemaname: 'public' })
    .orderBy('tablename')
    .pluck('tablename')) as string[];
  const rows: string[] = [];
  for (const table of tables) {
    const found = await database
      .read(`${table} as whole`)
      .select<{ line: string }[]>(database.read.raw('whole::text as line'));
    rows.push(...found.map(({ line }) => line));
  }
  return Buffer.from(rows.join('\n'));
}
