import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { SMALL_QUESTIONNAIRE } from '../support/questionnaires.js';

const folder = mkdtempSync(path.join(tmpdir(), 'veldwerk-check-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function fileWith(text: string): string {
  const file = path.join(folder, 'klein.yaml');
  writeFileSync(file, text);
  return file;
}

async function check(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const command = ['--import', 'tsx', 'src/cli/veldwerk.ts', 'questionnaire', 'check', ...args];
    const child = execFile(process.execPath, command, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

it('a questionnaire that is right gives exit code 0, without a database', async () => {
  const { code, stdout } = await check(fileWith(SMALL_QUESTIONNAIRE));
  expect(code).toBe(0);
  expect(stdout).toContain('geen bevindingen');
});

it('a fault gives exit code 1, with place, reason and remedy in words', async () => {
  const { code, stdout } = await check(
    fileWith(SMALL_QUESTIONNAIRE.replace('themes: [snelheid]', 'themes: [spoed]')),
  );
  expect(code).toBe(1);
  expect(stdout).toMatch(/klein\.yaml:\d+ Q1 › themes \(fout, unknown_theme\)/);
  expect(stdout).toContain('Het thema spoed staat niet in de lijst');
  expect(stdout).toContain('Verbeter de naam of voeg het thema bovenaan toe.');
  expect(stdout).toContain('1 fout, 0 waarschuwingen');
});

it('the measurement before is read from the same folder', async () => {
  fileWith(SMALL_QUESTIONNAIRE);
  const next = path.join(folder, 'klein-2.yaml');
  writeFileSync(
    next,
    SMALL_QUESTIONNAIRE.replace('id: klein', 'id: klein-2\nprevious: klein').replace(
      'nl: maanden }',
      'nl: weken }',
    ),
  );
  const { code, stdout } = await check(next);
  expect(code).toBe(0);
  expect(stdout).toContain('(waarschuwing, changed_meaning)');
});

it('the same as JSON, for programs', async () => {
  const { code, stdout } = await check(fileWith('id: ['), '--json');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ usable: false, findings: [{ rule: 'yaml', line: 1 }] });
});

it('a file that is not there is told on standard error', async () => {
  const { code, stderr } = await check(path.join(folder, 'weg.yaml'));
  expect(code).toBe(1);
  expect(stderr).toContain('niet te lezen');
});
