import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isSav, readSav } from '../../../src/domain/answer-file/sav/read-sav.js';
import { savEncoder } from '../../../src/domain/export/sav/sav-encoder.js';
import { encodeAll, hasTool, runTool, temporaryFile } from '../export/tools.js';
import { exampleDataset, exampleRows, LONG_TEXT } from '../export/survey-example.js';

function tableOf(bytes: Uint8Array) {
  const table = readSav(bytes);
  if ('fault' in table) throw new Error(table.fault);
  return table;
}

/** A small file as PSPP writes it, in the encoding and with the compression that its syntax asks for. */
function fromPspp(save: string): Uint8Array {
  const target = temporaryFile('target.sav', '');
  const syntax = `DATA LIST LIST (";") /v1 (F4) naam (A12) cijfer (F5.1) dom (A3).
BEGIN DATA
1;Yıldız;7.5;jbr
2;Ünlü;;bas
-3;;-1234.25;spe
END DATA.
VARIABLE LABELS v1 'Tevreden over de hulp' cijfer 'Rapportcijfer'.
VALUE LABELS v1 1 'ja' 2 'nee' -3 'weet niet' /dom 'jbr' 'JB/JR' 'bas' 'Basishulp'.
MISSING VALUES v1 (-3).
SAVE OUTFILE='${target}' ${save}.`;
  runTool('pspp', [temporaryFile('write.sps', syntax)]);
  return readFileSync(target);
}

describe('a system file', () => {
  it('that we wrote reads as it was: names, labels, codes, long texts', () => {
    const [dataset, rows] = [exampleDataset(), exampleRows()];
    const table = tableOf(encodeAll(savEncoder(dataset), rows));
    expect(table.columns.map(({ name }) => name.toLowerCase())).toEqual(
      dataset.variables.map(({ name }) => name.toLowerCase()),
    );
    expect(table.columns.map(({ label }) => label)).toEqual(dataset.variables.map(({ label }) => label));
    expect(table.rows).toHaveLength(rows.length);
    const texts = table.rows.flatMap(({ cells }) => cells);
    expect(texts).toContain(LONG_TEXT);
    const weight = dataset.variables.findIndex(({ name }) => name === 'weight');
    expect(table.rows.map(({ cells }) => cells[weight])).toEqual(
      rows.map((row) => String(row[weight] ?? '')),
    );
    const domain = table.columns.find(({ name }) => name.toLowerCase() === 'domain');
    expect([...(domain?.valueLabels ?? [])].at(0)).toEqual(['1', 'Basishulp']);
  });

  it('is known by its first letters, and a broken one says what to do', () => {
    const [dataset, rows] = [exampleDataset(), exampleRows()];
    const bytes = encodeAll(savEncoder(dataset), rows);
    expect([isSav(bytes), isSav(Buffer.from('domain;B1'))]).toEqual([true, false]);
    for (const length of [0, 3, 60, 175, 400, bytes.length - 30]) {
      expect(readSav(bytes.subarray(0, length))).toEqual({ fault: expect.stringMatching(/SPSS/) as string });
    }
    const newer = Buffer.from(bytes);
    newer.write('$FL3');
    expect(readSav(newer)).toEqual({ fault: expect.stringContaining('zsav') as string });
  });

  if (hasTool('pspp', 'het lezen van .sav-bestanden die PSPP schreef')) {
    it.each(['/UNCOMPRESSED', '/COMPRESSED'])('reads the same when PSPP wrote it with %s', (save) => {
      const { columns, rows } = tableOf(fromPspp(save));
      expect(columns.map(({ name, label }) => [name, label])).toEqual([
        ['v1', 'Tevreden over de hulp'],
        ['naam', ''],
        ['cijfer', 'Rapportcijfer'],
        ['dom', ''],
      ]);
      expect([...(columns[0]?.valueLabels ?? [])]).toEqual(
        expect.arrayContaining([
          ['1', 'ja'],
          ['2', 'nee'],
          ['-3', 'weet niet'],
        ]),
      );
      expect(rows.map(({ cells }) => cells)).toEqual([
        ['1', 'Yıldız', '7.5', 'jbr'],
        ['2', 'Ünlü', '', 'bas'],
        ['-3', '', '-1234.25', 'spe'],
      ]);
    });
  }
});
