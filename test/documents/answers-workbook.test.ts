import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { describe, expect, it } from 'vitest';
import { answersWorkbook } from '../../src/documents/answers-workbook.js';
import { codebookLines } from '../../src/domain/export/csv/codebook.js';
import { csvEncoder } from '../../src/domain/export/csv/csv-encoder.js';
import { readDelimited } from '../domain/export/delimited.js';
import { exampleDataset, exampleRows } from '../domain/export/survey-example.js';
import { encodeAll, hasTool, runTool, temporaryFile } from '../domain/export/tools.js';

const dataset = exampleDataset();
const file = encodeAll(answersWorkbook(dataset), exampleRows());

describe('answers as an Excel file', () => {
  it('have a row per respondent with numbers, dates and texts, and the codebook as a second sheet', async () => {
    const blob = new Blob([Uint8Array.from(file)]);
    const [names = [], first = []] = await readSheet(blob);
    expect(names).toEqual(dataset.variables.map(({ name }) => name));
    const value = Object.fromEntries(names.map((name, at) => [String(name), first[at]]));
    expect(value).toMatchObject({ response: 'r1', domain: 'basishulp', weight: 15.25, Q3: 2.5, 'Q2.1': 1 });
    expect(value['Q6']).toBe('Zoë zei: "fijn", maar\nte laat; 100%');
    expect(value['Q5']).toEqual(new Date('2015-12-31T00:00:00Z'));
    const book = await readSheet(blob, 'Codeboek');
    expect(book.map((row) => row.slice(0, 2))).toEqual(codebookLines(dataset).map((row) => row.slice(0, 2)));
  });

  it('cannot be run as a formula', () => {
    const rows = exampleRows().map((row) => row.map((cell) => (cell === 'r1' ? '=1+1' : cell)));
    const written = encodeAll(answersWorkbook(dataset), rows);
    const sheet = strFromU8(unzipSync(written)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet).toContain('t="inlineStr"><is><t xml:space="preserve">=1+1</t>');
    expect(sheet).not.toContain('<f>');
  });

  it('refuse a number of rows that was not announced, or that no sheet has', () => {
    expect(() => encodeAll(answersWorkbook(dataset), [])).toThrow(RangeError);
    expect(() => answersWorkbook({ ...dataset, caseCount: 1_048_576 })).toThrow(RangeError);
  });

  if (hasTool('soffice', 'de antwoorden als werkboek in LibreOffice')) {
    it('say the same in LibreOffice as the CSV file', () => {
      const path = temporaryFile('antwoorden.xlsx', file);
      const folder = dirname(path);
      const csv = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,1';
      const profile = `-env:UserInstallation=file://${folder}/profile`;
      runTool('soffice', [profile, '--headless', '--convert-to', csv, '--outdir', `${folder}/out`, path]);
      const read = readDelimited(readFileSync(`${folder}/out/antwoorden-Antwoorden.csv`, 'utf8'));
      const written = readDelimited(
        encodeAll(csvEncoder(dataset, 'iso'), exampleRows()).toString('utf8').replace('\uFEFF', ''),
      );
      const rounded = (cell: string): string =>
        /^-?\d+\.\d+$/.test(cell) ? Number(cell).toPrecision(10) : cell;
      expect(read.map((cells) => cells.map(rounded))).toEqual(
        written.map((cells) => cells.map((cell) => rounded(cell))),
      );
    }, 120_000);
  }
});
