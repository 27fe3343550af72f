import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import type { DatabaseLocation } from '../../../src/database/database.js';
import { openDatabase } from '../../../src/database/open-database.js';
import { type OutcomeCounts, RATE_NAMES } from '../../../src/domain/response/rates.js';
import { formatDecimal } from '../../../src/web/dutch-format.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication, TEST_KEY } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { tablesOf } from '../../support/html-tables.js';
import { readReference, relativeError } from '../../support/reference.js';
import { studyWithGroups } from '../../support/response-cases.js';

type Expected = Readonly<Record<string, number>> & { readonly counts: OutcomeCounts };

const REFERENCE = readReference('aapor.json') as Readonly<Record<'a' | 'b' | 'allknown', Expected>>;
/** Which set of the reference is which domain of the study. */
const DOMAINS = { basishulp: REFERENCE.a, specialistisch: REFERENCE.b, jb_jr: REFERENCE.allknown };
const CODES = ['basishulp', 'specialistisch', 'jb_jr'] as const;
const NAMES = [...RATE_NAMES, 'e' as const];
/** The command starts the program anew, on a machine that may be busy. */
const SLOW = 120_000;

/** The reference, with cases around it that are in no rate of AAPOR. */
const GROUPS = Object.fromEntries(
  CODES.map((code, at) => [
    code,
    { ...DOMAINS[code].counts, open: 7 + at, excluded: 3, withdrawn: 2, unreleased: 5 },
  ]),
);

function urlOf(location: DatabaseLocation): string {
  return location.engine === 'sqlite' ? `sqlite:${location.file}` : location.url;
}

async function printed(location: DatabaseLocation, ...args: readonly string[]): Promise<unknown> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/veldwerk.ts', ...args], {
    env: { PATH: process.env['PATH'], DATABASE_URL: urlOf(location), VELDWERK_KEY: TEST_KEY },
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (errors += piece.toString()));
  const status = await new Promise((resolve) => child.on('close', resolve));
  expect({ status, errors }).toEqual({ status: 0, errors: '' });
  return JSON.parse(output);
}

function expectOnPage(html: string): void {
  const rates = tablesOf(html).find(({ id }) => id === 'aapor');
  for (const [row, name] of NAMES.entries()) {
    const shown = rates?.rows[row]?.map(({ text }) => text) ?? [];
    expect(shown[0]).toContain(name);
    const expected = CODES.map((code) => `${formatDecimal((DOMAINS[code][name] ?? -1) * 100)}%`);
    expect(shown.slice(1, 4)).toEqual(expected);
  }
}

function expectInFile(csv: string): void {
  const lines = csv.split('\r\n').slice(1);
  for (const [row, name] of NAMES.entries()) {
    const cells = (lines[row] ?? '').split(';').slice(1, 4);
    expectRates(
      name,
      cells.map((text) => Number(text.replace(',', '.'))),
    );
  }
}

/** The rate of one name in the three domains. */
function expectRates(name: string, found: readonly (number | undefined)[]): void {
  for (const [at, code] of CODES.entries()) {
    const error = relativeError(found[at] ?? -1, DOMAINS[code][name] ?? -2);
    expect(error, `${name} of ${code}`).toBeLessThan(1e-12);
  }
}

function expectPrinted(json: unknown): void {
  const { per_domain: found } = json as {
    per_domain: Record<string, { counts: Record<string, number>; rates: Record<string, number> }>;
  };
  for (const code of CODES) expect(found[code]?.counts).toMatchObject(DOMAINS[code].counts);
  for (const name of NAMES)
    expectRates(
      name,
      CODES.map((code) => found[code]?.rates[name]),
    );
}

describeOnEachDatabase('the rates of the reference', ({ makeDatabase }) => {
  it(
    'come out through the page, through its file and through response --json',
    { timeout: SLOW },
    async () => {
      const location = await makeDatabase();
      const database = openDatabase(location);
      try {
        const app = createTestApplication(database, { location });
        const web = createWebApp(app);
        await studyWithGroups(app, GROUPS);
        const analyst = await signInAs(app, web, 'analist');

        expectOnPage((await analyst.get('/studies/ceo-2025/response')).text);
        expectInFile((await analyst.get('/studies/ceo-2025/response/rates/aapor.csv')).text);
        expectPrinted(await printed(location, 'response', '--study', 'ceo-2025', '--json'));
      } finally {
        await database.close();
      }
    },
  );
});
