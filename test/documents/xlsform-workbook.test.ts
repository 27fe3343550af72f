import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { readXlsFormWorkbook, xlsFormWorkbook } from '../../src/documents/xlsform-workbook.js';
import { readXlsForm } from '../../src/domain/xlsform/read-xlsform.js';
import { writeXlsForm } from '../../src/domain/xlsform/write-xlsform.js';
import { shippedQuestionnaire } from '../support/questionnaires.js';

function workbookOf(
  sheets: Readonly<Record<string, readonly (readonly (string | number | boolean | null)[])[]>>,
) {
  const data = Object.entries(sheets).map(([sheet, rows]) => ({
    sheet,
    data: rows.map((row) => row.map((value) => (value === null ? null : { value, type: typeOf(value) }))),
  }));
  return writeExcelFile(data).toBuffer();
}

function typeOf(value: string | number | boolean) {
  if (typeof value === 'number') return Number;
  return typeof value === 'boolean' ? Boolean : String;
}

async function why(bytes: Uint8Array): Promise<string> {
  const read = await readXlsFormWorkbook(bytes);
  return read.ok ? '' : read.why;
}

describe('a workbook', () => {
  it('comes back from Excel as it was written', async () => {
    const questionnaire = shippedQuestionnaire('voorbeeld-turks');
    const { form } = writeXlsForm(questionnaire, 'youth');
    const read = await readXlsFormWorkbook(await xlsFormWorkbook(form, questionnaire.languages));
    if (!read.ok) throw new Error(read.why);
    expect(readXlsForm(read.form)).toEqual(readXlsForm(form));
  });

  it('holds texts only, so that nothing in it is run as a formula', async () => {
    const form = {
      survey: [{ type: 'note', name: 'A1', 'label::Nederlands (nl)': '=1+1' }],
      choices: [],
      settings: [],
    };
    const parts = unzipSync(new Uint8Array(await xlsFormWorkbook(form, ['nl'])));
    const sheets = Object.entries(parts).filter(([name]) => name.includes('worksheets'));
    for (const [, bytes] of sheets) expect(new TextDecoder().decode(bytes)).not.toContain('<f');
  });

  it('may have numbers, yes and no, and headings in capitals, as people write them', async () => {
    const read = await readXlsFormWorkbook(
      await workbookOf({
        survey: [
          ['Type', 'Name', 'Label::Dutch (nl)', 'Required'],
          ['select_one  yn', 'q1', 'Ja?', true],
        ],
        choices: [
          ['list_name', 'name', 'label::Dutch (nl)'],
          ['yn', 1, 'ja'],
          ['yn', 2, 'nee'],
        ],
      }),
    );
    if (!read.ok) throw new Error(read.why);
    expect(readXlsForm(read.form).questionnaire?.blocks[0]?.questions).toEqual([
      {
        id: 'Q1',
        type: 'single',
        text: { both: { nl: 'Ja?' } },
        options: [
          { code: 1, label: { nl: 'ja' } },
          { code: 2, label: { nl: 'nee' } },
        ],
        hidden: [],
      },
    ]);
  });
});

describe('a file that is no form is refused with what to do', () => {
  it.each([
    ['a text', strToU8('type,name\n'), 'Sla een ouder bestand (.xls) of een csv eerst op als .xlsx'],
    ['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'Sla een ouder bestand (.xls)'],
    ['nothing', new Uint8Array(), 'geen Excel-bestand'],
    ['a damaged archive', strToU8('PK\u0003\u0004 en dan niets'), 'beschadigd'],
    ['an archive that is no workbook', zipSync({ 'a.txt': strToU8('a') }), 'beschadigd'],
    [
      'an archive that unpacks to far more',
      zipSync({ 'xl/workbook.xml': new Uint8Array(20_000_000) }),
      'veel te groot',
    ],
  ])('%s', async (_name, bytes, expected) => {
    expect(await why(bytes)).toContain(expected);
  });

  it('without the sheet survey, without its columns, and with more rows than any form has', async () => {
    expect(await why(await workbookOf({ Blad1: [['type', 'name']] }))).toContain(
      'geen werkblad survey. Het bestand heeft: Blad1',
    );
    expect(await why(await workbookOf({ survey: [['type', 'label']] }))).toContain('ontbreekt de kolom name');
    expect(await why(await workbookOf({ survey: [] }))).toContain('ontbreekt de kolom type en name');
    const rows = Array.from({ length: 5002 }, () => ['note', 'a']);
    expect(await why(await workbookOf({ survey: [['type', 'name'], ...rows] }))).toContain('veel te groot');
  });
});
