import { describe, expect, inject, it } from 'vitest';
import type { Database } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open-database.js';
import { isSchemaCurrent, migrateDown, migrateUp } from '../../src/database/migrations.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { describeSchema } from '../support/schema.js';

describeOnEachDatabase('the schema', ({ openDatabase: open }) => {
  it('is the same after up, down and up again', async () => {
    const database = await open();
    const before = await describeSchema(database);
    await migrateDown(database);
    expect((await describeSchema(database)).columns).toEqual([]);
    expect(await isSchemaCurrent(database)).toBe(false);
    await migrateUp(database);
    expect(await describeSchema(database)).toEqual(before);
    expect(await isSchemaCurrent(database)).toBe(true);
  });

  it('has an index for every foreign key', async () => {
    const { foreignKeys, indexes } = await describeSchema(await open());
    expect(foreignKeys.length).toBeGreaterThan(30);
    const unindexed = foreignKeys.filter(
      ({ table, column }) => !indexes.some((index) => index.table === table && index.columns[0] === column),
    );
    expect(unindexed).toEqual([]);
  });
});

describe('the two databases', () => {
  it('have the same columns with the same types', async () => {
    const sqlite = openDatabase({ engine: 'sqlite', file: inject('sqliteTemplate') });
    const url = new URL(inject('postgresUrl'));
    url.pathname = '/veldwerk_template';
    const postgres = openDatabase({ engine: 'postgres', url: url.toString() });
    try {
      expect(await columnsOf(sqlite)).toEqual(await columnsOf(postgres));
    } finally {
      await Promise.all([sqlite.close(), postgres.close()]);
    }
  });
});

async function columnsOf(database: Database): Promise<readonly string[]> {
  const { columns } = await describeSchema(database);
  return columns.map(
    ({ table, column, type, required }) => `${table}.${column} ${type}${required ? ' required' : ''}`,
  );
}
