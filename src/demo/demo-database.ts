import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError } from '../config.js';
import type { Database, DatabaseLocation } from '../database/database.js';
import { openDatabase } from '../database/open-database.js';
import { migrateDown } from '../database/migrations.js';

/** The action of the first record in the audit log of a demo: by it a later build knows what it may replace. */
export const DEMO_MARK = 'demo.build';

/** A place in which a demo is built before it takes its own place. */
export interface BuildingSite {
  readonly location: DatabaseLocation;
  /** Makes the finished demo the one that is used. Everything that had it open must be closed. */
  finish(): Promise<void>;
}

/**
 * Clears the ground for a demo. A file is built beside the old one, which stays until the new one is finished; on a
 * PostgreSQL server an earlier demo is dropped.
 * @throws ConfigError when the place holds anything but a demo, or a program has it open
 */
export async function prepareBuildingSite(location: DatabaseLocation): Promise<BuildingSite> {
  if (location.engine === 'sqlite') return prepareFile(location.file);
  await dropEarlierDemo(location);
  return { location, finish: () => Promise.resolve() };
}

async function prepareFile(file: string): Promise<BuildingSite> {
  const site = `${file}.building`;
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  await ensureReplaceable(file);
  // What an earlier build left behind when it was broken off.
  await ensureClosed(site);
  for (const part of ['', '-wal', '-shm']) await rm(site + part, { force: true });
  return {
    location: { engine: 'sqlite', file: site },
    async finish() {
      await saveToDisk(site);
      await ensureClosed(file);
      await rename(site, file);
    },
  };
}

async function ensureReplaceable(file: string): Promise<void> {
  if (!existsSync(file)) return;
  await ensureClosed(file);
  await withDatabase({ engine: 'sqlite', file }, ensureDemo);
  await ensureClosed(file);
}

/** The build does not wait for the disk at each step; the finished file does. */
async function saveToDisk(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync();
  await handle.close();
}

/**
 * SQLite leaves its write-ahead mode only when nobody else has the file open; then nothing of the old file is left
 * beside it that could be taken for a part of the new one.
 */
async function ensureClosed(file: string): Promise<void> {
  if (!existsSync(file)) return;
  try {
    await withDatabase({ engine: 'sqlite', file }, async ({ write }) => {
      await write.raw('pragma busy_timeout = 0');
      await write.raw('pragma journal_mode = delete');
    });
  } catch (cause) {
    const isLocked = (cause as { code?: unknown }).code === 'SQLITE_BUSY';
    throw new ConfigError(
      isLocked
        ? `${file} is in use by another program, probably a demo that still runs. Stop it and try again.`
        : `${file} cannot be opened as a SQLite database. Remove it, or leave DATABASE_URL out.`,
      { cause },
    );
  }
}

async function dropEarlierDemo(location: DatabaseLocation): Promise<void> {
  await withDatabase(location, async (database) => {
    await ensureDemo(database);
    await migrateDown(database);
  });
}

async function withDatabase(
  location: DatabaseLocation,
  work: (database: Database) => Promise<void>,
): Promise<void> {
  const database = openDatabase(location);
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

async function ensureDemo(database: Database): Promise<void> {
  if ((await isEmpty(database)) || (await isDemo(database))) return;
  throw new ConfigError(
    'This database holds data that are not a demo, and the demo never overwrites those. ' +
      'Leave DATABASE_URL out, or let it name an empty database.',
  );
}

async function isDemo({ read }: Database): Promise<boolean> {
  if (!(await read.schema.hasTable('audit_log'))) return false;
  const first = await read('audit_log').orderBy('sequence').first<{ action: string } | undefined>('action');
  return first?.action === DEMO_MARK;
}

/** No tables of anybody, or the tables of this program with nothing done in them. */
async function isEmpty({ read, engine }: Database): Promise<boolean> {
  if (await read.schema.hasTable('audit_log')) {
    return (await read('audit_log').first('sequence')) === undefined && (await hasNoUsers(read));
  }
  const tables: unknown =
    engine === 'sqlite'
      ? await read('sqlite_master').where({ type: 'table' }).first('name')
      : await read('pg_tables').where({ schemaname: 'public' }).first('tablename');
  return tables === undefined;
}

async function hasNoUsers(read: Database['read']): Promise<boolean> {
  return (await read('users').first('id')) === undefined;
}
