import { randomBytes } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import knex from 'knex';
import { afterAll, afterEach, describe, inject } from 'vitest';
import type { Database, DatabaseLocation } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open-database.js';
import { databaseUrl, POSTGRES_TEMPLATE } from './global-setup.js';

export const ENGINES = ['sqlite', 'postgres'] as const;

/** Makes a database of the test's own and says where it is; it is removed when the test ends. */
export type MakeDatabase = () => Promise<DatabaseLocation>;

/** Runs the same tests on SQLite and on PostgreSQL. */
export function describeOnEachDatabase(
  name: string,
  define: (tools: {
    engine: (typeof ENGINES)[number];
    makeDatabase: MakeDatabase;
    openDatabase: () => Promise<Database>;
  }) => void,
): void {
  describe.each(ENGINES)(`${name} (%s)`, (engine) => {
    const open: Database[] = [];
    const made: string[] = [];
    const makeDatabase = async (): Promise<DatabaseLocation> => {
      const database = `t_${randomBytes(8).toString('hex')}`;
      if (engine === 'sqlite') return copySqlite(database);
      made.push(database);
      return copyPostgres(database);
    };

    define({
      engine,
      makeDatabase,
      async openDatabase() {
        const database = openDatabase(await makeDatabase());
        open.push(database);
        return database;
      },
    });

    afterEach(async () => {
      await Promise.all(open.splice(0).map((database) => database.close()));
    });
    afterAll(async () => {
      if (made.length > 0)
        await onServer(made.map((database) => `drop database if exists ${database} with (force)`));
    });
  });
}

function copySqlite(name: string): DatabaseLocation {
  const file = path.join(inject('workFolder'), `${name}.sqlite`);
  copyFileSync(inject('sqliteTemplate'), file);
  return { engine: 'sqlite', file };
}

async function copyPostgres(name: string): Promise<DatabaseLocation> {
  await onServer([`create database ${name} template ${POSTGRES_TEMPLATE} strategy file_copy`]);
  return { engine: 'postgres', url: databaseUrl(inject('postgresUrl'), name) };
}

async function onServer(statements: readonly string[]): Promise<void> {
  const server = knex({ client: 'pg', connection: inject('postgresUrl'), pool: { min: 0, max: 1 } });
  try {
    for (const statement of statements) await server.raw(statement);
  } finally {
    await server.destroy();
  }
}
