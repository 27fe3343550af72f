import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { startFieldwork } from '../../src/features/fieldwork/fieldwork-start.service.js';
import { openApplication, type RunningApplication } from '../../src/start.js';
import { COMMAND } from '../support/application.js';
import { FRAME_TRUTH, importExamples, makeStudy } from '../support/frames.js';

const STUDY = 'ceo-jeugd-verslagjaar-2025';
const SIZES = { basishulp: 356, specialistisch: 395, jb_jr: 136 };
const FIXED_DRAW = ['--study', STUDY, '--seed', '42', '--size', 'basishulp=356,specialistisch=395,jb_jr=136'];
/** Each command starts the program anew, on a machine that may be busy. */
const SLOW = 240_000;

let folder: string;
let environment: NodeJS.ProcessEnv;

async function withApplication(work: (app: RunningApplication) => Promise<void>): Promise<void> {
  const app = await openApplication(readConfig({ ...environment, LOG_LEVEL: 'silent' }));
  try {
    await work(app);
  } finally {
    await app.close();
  }
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'veldwerk-samples-'));
  environment = {
    PATH: process.env['PATH'],
    DATABASE_URL: `sqlite:${path.join(folder, 'study.sqlite')}`,
  };
  await withApplication(async (app) => importExamples(app, await makeStudy(app)));
}, SLOW);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function sample(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/cli/veldwerk.ts', 'sample', ...args],
    { encoding: 'utf8', env: environment },
  );
  return { status, stdout, stderr };
}

function json(...args: string[]): unknown {
  const { status, stdout, stderr } = sample(...args, '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
}

function refusal(...args: string[]): string {
  const { status, stdout, stderr } = sample(...args);
  expect([status, stdout]).toEqual([1, '']);
  return stderr;
}

describe('the commands of a sample', () => {
  it('plan without drawing, in figures and in words', { timeout: SLOW }, () => {
    const frame = FRAME_TRUTH.persons.per_domain_after_priority_jbjr_specialist_basic;
    const fields = Object.entries(SIZES).map(([code, size]) => `fixed-${code}=${String(size)}`);
    const own = ['exclusion-jb_jr=25', 'response-jb_jr=50', 'reason=Eigen proef'];
    const plan = ['plan', '--study', STUDY, '--rule', 'fixed', '--drawn', '--set', ...fields, ...own];
    expect(json(...plan)).toMatchObject({
      study: STUDY,
      rule: 'fixed',
      counts: 'drawn',
      compared_with: null,
      unplaced: 0,
      sizes: SIZES,
      per_domain: {
        basishulp: { frame_size: frame['basishulp'], sample_size: 356 },
        // A quarter of 136 is excluded, and half of the other 102 are interviewed.
        jb_jr: {
          frame_size: frame['jb_jr'],
          sample_size: 136,
          expected_excluded: 34,
          expected_interviews: 51,
        },
      },
      total: { sample_size: 887 },
    });
    const { stdout } = sample(...plan);
    expect(stdout).toContain(`jb_jr: 136 van ${String(frame['jb_jr'])} trekken, 51 interviews`);
    expect(stdout).toContain('Om zo te trekken: --size basishulp=356,specialistisch=395,jb_jr=136');
    expect(refusal('plan', '--study', STUDY, '--rule', 'magic')).toContain('rule: Kies een verdeling.');
    expect(refusal('plan', '--study', STUDY, '--set', 'floor')).toContain('Schrijf --set als veld=waarde');
    expect(refusal('release', '--study', STUDY, '--replicate', '2')).toContain('alleen tijdens het veldwerk');
  });

  it('draw what was planned, and the same again', { timeout: SLOW }, () => {
    const report = json('draw', ...FIXED_DRAW) as { ids: readonly string[] };
    expect(report).toMatchObject({
      seed: 42,
      per_domain: {
        basishulp: { sample_size: 356 },
        specialistisch: { sample_size: 395 },
        jb_jr: { sample_size: 136 },
      },
    });
    expect(new Set(report.ids).size).toBe(887);
    expect(json('draw', ...FIXED_DRAW)).toEqual(report);
    expect(refusal('draw', ...FIXED_DRAW, '--replicates', '70,20')).toContain('percentages die samen 100');
  });

  it('release the replicates in their order, once, during fieldwork', { timeout: SLOW }, async () => {
    json('draw', ...FIXED_DRAW, '--replicates', '50,25,25', '--reason', 'Met reserve');
    const release = (number: string) => ['release', '--study', STUDY, '--replicate', number];
    await withApplication(async (app) => {
      await startFieldwork(app, COMMAND, STUDY);
    });
    expect(refusal(...release('3'))).toContain('Geef eerst deelsteekproef 2 vrij.');
    expect(refusal(...release('twee'))).toContain('Schrijf --replicate als een getal');
    const { released, ...rest } = json(...release('2'), '--reason', 'Te weinig respons') as {
      released: number;
    };
    expect(rest).toEqual({ study: STUDY, replicate: 2 });
    await withApplication(async ({ database }) => {
      const cases = await database.read('cases').where({ replicate: 2 }).whereNotNull('released_at');
      expect(released).toBe(cases.length);
      expect(released).toBeGreaterThan(0);
      expect(await database.read('replicate_releases').pluck('reason')).toEqual(['Te weinig respons']);
    });
    expect(refusal(...release('2'))).toContain('Deelsteekproef 2 is al vrijgegeven.');
    expect(sample(...release('3')).stdout).toMatch(/^Deel 3 is vrijgegeven: \d+ casussen\.\n$/);
  });
});
