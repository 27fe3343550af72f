import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open-database.js';

let folder: string;
let database: Database;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'veldwerk-statements-'));
  database = openDatabase({ engine: 'sqlite', file: path.join(folder, 'test.sqlite') });
  await database.write.schema.createTable('letters', (table) => {
    table.increments('id');
    table.text('letter').notNullable().unique();
  });
});

afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

function add(letter: string): Promise<readonly number[]> {
  return database.write('letters').insert({ letter }) as Promise<readonly number[]>;
}

it('uses a statement again, also after it failed and when it is asked several times at once', async () => {
  expect(await add('a')).toEqual([1]);
  await expect(add('a')).rejects.toThrow('UNIQUE');
  expect(await Promise.all([add('b'), add('c')])).toEqual([[2], [3]]);
  const rename = (from: string, to: string) =>
    database.write('letters').where({ letter: from }).update({ letter: to });
  expect([await rename('b', 'd'), await rename('b', 'e')]).toEqual([1, 0]);
  const counts = await Promise.all([1, 2, 3, 4, 5, 6].map(() => database.read('letters').pluck('letter')));
  expect(new Set(counts.map((letters) => letters.toSorted().join('')))).toEqual(new Set(['acd']));
});

it('fails as often as a statement is asked that cannot be compiled', async () => {
  const ask = () => database.read('numbers').first();
  const answers = await Promise.allSettled([ask(), ask(), ask()]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  await database.write.schema.createTable('numbers', (table) => table.increments('id'));
  expect(await ask()).toBeUndefined();
});

it('sees columns that were added after it was compiled, and keeps nothing locked', async () => {
  await add('a');
  expect(await database.read('letters').first()).toEqual({ id: 1, letter: 'a' });
  await database.write.schema.alterTable('letters', (table) => table.text('sound').nullable());
  expect(await database.read('letters').first()).toEqual({ id: 1, letter: 'a', sound: null });
  expect(await database.write.raw('pragma wal_checkpoint(truncate)')).toEqual([
    { busy: 0, log: 0, checkpointed: 0 },
  ]);
  await database.write.schema.dropTable('letters');
  await expect(database.read('letters').first()).rejects.toThrow('no such table');
});

it('throws the oldest away when there are too many', async () => {
  for (let number = 0; number < 700; number += 1) {
    expect(await database.read.raw(`select ${String(number)} as number`)).toEqual([{ number }]);
  }
  expect(await database.read.raw('select 0 as number')).toEqual([{ number: 0 }]);
});
