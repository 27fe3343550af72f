import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import knex from 'knex';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/database/open-database.js';
import { migrateUp } from '../../src/database/migrations.js';
import { startPostgres } from './postgres-server.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of the PostgreSQL server's maintenance database. */
    readonly postgresUrl: string;
    /** A migrated SQLite file to copy. */
    readonly sqliteTemplate: string;
    /** A folder for this run's files, removed at its end. */
    readonly workFolder: string;
  }
}

/** The name of the migrated database that every test's own database is copied from. */
export const POSTGRES_TEMPLATE = 'veldwerk_template';

/** Starts the databases once for the whole run, and migrates one template of each. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const workFolder = mkdtempSync(path.join(os.tmpdir(), 'veldwerk-test-'));
  const sqliteTemplate = path.join(workFolder, 'template.sqlite');
  const sqlite = openDatabase({ engine: 'sqlite', file: sqliteTemplate });
  await migrateUp(sqlite);
  await sqlite.write.raw('pragma wal_checkpoint(truncate)');
  await sqlite.close();

  const server = await startPostgres();
  const maintenance = knex({ client: 'pg', connection: server.url });
  await maintenance.raw(`drop database if exists ${POSTGRES_TEMPLATE}`);
  await maintenance.raw(
    `create database ${POSTGRES_TEMPLATE} template template0 lc_collate 'C' lc_ctype 'C'`,
  );
  await maintenance.destroy();
  const template = openDatabase({ engine: 'postgres', url: databaseUrl(server.url, POSTGRES_TEMPLATE) });
  await migrateUp(template);
  await template.close();

  project.provide('postgresUrl', server.url);
  project.provide('sqliteTemplate', sqliteTemplate);
  project.provide('workFolder', workFolder);
  return async () => {
    await server.stop();
    rmSync(workFolder, { recursive: true, force: true });
  };
}

/** The URL of another database on the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
}
