import { describe, expect, it } from 'vitest';
import { withTextBytes, describeDataset } from '../../../src/domain/export/describe-dataset.js';
import { dtaEncoder } from '../../../src/domain/export/dta/dta-encoder.js';
import { exampleDataset, exampleRows, LONG_TEXT, source } from './survey-example.js';
import { encodeAll, hasRPackage, hasTool, runTool, temporaryFile } from './tools.js';

const dataset = exampleDataset();
const file = encodeAll(dtaEncoder(dataset), exampleRows());

/** The bytes between a start tag and its end tag. */
function part(bytes: Buffer, name: string): Buffer {
  const start = bytes.indexOf(`<${name}>`) + name.length + 2;
  return bytes.subarray(start, bytes.indexOf(`</${name}>`, start));
}

function names(bytes: Buffer, of: string, width: number): string[] {
  const own = part(bytes, of);
  return Array.from({ length: own.length / width }, (_, at) =>
    own.toString('utf8', at * width, (at + 1) * width).replace(/\0+$/, ''),
  );
}

describe('a Stata file', () => {
  it('says its version, numbers of variables and rows, title and time', () => {
    expect(part(file, 'release').toString()).toBe('118');
    expect(part(file, 'byteorder').toString()).toBe('LSF');
    expect(part(file, 'K').readUInt16LE()).toBe(26);
    expect(part(file, 'N').readBigUInt64LE()).toBe(4n);
    expect(part(file, 'label').subarray(2).toString()).toBe(
      'Cliëntervaringsonderzoek jeugd 2026 — Übersicht',
    );
    expect(part(file, 'timestamp').subarray(1).toString()).toBe('28 Mar 2026 12:00');
  });
  it('has a map to the place of every part', () => {
    const map = part(file, 'map');
    const offsets = Array.from({ length: 14 }, (_, at) => Number(map.readBigUInt64LE(at * 8)));
    const tags = offsets.map(
      (offset) => /^<\/?[a-z_]+>/.exec(file.toString('latin1', offset, offset + 40))?.[0],
    );
    expect(tags).toEqual([
      '<stata_dta>',
      '<map>',
      '<variable_types>',
      '<varnames>',
      '<sortlist>',
      '<formats>',
      '<value_label_names>',
      '<variable_labels>',
      '<characteristics>',
      '<data>',
      '<strls>',
      '<value_labels>',
      '</stata_dta>',
      undefined,
    ]);
    expect(offsets.at(-1)).toBe(file.length);
  });
  it('tells in its notes how to use the weights', () => {
    const characteristics = part(file, 'characteristics');
    const notes = characteristics
      .toString('utf8')
      .split('</ch>')
      .slice(0, -1)
      .map((one) => one.slice('<ch>'.length + 4 + 2 * 129).replace('\0', ''));
    expect(notes).toEqual([String(dataset.remarks.length), ...dataset.remarks]);
    expect(notes.join(' ')).toContain('Gebruik hem niet als aantal waarnemingen');
    // Each says how long it is.
    expect(characteristics.readInt32LE(4) + '<ch>'.length + 4).toBe(characteristics.indexOf('</ch>'));
  });
  it('gives every variable a name that Stata accepts', () => {
    const own = names(file, 'varnames', 129);
    expect(own).toContain('Q2_1');
    expect(own).toContain('Q2_1_2');
    expect(own.every((name) => /^[A-Za-z_]\w{0,31}$/.test(name))).toBe(true);
    expect(names(file, 'formats', 57)[own.indexOf('Q5')]).toBe('%td');
  });
  it('continues a text over 2,045 bytes in further variables, without cutting a character', () => {
    const text = 'ı'.repeat(4000);
    const described = withTextBytes(describeDataset(source({ caseCount: 1 })), new Map([['Q6', 8000]]));
    const row = described.variables.map(({ name }) => (name === 'Q6' ? text : null));
    const own = encodeAll(dtaEncoder(described), [row]);
    const parts = names(own, 'varnames', 129).filter((name) => name.startsWith('Q6'));
    expect(parts).toEqual(['Q6', 'Q6_part2', 'Q6_part3', 'Q6_part4']);
    expect(part(own, 'data').toString('utf8').match(/ı/g)).toHaveLength(4000);
  });
  it('is a file also without rows', () => {
    const empty = encodeAll(dtaEncoder(describeDataset(source({ caseCount: 0, withTexts: false }))), []);
    expect(part(empty, 'data')).toHaveLength(0);
  });
  it('refuses a number of rows that was not announced', () => {
    expect(() => encodeAll(dtaEncoder(dataset), exampleRows().slice(1))).toThrow(RangeError);
  });
});

if (hasTool('readstat', 'de .dta in ReadStat')) {
  describe('ReadStat reads the Stata file', () => {
    it('with every value', () => {
      const output = runTool('readstat', [temporaryFile('antwoorden.dta', file), '-']);
      expect(output).toContain('soms, in Curaçao');
      expect(output).toContain(LONG_TEXT);
      expect(output).toContain('Converted 26 variables and 4 rows');
    });
  });
}

if (hasRPackage('haven', 'de .dta in R')) {
  describe('R reads the Stata file with haven', () => {
    it('with labels, the reasons of missing answers, dates and long texts', () => {
      const path = temporaryFile('antwoorden.dta', file);
      const script = `d <- haven::read_dta("${path}");
        stopifnot(haven::na_tag(d$Q1[2]) == "b", haven::na_tag(d$Q3[2]) == "a", haven::na_tag(d$Q2_1[2]) == "c");
        stopifnot(is.na(haven::na_tag(d$Q1[3])), is.na(d$Q1[3]), d$Q3[4] == 120);
        stopifnot(names(attr(d$Q1, "labels")) == c("ja", "nee", "anders", "n.v.t.", "weet niet", "wil niet zeggen"));
        stopifnot(nchar(d$Q6[4]) == 300, d$Q5[1] == as.Date("2015-12-31"), d$weight[4] == 1000.125);
        stopifnot(attr(d$weight, "label") == "weegfactor: aantal cli\\u00ebnten waarvoor deze respondent staat");
        cat("goed")`;
      expect(runTool('Rscript', ['-e', script])).toContain('goed');
    });
  });
}
