import type { Database } from '../../src/database/database.js';
import { checkCounts, foldCounts } from '../../src/features/case-counts/case-counts.service.js';
import { COMMAND, type TestApplication } from '../support/application.js';

/**
 * Fills a database with millions of rows, without the triggers that count them one by one; the counts come from the
 * check that recounts everything.
 */
export async function fillInBulk<Seeded>(app: TestApplication, fill: () => Promise<Seeded>): Promise<Seeded> {
  const restore = await withoutTriggers(app.database);
  const seeded = await fill();
  await restore();
  await checkCounts(app, COMMAND);
  await foldCounts(app);
  if (app.database.engine === 'postgres') await app.database.write.raw('vacuum analyze');
  // A study grows in weeks: what one filling leaves in the log of the database is not there then.
  else await app.database.write.raw('pragma wal_checkpoint(truncate)');
  return seeded;
}

/** Puts the triggers and the references out of work, and says how they come back. */
async function withoutTriggers({ engine, write }: Database): Promise<() => Promise<void>> {
  const tables = ['cases', 'calls', 'outcomes', 'attempts', 'appointments', 'case_events', 'consents'];
  if (engine === 'postgres') {
    for (const table of tables) await write.raw(`alter table ${table} disable trigger all`);
    return async () => {
      for (const table of tables) await write.raw(`alter table ${table} enable trigger all`);
    };
  }
  await write.raw('pragma foreign_keys = off');
  await write.raw('pragma synchronous = off');
  // Millions of rows into indexes that are in no order: in memory as a whole.
  await write.raw('pragma cache_size = -2097152');
  const triggers: { name: string; sql: string }[] = await write('sqlite_master')
    .where({ type: 'trigger' })
    .where('name', 'like', 'count_%')
    .select('name', 'sql');
  for (const { name } of triggers) await write.raw(`drop trigger ${name}`);
  return async () => {
    for (const { sql } of triggers) await write.raw(sql);
    await write.raw('pragma foreign_keys = on');
    await write.raw('pragma synchronous = full');
    await write.raw('pragma cache_size = -32768');
  };
}
