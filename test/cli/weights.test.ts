import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import type { DatabaseLocation } from '../../src/database/database.js';
import { openApplication } from '../../src/start.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { importPublishedStudies } from '../support/published-studies.js';

const folder = mkdtempSync(path.join(tmpdir(), 'veldwerk-weights-'));
/** Each command starts the program anew, on a machine that may be busy. */
const SLOW = 240_000;
const STUDY = ['--study', 'ceo-2016'];
/** Invented numbers of clients. */
const BY_DOMAIN = 'domain:basishulp=2000,specialistisch=1000,jb_jr=600';

afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Made {
  readonly name: string;
  readonly version: number;
  readonly settings: { readonly method: string };
  readonly report: { readonly interviews: number; readonly final: { readonly sum: number } };
}

describeOnEachDatabase('the command weights make', ({ makeDatabase }) => {
  async function start({ withAnswers }: { readonly withAnswers: boolean }) {
    const location: DatabaseLocation = await makeDatabase();
    const environment = {
      PATH: process.env['PATH'],
      DATABASE_URL: location.engine === 'sqlite' ? `sqlite:${location.file}` : location.url,
      LOG_LEVEL: 'silent',
    };
    const app = await openApplication(readConfig(environment));
    if (withAnswers) await importPublishedStudies(app);
    await app.close();
    return (...args: string[]) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['--import', 'tsx', 'src/cli/veldwerk.ts', ...args],
        { encoding: 'utf8', env: environment },
      );
      return { status, stdout, stderr };
    };
  }

  it('makes weights for tables and files, version after version', { timeout: SLOW }, async () => {
    const veldwerk = await start({ withAnswers: true });
    const make = (...args: string[]) => veldwerk('weights', 'make', ...STUDY, ...args);

    const made = JSON.parse(make('--post-stratify', BY_DOMAIN, '--json').stdout) as Made;
    expect(made).toMatchObject({ name: 'gewichten', version: 1, settings: { method: 'post-stratified' } });
    expect(made.report.interviews).toBe(614);
    expect(made.report.final.sum).toBeCloseTo(3600, 6);

    const raked = make('--rake', BY_DOMAIN, '--trim', '2:9');
    expect({ status: raked.status, stderr: raked.stderr }).toEqual({ status: 0, stderr: '' });
    expect(raked.stdout).toContain('Gewichten gewichten, versie 2: 614 interviews, som 3600.00');
    expect(raked.stdout).toContain('Aantal jb_jr: bekend 600.00, ervoor 101.00');

    const half = make('--rake', 'domain:basishulp=2000');
    expect([half.status, half.stdout]).toEqual([1, '']);
    expect(half.stderr).toContain('Er zijn interviews van jb_jr, specialistisch, en daarvan is geen aantal');

    const output = path.join(folder, `antwoorden-${String(Math.random()).slice(2)}.csv`);
    const first = veldwerk('responses', 'export', ...STUDY, '--weights', 'gewichten:1', '--output', output);
    expect({ status: first.status, stderr: first.stderr }).toEqual({ status: 0, stderr: '' });
    const weights = readFileSync(output, 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => Number(line.split(',')[3]));
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(3600, 6);
    expect(readFileSync(output.replace('.csv', '-codeboek.csv'), 'utf8')).toContain('“gewichten”, versie 1');
  });

  it('says on standard error what is wrong', { timeout: SLOW }, async () => {
    const veldwerk = await start({ withAnswers: false });
    const refusals = [
      [['--post-stratify', BY_DOMAIN, '--rake', BY_DOMAIN], 'Kies --post-stratify of --rake'],
      [['--rake', BY_DOMAIN], 'Er is geen onderzoek met de naam ceo-2016.'],
    ] as const;
    for (const [args, message] of refusals) {
      const { status, stdout, stderr } = veldwerk('weights', 'make', ...STUDY, ...args);
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toContain(message);
    }
  });
});
