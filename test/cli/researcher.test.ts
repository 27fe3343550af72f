import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'veldwerk-cli-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function veldwerk(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/veldwerk.ts', ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], DATABASE_URL: `sqlite:${path.join(folder, 'study.sqlite')}` },
  });
}

function json(...args: string[]): Record<string, unknown> {
  const { status, stdout, stderr } = veldwerk(...args, '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe('the commands of the researcher', () => {
  it('go from an empty database to a checked sample', { timeout: 240_000 }, () => {
    expect(json('study', 'create', '--name', 'CEO jeugd 2025', '--year', '2025')).toEqual({
      slug: 'ceo-jeugd-2025',
    });
    const study = ['--study', 'ceo-jeugd-2025'];
    const files = ['10', '12'].map((number) => `test/frames/specialistisch/aanbieder-${number}.csv`);
    json('frame', 'import', ...study, '--domain', 'specialistisch', ...files);
    const report = json('frame', 'report', ...study);
    const truth = JSON.parse(readFileSync('test/frames/truth.json', 'utf8')) as { files: { file: string }[] };
    expect(report['files']).toEqual(truth.files.filter(({ file }) => /-1[02]\.csv$/.test(file)));
    const draw = ['sample', 'draw', ...study, '--seed', '42', '--size', 'specialistisch=50'];
    const drawn = json(...draw);
    expect(drawn).toMatchObject({ seed: 42, per_domain: { specialistisch: { sample_size: 50 } } });
    expect(json(...draw)).toEqual(drawn);
    const list = veldwerk('check', 'export', ...study, '--organisation', 'aanbieder-10');
    expect(list.stdout.split('\r\n')[0]).toContain(
      'clientnummer;voornaam;achternaam;geboortejaar;lijst;reden',
    );
    const returned = path.join(folder, 'returned.csv');
    writeFileSync(returned, list.stdout.replace(/^([^;]+;[^;]+;[^;]+;\d{4};[a-z]{8};)/m, '$1bezwaar'));
    const checked = json('check', 'import', ...study, '--organisation', 'aanbieder-10', returned);
    expect(checked).toMatchObject({ organisation: 'aanbieder-10', marked: 1, excluded: 1, missing: 0 });
    json('check', 'export', ...study, '--format', 'xlsx', '--folder', folder);
    const workbook = path.join(folder, 'aanbieder-12.xlsx');
    const unchanged = json('check', 'import', ...study, '--organisation', 'aanbieder-12', workbook);
    expect(unchanged).toMatchObject({ organisation: 'aanbieder-12', marked: 0, excluded: 0, missing: 0 });
  });

  it.each([
    [
      ['frame', 'import', '--study', 'geen', '--domain', 'jb_jr', 'x.csv'],
      'Er is geen onderzoek met de naam geen.',
    ],
    [['frame', 'import', '--study', 'ceo-jeugd-2025', '--domain', 'jb_jr', 'x.csv'], 'x.csv is er niet'],
    [['sample', 'draw', '--study', 'ceo-jeugd-2025', '--size', 'jb_jr:3'], 'Schrijf --size als'],
    [
      ['check', 'export', '--study', 'ceo-jeugd-2025', '--organisation', 'x'],
      'Kies uit: aanbieder-10, aanbieder-12.',
    ],
  ])('say on standard error what is wrong: %j', { timeout: 30_000 }, (args, message) => {
    const { status, stdout, stderr } = veldwerk(...args);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
  });
});
