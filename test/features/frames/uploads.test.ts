import { expect, it } from 'vitest';
import {
  deleteForgottenUploads,
  discardUpload,
  getUpload,
  listWaitingUploads,
  openUpload,
  receiveUpload,
  takeUpload,
} from '../../../src/features/frames/uploads.service.js';
import { transaction } from '../../../src/database/database.js';
import { addMinutes } from '../../../src/domain/calendar/instant.js';
import { UserProblem } from '../../../src/errors.js';
import { COMMAND, createTestApplication, FROZEN_NOON } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { exampleFile, importExamples, makeStudy } from '../../support/frames.js';

/** A file that comes in chunks of a size that no piece has. */
function incoming(name: string, bytes: Uint8Array, chunkBytes = 100_003) {
  async function* chunks(): AsyncGenerator<Uint8Array, void> {
    for (let start = 0; start < bytes.length; start += chunkBytes) {
      yield await Promise.resolve(bytes.subarray(start, start + chunkBytes));
    }
  }
  return { name, bytes: chunks(), domainId: null, organisation: null, replacesDeliveryId: null };
}

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

async function refusalOf(work: Promise<unknown>): Promise<[string, string | null]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof UserProblem) return [error.kind, error.detail];
    throw error;
  }
  throw new Error('nothing was refused');
}

describeOnEachDatabase('files on their way in', ({ openDatabase }) => {
  it('come out as they came in, and stand nowhere in the clear', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    const { bytes } = exampleFile('basishulp/wijkteams-2025.csv');
    const { upload, isNew } = await receiveUpload(app, COMMAND, study, incoming('wijkteams.csv', bytes));
    expect(isNew).toBe(true);
    expect(upload).toMatchObject({
      status: 'waiting',
      fileName: 'wijkteams.csv',
      sizeBytes: bytes.length,
      encoding: { name: 'utf-8' },
    });
    expect((await bytesOf(openUpload(app, upload.id))).equals(bytes)).toBe(true);
    const pieces = await app.database
      .read('vault_upload_pieces')
      .select<{ bytes_sealed: string }[]>('bytes_sealed');
    expect(pieces).toHaveLength(Math.ceil(bytes.length / (256 * 1024)));
    const start = bytes.subarray(0, 60).toString('base64').slice(0, 60);
    expect(pieces.some(({ bytes_sealed }) => bytes_sealed.includes(start))).toBe(false);
  });

  it('are kept once, however often they are sent', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    const { bytes } = exampleFile('specialistisch/aanbieder-15.csv');
    const both = await Promise.all([
      receiveUpload(app, COMMAND, study, incoming('a.csv', bytes)),
      receiveUpload(app, COMMAND, study, incoming('b.csv', bytes)),
    ]);
    expect(both.map(({ isNew }) => isNew).sort()).toEqual([false, true]);
    expect(await listWaitingUploads(app, study)).toHaveLength(1);
    expect(await app.database.read('vault_upload_pieces')).toHaveLength(1);
  });

  it('are refused above the limit while they come in, and leave nothing behind', async () => {
    const made = createTestApplication(await openDatabase());
    const app = { ...made, config: { ...made.config, uploadLimitMegabytes: 1 } };
    const study = await makeStudy(app);
    let sent = 0;
    async function* endless(): AsyncGenerator<Uint8Array, void> {
      for (;;) {
        sent += 64 * 1024;
        yield await Promise.resolve(Buffer.alloc(64 * 1024, 'a'));
      }
    }
    const file = { ...incoming('groot.csv', Buffer.alloc(0)), bytes: endless() };
    const refusal = await refusalOf(receiveUpload(app, COMMAND, study, file));
    expect(refusal).toEqual(['upload_too_large', 'groot.csv is groter dan 1 MB. Lever het in delen aan.']);
    expect(sent).toBeLessThan(2 * 1024 * 1024);
    expect(await app.database.read('vault_uploads')).toEqual([]);
    expect(await app.database.read('vault_upload_pieces')).toEqual([]);
  });

  it.each([
    ['a workbook', Buffer.from('504b030414000000', 'hex'), 'Sla de lijst op als CSV'],
    ['an empty file', Buffer.alloc(0), 'Het bestand is leeg'],
    ['a null byte far into the file', Buffer.from(`a;b;c\n${'x'.repeat(300_000)}\0`), 'beschadigd'],
  ])('are refused when they are no table: %s', async (_what, bytes, message) => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    const [kind, detail] = await refusalOf(
      receiveUpload(app, COMMAND, study, incoming('map/levering.csv', bytes)),
    );
    expect(kind).toBe('unreadable_file');
    expect(detail).toMatch(/^levering\.csv: /);
    expect(detail).toContain(message);
    expect(await app.database.read('vault_uploads')).toEqual([]);
  });

  it('leave nothing behind when the connection breaks', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    async function* broken(): AsyncGenerator<Uint8Array, void> {
      yield await Promise.resolve(Buffer.alloc(600_000, 'a'));
      throw new UserProblem('unreadable_file', 'Het versturen is afgebroken.');
    }
    const file = { ...incoming('half.csv', Buffer.alloc(0)), bytes: broken() };
    expect(await refusalOf(receiveUpload(app, COMMAND, study, file))).toEqual([
      'unreadable_file',
      'Het versturen is afgebroken.',
    ]);
    expect(await app.database.read('vault_upload_pieces')).toEqual([]);
  });

  it('are refused when they were imported before', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    await importExamples(app, study, ['specialistisch/aanbieder-15.csv']);
    const file = incoming('weer.csv', exampleFile('specialistisch/aanbieder-15.csv').bytes);
    const [kind] = await refusalOf(receiveUpload(app, COMMAND, study, file));
    expect(kind).toBe('already_imported');
  });

  it('go to one import, are of one study, and can be taken back', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    const other = await makeStudy(app, 'Ander onderzoek');
    const { upload } = await receiveUpload(app, COMMAND, study, incoming('a.csv', Buffer.from('a;b\n1;2')));
    expect((await refusalOf(getUpload(app, other, upload.id)))[0]).toBe('not_found');
    const take = () => transaction(app.database, (trx) => takeUpload(trx, study, upload.id));
    await expect(transaction(app.database, (trx) => takeUpload(trx, other, upload.id))).rejects.toMatchObject(
      { kind: 'wrong_state' },
    );
    await take();
    await expect(take()).rejects.toMatchObject({ kind: 'wrong_state' });
    const second = await receiveUpload(app, COMMAND, study, incoming('b.csv', Buffer.from('a;b\n3;4')));
    await discardUpload(app, COMMAND, study, second.upload.id);
    expect(await listWaitingUploads(app, study)).toEqual([]);
  });

  it('are deleted after a day when nobody imports them', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    await receiveUpload(app, COMMAND, study, incoming('a.csv', Buffer.from('a;b\n1;2')));
    app.setClock(addMinutes(FROZEN_NOON, 23 * 60));
    expect(await deleteForgottenUploads(app)).toBe(0);
    app.setClock(addMinutes(FROZEN_NOON, 25 * 60));
    expect(await deleteForgottenUploads(app)).toBe(1);
    expect(await app.database.read('vault_upload_pieces')).toEqual([]);
  });
});
