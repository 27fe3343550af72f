import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { boundedWorkbook } from '../../src/documents/bounded-workbook.js';
import { readWorksheet } from '../../src/documents/read-worksheet.js';
import { readXlsFormWorkbook } from '../../src/documents/xlsform-workbook.js';

const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The smallest workbook with these rows as its sheets `survey`, each of them the same part. */
function workbook(rows: string, sheetCount = 1): Uint8Array {
  const sheets = Array.from(
    { length: sheetCount },
    (_, place) =>
      `<sheet name="survey${place === 0 ? '' : String(place)}" sheetId="${String(place + 1)}" r:id="rId1"/>`,
  );
  const part = (text: string): Uint8Array => strToU8(`${HEADER}${text}`);
  return zipSync({
    'xl/workbook.xml': part(
      `<workbook xmlns:r="${RELATIONS}"><sheets>${sheets.join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': part(
      `<Relationships><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': part(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
  });
}

const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const FIRST = `<row r="1">${cell('A1', 'type')}${cell('B1', 'name')}</row>`;

describe('a small workbook that would fill the memory of its reader is refused', () => {
  it.each([
    ['a row far below', `${FIRST}<row r="2000000000">${cell('A2000000000', 'x')}</row>`],
    ['a cell far below in a row without a number', `${FIRST}<row>${cell('A2000000000', 'x')}</row>`],
    ['a cell in the last place of Excel', `${FIRST}<row r="1048576">${cell('XFD1048576', 'x')}</row>`],
    ['a column that there is not', `<row r="1">${cell('A1', 'type')}${cell('ZZZZZZ1', 'x')}</row>`],
    ['a number of a row in another form', `${FIRST}<row r="Infinity"><c r="A2"><v>1</v></c></row>`],
    ['a number in character references', `${FIRST}<row r="&#50;000000000">${cell('A2', 'x')}</row>`],
    ['single quotes and a prefix', `${FIRST}<x:row x:r = '2000000000'>${cell('A2', 'x')}</x:row>`],
    [
      'an empty row that becomes one far below when another is taken out',
      `${FIRST}<r<row r="2"/>ow r="2000000000">${cell('A2', 'x')}</row>`,
    ],
  ])('%s', async (_name, rows) => {
    const bytes = workbook(rows);
    expect(bytes.length).toBeLessThan(2000);
    const read = await readXlsFormWorkbook(bytes);
    expect(read.ok ? '' : read.why).toContain('veel te groot voor een vragenlijst');
    expect(await readWorksheet(bytes)).toBe('too_large');
  });

  it('many rows beside one wide row, and one sheet that counts many times', async () => {
    const rows = Array.from({ length: 60_000 }, () => '<row/>').join('');
    expect(await readWorksheet(workbook(`<row r="1">${cell('CV1', 'x')}</row>${rows}`))).toBe('too_large');
    const sheet = `${FIRST}<row r="4000">${cell('A4000', 'x')}</row>`;
    expect((await readXlsFormWorkbook(workbook(sheet))).ok).toBe(true);
    expect((await readXlsFormWorkbook(workbook(sheet, 1000))).ok).toBe(false);
  });

  it.each([' r="', ' r="A1"', " r='"])(
    'a tag with a million times %s, which would keep its reader busy for hours',
    async (text) => {
      const tag = text.repeat(1_000_000);
      expect(await readWorksheet(workbook(`<row${tag}`))).toBe('too_large');
      expect(await readWorksheet(workbook(`${FIRST}</sheetData><sheetData a=">"${tag}>`))).toBe('too_large');
    },
  );

  it.each(['<!-- ', '<![CDATA[', '<?x '])('a million times the beginning %s', async (text) => {
    expect(await readWorksheet(workbook(text.repeat(1_000_000)))).toBe('too_large');
  });

  it('one long text in thousands of cells', async () => {
    const shared = cell('A2', 'x'.repeat(900_000));
    const rows = (count: number): string =>
      Array.from(
        { length: count },
        (_, place) =>
          `<row r="${String(place + 2)}">${shared.replaceAll('A2', `A${String(place + 2)}`)}</row>`,
      ).join('');
    expect((await readXlsFormWorkbook(workbook(`${FIRST}${rows(4)}`))).ok).toBe(true);
    expect((await readXlsFormWorkbook(workbook(`${FIRST}${rows(5)}`))).ok).toBe(false);
  });
});

describe('a workbook as people make it', () => {
  it('may have empty rows and cells far away, as LibreOffice writes them', async () => {
    const rows = [
      `<row r="1" ht="12.8">${cell('A1', 'type')}${cell('B1', 'name')}<c r="XFD1" s="3"/></row>`,
      `<row r="3">${cell('A3', 'note')}${cell('B3', 'q1')}<c r="C3" s="1"></c></row>`,
      '<row r="1048576" customFormat="false" ht="12.8" hidden="false"></row>',
    ].join('');
    const read = await readXlsFormWorkbook(workbook(rows));
    if (!read.ok) throw new Error(read.why);
    expect(read.form.survey).toEqual([
      { type: '', name: '' },
      { type: 'note', name: 'q1' },
    ]);
    expect(await readWorksheet(workbook(rows))).toEqual([
      { line: 1, cells: ['type', 'name'] },
      { line: 2, cells: ['', ''] },
      { line: 3, cells: ['note', 'q1'] },
    ]);
  });

  it('is given to its reader without what is no XML', () => {
    const bytes = zipSync({
      'xl/media/image1.png': new Uint8Array(10),
      'xl/workbook.xml': strToU8('<workbook/>'),
    });
    const bounded = boundedWorkbook(bytes, { unpackedBytes: 1000, cells: 10 });
    expect(Buffer.from(bounded ?? []).includes('image1')).toBe(false);
    expect(boundedWorkbook(bytes, { unpackedBytes: 15, cells: 10 })).toBeNull();
  });
});
