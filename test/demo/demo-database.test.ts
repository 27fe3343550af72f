import { existsSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { type DatabaseLocation, transaction } from '../../src/database/database.js';
import { migrateUp } from '../../src/database/migrations.js';
import { openDatabase } from '../../src/database/open-database.js';
import { DEMO_MARK, prepareBuildingSite } from '../../src/demo/demo-database.js';
import { recordAudit } from '../../src/features/audit/audit.service.js';
import { COMMAND, FROZEN_NOON } from '../support/application.js';
import { describeOnEachDatabase } from '../support/databases.js';

async function firstDone(location: DatabaseLocation, action: string): Promise<void> {
  const database = openDatabase(location);
  try {
    await migrateUp(database);
    await transaction(database, (trx) =>
      recordAudit(trx, COMMAND, FROZEN_NOON, { action, objectKind: 'database', objectId: null }),
    );
  } finally {
    await database.close();
  }
}

async function actionsIn(location: DatabaseLocation): Promise<unknown[]> {
  const database = openDatabase(location);
  try {
    await migrateUp(database);
    const actions: unknown[] = await database.read('audit_log').orderBy('sequence').pluck('action');
    return actions;
  } finally {
    await database.close();
  }
}

describeOnEachDatabase('the place in which a demo is built', ({ engine, makeDatabase }) => {
  it('is refused when it holds anything but a demo', async () => {
    const location = await makeDatabase();
    await firstDone(location, 'study.create');
    await expect(prepareBuildingSite(location)).rejects.toThrow('not a demo');
    expect(await actionsIn(location)).toEqual(['study.create']);
  });

  it('begins empty where a demo stood, and is taken when the new one is finished', async () => {
    const location = await makeDatabase();
    await firstDone(location, DEMO_MARK);
    const site = await prepareBuildingSite(location);
    expect(await actionsIn(site.location)).toEqual([]);
    await firstDone(site.location, 'demo.new');
    await site.finish();
    expect(await actionsIn(location)).toEqual(['demo.new']);
  });

  it('is taken when nothing was done in it yet', async () => {
    const location = await makeDatabase();
    const site = await prepareBuildingSite(location);
    expect(await actionsIn(site.location)).toEqual([]);
  });

  if (engine === 'postgres') return;

  it('leaves the old demo as it was when the build is broken off, and starts again from nothing', async () => {
    const location = await makeDatabase();
    await firstDone(location, DEMO_MARK);
    await firstDone((await prepareBuildingSite(location)).location, 'half a demo');
    expect(await actionsIn(location)).toEqual([DEMO_MARK]);
    const site = await prepareBuildingSite(location);
    expect(await actionsIn(site.location)).toEqual([]);
  });

  it('is refused while another program has the demo open', async () => {
    const location = await makeDatabase();
    await firstDone(location, DEMO_MARK);
    const running = openDatabase(location);
    await running.write.raw('select 1');
    try {
      await expect(prepareBuildingSite(location)).rejects.toThrow('in use by another program');
    } finally {
      await running.close();
    }
    await prepareBuildingSite(location);
  });

  it('is refused when it is a file of something else', async () => {
    const location = await makeDatabase();
    if (location.engine !== 'sqlite') throw new Error('this is about a file');
    writeFileSync(location.file, 'Beste lezer, dit is een brief en geen gegevensbestand.'.repeat(40));
    await expect(prepareBuildingSite(location)).rejects.toThrow('cannot be opened');
    expect(existsSync(location.file)).toBe(true);
    await rm(location.file);
  });
});
