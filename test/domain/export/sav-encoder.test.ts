import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset, DatasetRow } from '../../../src/domain/export/dataset.js';
import { describeDataset } from '../../../src/domain/export/describe-dataset.js';
import { savEncoder } from '../../../src/domain/export/sav/sav-encoder.js';
import { segmentWidths } from '../../../src/domain/export/sav/sav-layout.js';
import { readSav } from './sav-reader.js';
import { exampleDataset, exampleRows, LONG_TEXT, manyRows, source } from './survey-example.js';
import { encodeAll, hasRPackage, hasTool, runTool, temporaryFile } from './tools.js';

const dataset = exampleDataset();
const file = encodeAll(savEncoder(dataset), exampleRows());
const read = readSav(file);

/** The elements of one case, by the short name of their variable. */
function elementsOf(name: string, at: number): readonly (number | null | string)[] {
  const start = dataset.variables.findIndex((variable) => variable.name === name);
  const before = dataset.variables.slice(0, start).reduce((sum, { content }) => {
    const widths = content.kind === 'text' ? segmentWidths(content.maxBytes) : [8];
    return sum + widths.reduce((elements, width) => elements + Math.ceil(width / 8), 0);
  }, 0);
  return (read.cases[at] ?? []).slice(before);
}

describe('a system file', () => {
  it('has a header with title, number of cases and the weight variable', () => {
    expect(read).toMatchObject({ magic: '$FL2', caseCount: 4, weightIndex: 4 });
    expect(read.fileLabel).toBe('Cliëntervaringsonderzoek jeugd 2026 — Übersicht');
  });
  it('names its variables in full and says that it is UTF-8', () => {
    expect(read.extensions.get(20)?.toString()).toBe('UTF-8');
    const names = read.extensions.get(13)?.toString().split('\t') ?? [];
    expect(names.map((pair) => pair.split('=')[1])).toEqual(dataset.variables.map(({ name }) => name));
    expect(names[0]).toBe('@0000001=response');
  });
  it('labels variables and values, and declares the missing codes', () => {
    const q1 = read.variables.find(({ label }) => label === 'Krijgt uw kind hulp in {jaar}?');
    expect(q1?.missing).toEqual([97, 98, 99]);
    const labels = read.valueLabels.find(({ labels: own }) => own.get(3) === 'anders')?.labels;
    expect([...(labels ?? [])]).toEqual([
      [1, 'ja'],
      [2, 'nee'],
      [3, 'anders'],
      [97, 'n.v.t.'],
      [98, 'weet niet'],
      [99, 'wil niet zeggen'],
    ]);
  });
  it('takes other missing codes where 97 to 99 are answers', () => {
    expect(read.variables.find(({ label }) => label === 'Hoeveel maanden?')?.missing).toEqual([
      997, 998, 999,
    ]);
  });
  it('keeps measurement levels', () => {
    const display = read.extensions.get(11) ?? Buffer.alloc(0);
    const levels = Array.from({ length: display.length / 12 }, (_, at) => display.readInt32LE(at * 12));
    expect(levels).toHaveLength(read.variables.length);
    expect(levels.slice(0, 8)).toEqual([1, 1, 1, 3, 1, 1, 2, 1]);
  });
  it('holds the options of a multiple response as a set', () => {
    expect(read.extensions.get(7)?.toString()).toBe(
      '$Q2=D1 1 21 Van wie kreeg u hulp? @0000014 @0000015 @0000016 @0000017\n',
    );
  });
  it('cuts a text over 255 bytes into segments of 255 and gives its width', () => {
    expect(segmentWidths(450)).toEqual([255, 198]);
    expect(segmentWidths(20_000)).toHaveLength(80);
    expect(segmentWidths(20_000).at(-1)).toBe(92);
    expect(read.extensions.get(14)?.toString()).toBe('@0000023=00450\0\t');
    const [first, second] = [32, 25];
    const stored = elementsOf('Q6', 3)
      .slice(0, first + second)
      .join('');
    const bytes = stored.slice(0, 255) + stored.slice(256, 256 + 195);
    expect(Buffer.from(bytes, 'latin1').toString('utf8')).toBe(LONG_TEXT);
  });
  it('stores numbers, missing codes, what was not asked, categories and dates', () => {
    expect(elementsOf('domain', 0).slice(0, 6)).toEqual([1, 1, 15.25, null, 1, 1]);
    expect(elementsOf('domain', 1).slice(0, 6)).toEqual([2, 2, 1 / 3, 1, null, 3]);
    expect(elementsOf('domain', 2).slice(0, 6)).toEqual([3, null, null, 4, null, null]);
    expect(elementsOf('Q1', 1)[0]).toBe(98);
    expect(elementsOf('Q3', 1)[0]).toBe(997);
    // 31 December 2015 is 158,228 days after 14 October 1582.
    expect(elementsOf('Q5', 0)[0]).toBe(158_228 * 86_400);
  });
  it('tells how to use the weights', () => {
    expect(read.documents.join(' ')).toContain('Gebruik hem niet als aantal waarnemingen');
  });
  it('is a file also without rows', () => {
    const empty = describeDataset(source({ caseCount: 0, withTexts: false }));
    expect(readSav(encodeAll(savEncoder(empty), [])).cases).toEqual([]);
  });
  it('keeps every number, whatever the portions', () => {
    const numbers: Dataset = {
      ...dataset,
      variables: ['x', 'y', 'z'].map((name) => ({
        name,
        label: '',
        question: null,
        missing: [],
        level: 'scale',
        content: { kind: 'number', decimals: 2, labels: [] },
      })),
      multipleResponseSets: [],
      weight: null,
    };
    const cell = fc.option(
      fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -120, max: 170 })),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 30 }), (rows) => {
        const own = encodeAll(savEncoder({ ...numbers, caseCount: rows.length }), rows);
        expect(readSav(own).cases).toEqual(rows);
      }),
    );
  });
  it('refuses a text that is longer than announced, an unknown category and a wrong number of rows', () => {
    const row = exampleRows()[0] ?? [];
    const encode = (changed: DatasetRow, count = 1): Buffer =>
      encodeAll(savEncoder({ ...dataset, caseCount: count }), [changed]);
    expect(() => encode(['r'.repeat(99), ...row.slice(1)])).toThrow(RangeError);
    expect(() => encode(['r1', 'onbekend', ...row.slice(2)])).toThrow(RangeError);
    expect(() => encode(row, 2)).toThrow(RangeError);
  });
  it('is written portion by portion without keeping what was written', () => {
    const large = describeDataset(source({ caseCount: 50_000, withTexts: false }));
    const wide = widened(large, 60);
    const encoder = savEncoder(wide);
    let bytes = encoder.begin().length;
    let largest = 0;
    let portion: DatasetRow[] = [];
    for (const row of manyRows(wide, 50_000)) {
      portion.push(row);
      if (portion.length < 500) continue;
      const own = encoder.rows(portion);
      largest = Math.max(largest, process.memoryUsage().arrayBuffers);
      bytes += own.length;
      portion = [];
    }
    bytes += encoder.end().length;
    expect(bytes).toBeGreaterThan(3_000_000);
    expect(largest).toBeLessThan(60_000_000);
  });
});

/** The description with answers repeated until it has so many variables. */
function widened(narrow: Dataset, count: number): Dataset {
  const answers = narrow.variables.slice(7);
  const variables = Array.from({ length: count }, (_, at) => {
    const variable = narrow.variables[at] ?? answers[at % answers.length];
    if (variable === undefined) throw new Error('a variable was expected');
    return { ...variable, name: at < 7 ? variable.name : `W${String(at)}` };
  });
  return { ...narrow, variables, multipleResponseSets: [] };
}

if (hasTool('pspp', 'de .sav in PSPP')) {
  describe('PSPP reads the system file', () => {
    it('with names, labels, missing values, weights and sets', () => {
      const path = temporaryFile('antwoorden.sav', file);
      const syntax = temporaryFile(
        'lees.sps',
        `GET FILE='${path}'.\nMRSETS /DISPLAY NAME=ALL.\nSHOW WEIGHT.\nFREQUENCIES Q1.\nDISPLAY DICTIONARY.\n`,
      );
      const output = runTool('pspp', ['-o', '-', '-O', 'format=csv', syntax]);
      expect(output).not.toMatch(/corrupt|unexpected|unrecognized|near offset/i);
      expect(output).toContain('WEIGHT is weight');
      expect(output).toContain('$Q2,Van wie kreeg u hulp?,Dichotomies,1,');
      expect(output).toMatch(/weet niet,\.3333/);
      expect(output).toContain('997; 998; 999');
      expect(output).toContain('A450');
    });
  });
}

if (hasTool('readstat', 'de .sav in ReadStat')) {
  describe('ReadStat reads the system file', () => {
    it('with every value', () => {
      const output = runTool('readstat', [temporaryFile('antwoorden.sav', file), '-']);
      expect(output).toContain('soms, in Curaçao');
      expect(output).toContain(LONG_TEXT);
      expect(output).toContain('Converted 26 variables and 4 rows');
    });
  });
}

if (hasRPackage('haven', 'de .sav in R')) {
  describe('R reads the system file with haven', () => {
    it('with labels, missing codes, dates and long texts', () => {
      const path = temporaryFile('antwoorden.sav', file);
      const script = `d <- haven::read_sav("${path}", user_na = TRUE);
        stopifnot(identical(as.vector(attr(d$Q1, "na_values")), c(97, 98, 99)));
        stopifnot(attr(d$Q1, "label") == "Krijgt uw kind hulp in {jaar}?");
        stopifnot(names(attr(d$domain, "labels"))[3] == "Jeugdbescherming en jeugdreclassering");
        stopifnot(nchar(d$Q6[4]) == 300, d$Q5[1] == as.Date("2015-12-31"), is.na(d$weight[3]));
        stopifnot(d$Q1_other[1] == "soms, in Cura\\u00e7ao"); cat("goed")`;
      expect(runTool('Rscript', ['-e', script])).toContain('goed');
    });
  });
}
