import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Application } from '../../../src/application.js';
import type { DatabaseLocation } from '../../../src/database/database.js';
import { openDatabase as openLocation } from '../../../src/database/open-database.js';
import { addMinutes } from '../../../src/domain/calendar/instant.js';
import { closeFrame, frameCounts } from '../../../src/features/frames/frame-report.service.js';
import { importDelivery, listDeliveries } from '../../../src/features/frames/frames.service.js';
import {
  type ImportRun,
  listImportRuns,
  queueImport,
  runImports,
  runWaitingImports,
  stopImport,
} from '../../../src/features/frames/import-runs.service.js';
import { receiveUpload } from '../../../src/features/frames/uploads.service.js';
import type { Study } from '../../../src/features/studies/studies.service.js';
import { transaction } from '../../../src/database/database.js';
import { writeLargeClientFile } from '../../bench/large-client-file.js';
import { COMMAND, createTestApplication, FROZEN_NOON } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { frameState } from '../../support/frame-state.js';
import { exampleFile, makeStudy } from '../../support/frames.js';

/** Four batches. */
const ROWS = 7000;
let folder = '';
let large = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'veldwerk-import-'));
  large = path.join(folder, 'groot.csv');
  writeLargeClientFile(large, { rows: ROWS, seed: 3 });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function largeFile() {
  return {
    name: 'groot.csv',
    domain: 'basishulp',
    organisation: 'Wijkteams',
    bytes: readFileSync(large),
  };
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
  await Promise.resolve();
}

async function queueFile(
  app: Application,
  study: Study,
  {
    name,
    bytes,
    domain,
    organisation,
  }: { name: string; bytes: Buffer; domain: string; organisation: string },
): Promise<ImportRun> {
  const { upload } = await receiveUpload(app, COMMAND, study, {
    name,
    bytes: inPieces(bytes),
    domainId: null,
    organisation: null,
    replacesDeliveryId: null,
  });
  const wanted = { uploadId: upload.id, domain, organisation, corrections: {}, replaces: null };
  return queueImport(app, COMMAND, study, wanted);
}

async function ofStudy(app: Application, study: Study): Promise<Record<string, number>> {
  const { read } = app.database;
  const counts: Record<string, number> = {};
  for (const table of [
    'vault_care_records',
    'vault_persons',
    'vault_deliveries',
    'vault_delivery_problems',
  ]) {
    counts[table] = (await read(table)).length;
  }
  counts['vault_uploads'] = (await read('vault_uploads').where({ study_id: study.id })).length;
  counts['vault_upload_pieces'] = (await read('vault_upload_pieces')).length;
  return counts;
}

const NOTHING = {
  vault_care_records: 0,
  vault_persons: 0,
  vault_deliveries: 0,
  vault_delivery_problems: 0,
  vault_uploads: 0,
  vault_upload_pieces: 0,
};

describeOnEachDatabase('reading client files in the background', ({ openDatabase, makeDatabase }) => {
  it('gives the same as reading them at once, in the order in which they were asked for', async () => {
    const app = createTestApplication(await openDatabase());
    const files = ['specialistisch/aanbieder-14.csv', 'specialistisch/aanbieder-15.csv'].map(exampleFile);
    const study = await makeStudy(app);
    for (const file of files) await queueFile(app, study, file);
    expect((await listImportRuns(app, study)).map(({ status }) => status)).toEqual(['queued', 'queued']);
    await runWaitingImports(app);
    const runs = await listImportRuns(app, study);
    expect(runs.map(({ status, bytesDone }) => [status, bytesDone])).toEqual(
      files.map(({ bytes }) => ['done', bytes.length]),
    );
    const atOnce = await makeStudy(app, 'In één keer');
    for (const file of files) await importDelivery(app, COMMAND, atOnce, file);
    const { read } = app.database;
    expect(await frameState(read, study.id)).toEqual(await frameState(read, atOnce.id));
    expect(await frameCounts(app, read, study)).toEqual(await frameCounts(app, read, atOnce));
    expect(await read('vault_upload_pieces')).toEqual([]);
  });

  it('of one file is done by one process, whoever of two comes first', async () => {
    const app = createTestApplication(await openDatabase());
    const other = createTestApplication(app.database);
    const study = await makeStudy(app);
    await queueFile(app, study, exampleFile('specialistisch/aanbieder-14.csv'));
    await Promise.all([runWaitingImports(app), runWaitingImports(other)]);
    expect(await listDeliveries(app, study)).toHaveLength(1);
    const audited = await app.database.read('audit_log').where({ action: 'frame.import' });
    expect(audited).toHaveLength(1);
  });

  it(
    'can be stopped before it begins and in the middle, and leaves nothing',
    { timeout: 60_000 },
    async () => {
      const app = createTestApplication(await openDatabase());
      const study = await makeStudy(app);
      const waiting = await queueFile(app, study, exampleFile('specialistisch/aanbieder-14.csv'));
      await stopImport(app, COMMAND, study, waiting.id);
      const busy = await queueFile(app, study, largeFile());
      const work = runWaitingImports(app);
      while (((await listImportRuns(app, study)).at(-1)?.rowsDone ?? 0) === 0) await pause();
      await expect(transaction(app.database, (trx) => closeFrame(app, trx, study))).rejects.toThrow(
        /groot.csv wordt nog ingelezen/,
      );
      expect((await app.database.read('vault_care_records')).length).toBeGreaterThan(0);
      await stopImport(app, COMMAND, study, busy.id);
      await work;
      expect((await listImportRuns(app, study)).map(({ status }) => status)).toEqual(['stopped', 'stopped']);
      expect(await ofStudy(app, study)).toEqual(NOTHING);
      await expect(stopImport(app, COMMAND, study, busy.id)).rejects.toThrow(/al afgelopen/);
    },
  );

  it(
    'is left after a batch when the server stops, and goes on with the next',
    { timeout: 60_000 },
    async () => {
      const app = createTestApplication(await openDatabase());
      const study = await makeStudy(app);
      await queueFile(app, study, largeFile());
      const stopping = new AbortController();
      const server = runImports(app, stopping.signal);
      while (((await listImportRuns(app, study)).at(-1)?.rowsDone ?? 0) === 0) await pause();
      stopping.abort();
      await server;
      const [left] = await listImportRuns(app, study);
      expect(left?.status).toBe('running');
      expect(left?.rowsDone).toBeLessThan(ROWS);
      await runWaitingImports(app);
      const [done] = await listImportRuns(app, study);
      expect([done?.status, done?.rowsDone]).toEqual(['done', ROWS]);
      const whole = await makeStudy(app, 'In één keer');
      await importDelivery(app, COMMAND, whole, largeFile());
      const { read } = app.database;
      expect(await frameState(read, study.id)).toEqual(await frameState(read, whole.id));
      const [one, other] = [await listDeliveries(app, study), await listDeliveries(app, whole)];
      const own = { id: '', organisationId: '', domainId: '' };
      expect({ ...one[0], ...own }).toEqual({ ...other[0], ...own });
    },
  );

  it(
    'goes on where a killed process was, when the same file is given again',
    { timeout: 120_000 },
    async () => {
      const location = await makeDatabase();
      const database = openLocation(location);
      const app = createTestApplication(database);
      const study = await makeStudy(app);
      const stored = await killInTheMiddle(location, study);
      expect(stored).toBeGreaterThan(0);
      const left = await database.read('vault_care_records');
      expect(left.length).toBeGreaterThan(0);
      expect(left.length).toBeLessThan(ROWS);
      // The lease of the killed process has to end first.
      app.setClock(addMinutes(FROZEN_NOON, 10));
      await importDelivery(app, COMMAND, study, largeFile());
      expect((await listImportRuns(app, study)).map(({ status }) => status)).toEqual(['done']);
      const whole = await makeStudy(app, 'In één keer');
      await importDelivery(app, COMMAND, whole, largeFile());
      expect(await frameState(database.read, study.id)).toEqual(await frameState(database.read, whole.id));
      await database.close();
    },
  );

  it('takes back what a killed command left when another file comes', { timeout: 120_000 }, async () => {
    const location = await makeDatabase();
    const database = openLocation(location);
    const app = createTestApplication(database);
    const study = await makeStudy(app);
    await killInTheMiddle(location, study);
    app.setClock(addMinutes(FROZEN_NOON, 10));
    await importDelivery(app, COMMAND, study, exampleFile('specialistisch/aanbieder-14.csv'));
    expect((await listDeliveries(app, study)).map(({ fileName }) => fileName)).toEqual([
      'specialistisch/aanbieder-14.csv',
    ]);
    expect((await listImportRuns(app, study)).map(({ status }) => status).sort()).toEqual([
      'done',
      'stopped',
    ]);
    const alone = await makeStudy(app, 'Alleen');
    await importDelivery(app, COMMAND, alone, exampleFile('specialistisch/aanbieder-14.csv'));
    expect(await frameState(database.read, study.id)).toEqual(await frameState(database.read, alone.id));
    await database.close();
  });
});

async function pause(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, 5);
  });
}

/** @returns how many rows the process had stored when it was killed */
async function killInTheMiddle(location: DatabaseLocation, study: Study): Promise<number> {
  const plan = JSON.stringify({ location, studyId: study.id, file: large });
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/support/import-in-child.ts', plan], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const rows = await new Promise<number>((resolve, reject) => {
    let last = 0;
    child.stdout.on('data', (text: Buffer) => {
      last = Number(text.toString().trim().split('\n').at(-1));
      // The second report: the first batch is stored by then.
      if (last > 6000)
        killed(child, () => {
          resolve(last);
        });
    });
    child.on('exit', () => {
      reject(new Error('the import ended before it could be killed'));
    });
  });
  return rows;
}

function killed(child: ChildProcess, then: () => void): void {
  child.removeAllListeners('exit');
  child.on('exit', then);
  child.kill('SIGKILL');
}
