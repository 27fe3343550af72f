import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'veldwerk-matches-'));
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

interface Matches {
  readonly open: number;
  readonly decided: number;
  readonly pairs: readonly { readonly pair: string; readonly kind: string; readonly state: string }[];
}

function matches(...args: string[]): Matches {
  const { status, stdout, stderr } = veldwerk('frame', 'matches', 'proef', ...args, '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).not.toMatch(/Vos|Sanne|3011|2012|06123/);
  return JSON.parse(stdout) as Matches;
}

it(
  'decides on pairs from the command line, takes back, and refuses what contradicts',
  { timeout: 120_000 },
  () => {
    const file = path.join(folder, 'team.csv');
    const rows = ['Sem', 'Sanne', 'Saar'].map(
      (name, place) => `${String(place)};${name};Vos;01-02-2012;3011AA;0612345678`,
    );
    writeFileSync(
      file,
      ['clientnummer;voornaam;achternaam;geboortedatum;postcode;telefoon_ouder', ...rows].join('\n'),
    );
    veldwerk('study', 'create', '--name', 'Proef', '--year', '2025');
    expect(veldwerk('frame', 'import', '--study', 'proef', '--domain', 'basishulp', file).status).toBe(0);

    const before = matches();
    expect(before).toMatchObject({ study: 'proef', open: 3, decided: 0, certain_rows: 0 });
    expect(before.pairs[0]).toMatchObject({
      kind: 'same_initial',
      state: 'open',
      persons: [
        { number: 1, rows: [{ domain: 'basishulp', organisation: 'team', line: 2 }] },
        { number: 2, rows: [{ domain: 'basishulp', organisation: 'team', line: 3 }] },
      ],
    });
    const [oneTwo = '', oneThree = '', twoThree = ''] = before.pairs.map(({ pair }) => pair);
    matches('--decide', oneTwo, 'same');
    expect(matches('--decide', oneThree, 'different')).toMatchObject({ open: 1, decided: 2 });
    const refused = veldwerk('frame', 'matches', 'proef', '--decide', twoThree, 'same');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('1 = 2, 2 = 3, maar 1 ≠ 3');
    expect(matches('--undo', oneTwo)).toMatchObject({ open: 2, decided: 1 });
    expect(veldwerk('frame', 'matches', 'proef', '--decide', twoThree).stderr).toContain(
      'Schrijf --decide als',
    );
  },
);
