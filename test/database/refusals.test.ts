import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { type Database, transaction } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open-database.js';
import { findDatabaseRefusal } from '../../src/database/errors.js';
import { describeFailure } from '../../src/failure.js';
import { describeOnEachDatabase } from '../support/databases.js';

const USER = {
  id: 'u1',
  email: 'geheim@example.org',
  name: 'n',
  password_hash: 'h',
  is_active: 1,
  created_at: 't',
};

async function refusalOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}

describeOnEachDatabase('what a database refuses', ({ openDatabase }) => {
  it('is told by its kind, without the value that it refused', async () => {
    const database = await openDatabase();
    await database.write('users').insert(USER);
    const twice = await refusalOf(database.write('users').insert({ ...USER, id: 'u2' }));
    expect(findDatabaseRefusal(twice)?.kind).toBe('unique');
    expect(describeFailure(twice)).not.toContain('geheim');
    const flag = await refusalOf(
      database.write('users').insert({ ...USER, id: 'u3', email: 'b', is_active: 2 }),
    );
    expect(findDatabaseRefusal(flag)?.kind).toBe('check');
    const orphan = await refusalOf(
      database.write('user_roles').insert({ user_id: 'nobody', role: 'analist' }),
    );
    expect(findDatabaseRefusal(orphan)?.kind).toBe('foreign_key');
  });

  it('undoes the whole transaction', async () => {
    const database = await openDatabase();
    const broken = transaction(database, async (trx) => {
      await trx('users').insert(USER);
      throw new Error('stop');
    });
    await expect(broken).rejects.toThrow('stop');
    expect(await database.read('users').select()).toEqual([]);
  });
});

describe('a full disk', () => {
  it('is told as such, keeps what was there, and lets the work go on once there is room', async () => {
    const file = path.join(inject('workFolder'), 'full.sqlite');
    copyFileSync(inject('sqliteTemplate'), file);
    const database = openDatabase({ engine: 'sqlite', file });
    await database.write('users').insert(USER);
    const [{ page_count: pages }] = (await database.write.raw('pragma page_count')) as [
      { page_count: number },
    ];
    await database.write.raw(`pragma max_page_count = ${String(pages)}`);
    const full = await refusalOf(addUsers(database, 200));
    expect(findDatabaseRefusal(full)?.kind).toBe('disk_full');
    expect(describeFailure(full)).toContain('De schijf van de server is vol');
    expect(await database.read('users').select()).toHaveLength(1);

    await database.write.raw('pragma max_page_count = 1000000');
    await addUsers(database, 200);
    expect(await database.read('users').select()).toHaveLength(201);
    await database.close();
  });

  it('is recognised in what PostgreSQL reports', () => {
    expect(
      findDatabaseRefusal(Object.assign(new Error('could not extend file'), { code: '53100' }))?.kind,
    ).toBe('disk_full');
  });
});

async function addUsers(database: Database, count: number): Promise<void> {
  await transaction(database, async (trx) => {
    for (let row = 0; row < count; row += 1) {
      const email = `${String(row)}@example.org`;
      await trx('users').insert({ ...USER, id: `added ${String(row)}`, email, name: 'x'.repeat(1000) });
    }
  });
}
