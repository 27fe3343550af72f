import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listVariables } from '../../src/domain/questionnaire/variables.js';
import { shippedQuestionnaire, usable } from '../support/questionnaires.js';

const folder = mkdtempSync(path.join(tmpdir(), 'veldwerk-xlsform-'));
const workbook = path.join(folder, 'engels.xlsx');
const file = path.join(folder, 'engels.yaml');

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function questionnaire(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const command = ['--import', 'tsx', 'src/cli/veldwerk.ts', 'questionnaire', ...args];
    const child = execFile(process.execPath, command, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

const reportSchema = z.object({
  file: z.string(),
  usable: z.boolean(),
  losses: z.array(z.object({ place: z.string(), what: z.string() })),
});

describe(
  'a questionnaire goes to XLSForm and comes back, by commands without a database',
  { timeout: 60_000 },
  () => {
    it('with what stays behind in words', async () => {
      const { code, stdout } = await questionnaire(
        'export',
        'questionnaires/voorbeeld-engels.yaml',
        workbook,
        '--as',
        'youth',
      );
      expect(code).toBe(0);
      expect(stdout).toContain(`${workbook} is geschreven.`);
      expect(stdout).toMatch(/Niet overgenomen:\n {2}instellingen: /);
    });

    it('as a file that the check takes, which says how an editor completes it; with --json for programs', async () => {
      const { code, stdout } = await questionnaire('import', workbook, file, '--json');
      expect(code).toBe(0);
      const report = reportSchema.parse(JSON.parse(stdout));
      expect([report.file, report.usable]).toEqual([file, true]);
      const text = readFileSync(file, 'utf8');
      expect(text).toMatch(/^# yaml-language-server: /);
      const ids = (one: Parameters<typeof listVariables>[0]) => listVariables(one).map(({ id }) => id);
      expect(ids(usable(text))).toEqual(ids(shippedQuestionnaire('voorbeeld-engels')));
    });

    it.each([
      [
        'a workbook that is none',
        'import',
        'geen Excel-bestand',
        () => {
          writeFileSync(workbook, 'geen werkmap');
          return [workbook, path.join(folder, 'niet.yaml')];
        },
      ],
      [
        'a questionnaire with a fault',
        'export',
        'title ontbreekt',
        () => {
          writeFileSync(file, 'id: a');
          return [file, path.join(folder, 'niet.xlsx')];
        },
      ],
      ['a file that is not there', 'import', 'niet te lezen', () => [path.join(folder, 'weg.xlsx'), file]],
    ] as const)('refuses %s with exit code 1, and writes nothing', async (_name, command, why, files) => {
      const args = files();
      const { code, stderr } = await questionnaire(command, ...args);
      expect(code).toBe(1);
      expect(stderr).toContain(why);
      expect(existsSync(path.join(folder, 'niet.yaml')) || existsSync(path.join(folder, 'niet.xlsx'))).toBe(
        false,
      );
    });
  },
);
