import type { Database, DatabaseLocation } from './database.js';
import { openPostgres } from './postgres.js';
import { openSqlite } from './sqlite.js';

/** Opens the database without touching its schema. */
export function openDatabase(location: DatabaseLocation): Database {
  return location.engine === 'sqlite' ? openSqlite(location.file) : openPostgres(location.url);
}
