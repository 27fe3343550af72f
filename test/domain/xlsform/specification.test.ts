import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { xlsFormWorkbook } from '../../../src/documents/xlsform-workbook.js';
import { writeXlsForm } from '../../../src/domain/xlsform/write-xlsform.js';
import {
  listShippedFiles,
  readShippedText,
  SMALL_QUESTIONNAIRE,
  usable,
} from '../../support/questionnaires.js';
import { anyQuestionnaire } from '../interview/questionnaires.arbitrary.js';
import { breachesOfSpecification } from './specification.js';

const TEXTS = new Map([
  ['klein.yaml', SMALL_QUESTIONNAIRE],
  ...listShippedFiles().map((file) => [file, readShippedText(file)] as const),
]);

/** The converter that the makers of XLSForm publish (pip install pyxform), when this machine has it. */
const CONVERTER = [
  process.env['VELDWERK_XLS2XFORM'],
  ...(process.env['PATH'] ?? '').split(path.delimiter).map((folder) => path.join(folder, 'xls2xform')),
].find((file) => file !== undefined && file !== '' && existsSync(file));

describe('a form that is written', () => {
  it.each([...TEXTS])('of %s is as xlsform.org says', (_file, text) => {
    const questionnaire = usable(text);
    for (const respondent of questionnaire.respondents) {
      expect(breachesOfSpecification(writeXlsForm(questionnaire, respondent).form)).toEqual([]);
    }
  });

  it('is so for any questionnaire', () => {
    fc.assert(
      fc.property(anyQuestionnaire, (questionnaire) => {
        expect(breachesOfSpecification(writeXlsForm(questionnaire, 'youth').form)).toEqual([]);
      }),
    );
  });

  it('would be found out when it were not', () => {
    const row = { type: 'select_one weg', name: '1a', relevant: '(${x}' };
    expect(breachesOfSpecification({ survey: [row], choices: [], settings: [] })).toEqual([
      'row 2: name 1a',
      'row 2: no list weg',
      'row 2: no label',
      'no field x for (${x}',
      'brackets of (${x}',
      'settings',
    ]);
  });

  it.skipIf(CONVERTER === undefined).each([...TEXTS])(
    'of %s is taken by the converter of the makers (skipped without xls2xform)',
    async (file, text) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'veldwerk-xlsform-'));
      try {
        const questionnaire = usable(text);
        const { form } = writeXlsForm(questionnaire, questionnaire.respondents[0] ?? 'parent');
        const workbook = path.join(folder, file.replace('.yaml', '.xlsx'));
        writeFileSync(workbook, await xlsFormWorkbook(form, questionnaire.languages));
        const output = path.join(folder, 'form.xml');
        execFileSync(CONVERTER ?? '', ['--skip_validate', workbook, output]);
        expect(readFileSync(output, 'utf8')).toContain('<h:html');
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    60_000,
  );
});
