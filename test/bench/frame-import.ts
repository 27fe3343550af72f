import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../src/database/open-database.js';
import { migrateUp } from '../../src/database/migrations.js';
import { FRAME_TRUTH } from '../support/frames.js';
import { writeLargeClientFile } from './large-client-file.js';
import { type Benchmark, measurement } from './measurement.js';

const DEFAULT_ROWS = 100_000;

interface ImportResult {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly accepted: number;
  readonly persons: number;
  readonly peakMegabytes: number;
  readonly startMegabytes: number;
}

/**
 * A client file read into the frame (parsed, checked, matched, hashed, sealed, stored durably) against `.import` of the
 * same file by the sqlite3 shell, which only splits it into cells. Each in a process of its own. `--rows 1000000`
 * for the size that the program is built for.
 */
export const frameImport: Benchmark = {
  name: 'frame-import',
  async measure({ rows }) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'veldwerk-bench-'));
    try {
      const file = path.join(folder, 'clients.csv');
      writeLargeClientFile(file, { rows: rows ?? DEFAULT_ROWS, seed: 1 });
      const reference = shellImport(folder, file);
      const large = await importFiles(path.join(folder, 'large.sqlite'), [
        { path: file, domain: 'basishulp' },
      ]);
      const eighteen = await importFiles(
        path.join(folder, 'eighteen.sqlite'),
        FRAME_TRUTH.files.map(({ file: name }) => ({
          path: path.resolve('test/frames', name),
          domain: path.dirname(name).replace('-', '_'),
        })),
      );
      return measurement('frame-import', large.seconds, {
        unit: 's',
        reference: reference ?? { name: 'the sqlite3 shell is not installed', value: Number.NaN },
        detail: {
          rows: rows ?? DEFAULT_ROWS,
          megabytes: statSync(file).size / 2 ** 20,
          ...large,
          eighteen_files_seconds: eighteen.seconds,
        },
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

async function importFiles(
  file: string,
  files: readonly { path: string; domain: string }[],
): Promise<ImportResult> {
  const database = openDatabase({ engine: 'sqlite', file });
  await migrateUp(database);
  await database.close();
  const plan = JSON.stringify({ database: file, files });
  const child = spawnSync(process.execPath, ['--import', 'tsx', 'test/bench/import-process.ts', plan], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error('the import failed');
  return JSON.parse(child.stdout) as ImportResult;
}

function shellImport(folder: string, file: string): { name: string; value: number } | null {
  const database = path.join(folder, 'reference.sqlite');
  const startedAt = performance.now();
  const commands = ['.mode csv', '.separator ;', `.import ${file} clients`];
  const { status } = spawnSync('sqlite3', [database, ...commands], { stdio: 'ignore' });
  const value = (performance.now() - startedAt) / 1000;
  return status === 0 ? { name: '.import of the sqlite3 shell', value } : null;
}
