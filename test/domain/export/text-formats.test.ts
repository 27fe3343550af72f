import { describe, expect, it } from 'vitest';
import { readAnswerFile } from '../../../src/domain/answer-file/read-answer-file.js';
import { codebook } from '../../../src/domain/export/csv/codebook.js';
import { csvEncoder } from '../../../src/domain/export/csv/csv-encoder.js';
import { ddiCodebook } from '../../../src/domain/export/ddi/ddi-codebook.js';
import { textElement, xmlText } from '../../../src/domain/export/xml-text.js';
import { ddiFaults } from './ddi-model.js';
import { readDelimited } from './delimited.js';
import { exampleDataset, exampleRows, RECORDS, smallQuestionnaire, source } from './survey-example.js';
import { encodeAll, hasRPackage, hasTool, runTool, temporaryFile } from './tools.js';

const dataset = exampleDataset();

describe('the CSV file', () => {
  it.each(['iso', 'dutch'] as const)('in %s notation is read back by the import of answers', (notation) => {
    const answered = exampleRows().filter((_, at) => at !== 2);
    const text = encodeAll(csvEncoder({ ...dataset, caseCount: 3 }, notation), answered).toString('utf8');
    const context = { questionnaire: smallQuestionnaire, domains: source().domains };
    const read = readAnswerFile(text, context);
    expect(read).toEqual({ ok: true, rows: RECORDS.filter((_, at) => at !== 2) });
  });
  it('has names, codes, decimal points and ISO dates', () => {
    const [names = [], first = []] = readDelimited(
      encodeAll(csvEncoder(dataset, 'iso'), exampleRows()).toString('utf8'),
    );
    const value = Object.fromEntries(names.map((name, at) => [name.replace('\uFEFF', ''), first[at]]));
    expect(value).toMatchObject({
      response: 'r1',
      domain: 'basishulp',
      weight: '15.25',
      Q3: '2.5',
      Q5: '2015-12-31',
      'Q2.1': '1',
      Q6: 'Zoë zei: "fijn", maar\nte laat; 100%',
    });
  });
  it('refuses a number of rows that was not announced', () => {
    expect(() => encodeAll(csvEncoder(dataset, 'iso'), [])).toThrow(RangeError);
  });
});

describe('the codebook', () => {
  const lines = readDelimited(codebook(dataset, 'iso'));
  it('has a line per code, with what it counts as', () => {
    const q1 = lines.filter(([name]) => name === 'Q1');
    expect(q1.map(([, , , , , code, meaning, counts]) => [code, meaning, counts])).toEqual([
      ['1', 'ja', 'antwoord'],
      ['2', 'nee', 'antwoord'],
      ['3', 'anders', 'antwoord'],
      ['97', 'n.v.t.', 'ontbrekend'],
      ['98', 'weet niet', 'ontbrekend'],
      ['99', 'wil niet zeggen', 'ontbrekend'],
    ]);
  });
  it('names the members of a multiple response', () => {
    expect(lines.find(([, , , kind]) => kind === 'meer antwoorden mogelijk')).toContain(
      'Q2.1 Q2_2 Q2_3 Q2_4',
    );
  });
  it('describes every variable', () => {
    const described = new Set(lines.map(([name]) => name));
    expect(dataset.variables.filter(({ name }) => !described.has(name))).toEqual([]);
  });
});

describe('XML', () => {
  it.each([
    ['R&D "1 < 2"', 'R&amp;D &quot;1 &lt; 2&quot;'],
    ['a\u0000\u0008b\tc\n', 'ab\tc\n'],
    ['ı\u{1F600}\uD83D!', 'ı\u{1F600}!'],
  ])('escapes %j', (text, escaped) => {
    expect(xmlText(text)).toBe(escaped);
  });
  it('leaves out an attribute without a value', () => {
    expect(textElement('labl', 'ja & nee', { missing: null, name: 'a' })).toBe(
      '<labl name="a">ja &amp; nee</labl>',
    );
  });
});

describe('the DDI codebook', () => {
  const xml = ddiCodebook(dataset);
  it('is DDI-Codebook 2.5 in Dutch', () => {
    expect(xml).toMatch(/<codeBook xmlns="ddi:codebook:2_5"[^>]* version="2.5" xml:lang="nl">/);
  });
  it('is as the schema defines it: every element, its place and number, every attribute and reference', () => {
    expect(ddiFaults(xml)).toEqual([]);
    expect(ddiFaults(ddiCodebook(exampleDataset({ withTexts: false, caseCount: 0 })))).toEqual([]);
  });
  it.each([
    ['an unknown element', /<qstnLit>/g, '<vraag>'],
    ['an element in the wrong place', '<docDscr>', '<dataDscr></dataDscr><docDscr>'],
    ['a study without a title', /<titl>[^<]*<\/titl>/g, ''],
    ['a reference to nothing', ' files="F1"', ' files="F2"'],
    ['no reference where one must be', / files="F1"/g, ' files=""'],
    ['a variable as the file', ' fileid="F1"', ' fileid="V1"'],
    ['two names of one file', '<fileName>', '<fileName>ander.csv</fileName><fileName>'],
    ['no code among the missing ones', /<item [^>]*>/g, ''],
    ['a space in an empty element', '<location StartPos="1" fileid="F1"/>', '<location> </location>'],
    ['a number at the words of a question', '<qstnLit>', '<qstnLit seqNo="1">'],
    ['a level that is none of an identification', '<IDNo>', '<IDNo level="variable">'],
    ['an ID twice', ' ID="V2"', ' ID="V1"'],
    ['a word that is none of the choices', 'intrvl="contin"', 'intrvl="continuous"'],
    ['an attribute of another element', '<qstn>', '<qstn wgt="wgt">'],
    ['text between elements', '<dataDscr>', '<dataDscr>tekst'],
    ['a variable without a name', / name="weight"/, ''],
  ])('is not so any more with %s', (_, found, replacement) => {
    const spoiled = xml
      .replace(found, replacement)
      .replaceAll('</qstnLit>', (end) => (replacement === '<vraag>' ? '</vraag>' : end));
    expect(spoiled).not.toBe(xml);
    expect(ddiFaults(spoiled)).not.toEqual([]);
  });
  it.each([
    ['text and parts of a question mixed', '<qstn>', '<qstn responseDomainType="code">Vraag: '],
    ['a term of a list of one’s own', 'type="multipleResp"', 'type="other" otherType="ordered"'],
    ['the conditions of a category', '<catgry>', '<catgry access="F1">'],
    ['an identification with its level', '<IDNo>', '<IDNo level="study">'],
    ['a space between elements', '<dataDscr>', '<dataDscr>\n'],
  ])('would also be so with %s', (_, found, replacement) => {
    expect(xml).toContain(found);
    expect(ddiFaults(xml.replace(found, replacement))).toEqual([]);
  });
  it('says at which place in the file a variable is: a column of text with delimiters', () => {
    expect(xml).toContain('<fileType charset="UTF-8">CSV</fileType><format>delimited</format>');
    const places = [...xml.matchAll(/ name="([^"]+)" files[^>]*><location StartPos="(\d+)"/g)];
    expect(places.map(([, name, place]) => dataset.variables[Number(place) - 1]?.name === name)).toEqual(
      dataset.variables.map(() => true),
    );
  });
  it('calls a date an interval, for it has no zero', () => {
    expect(xml).toMatch(/ name="Q5"[^>]* nature="interval" representationType="datetime"/);
    expect(xml).toMatch(/ name="Q3"[^>]* nature="ratio" representationType="numeric"/);
  });
  it('marks missing codes, the weight and the options of a multiple response', () => {
    expect(xml).toContain('<catgry missing="Y"><catValu>98</catValu><labl>weet niet</labl></catgry>');
    expect(xml).toMatch(/name="weight"[^>]* wgt="wgt"/);
    expect(xml).toContain('type="multipleResp" name="Q2" var="V14 V15 V16 V17"');
  });
  if (hasTool('xmllint', 'of de DDI goede XML is')) {
    it('is well-formed for xmllint', () => {
      expect(runTool('xmllint', ['--noout', temporaryFile('ddi.xml', xml)])).toBe('');
    });
    const schema = process.env['VELDWERK_DDI_SCHEMA'];
    if (schema === undefined) {
      process.stderr.write(
        'niet getest, want VELDWERK_DDI_SCHEMA wijst geen codebook.xsd aan: DDI tegen het schema\n',
      );
    } else {
      it('is valid against the schema for xmllint', () => {
        const found = runTool('xmllint', ['--noout', '--schema', schema, temporaryFile('ddi.xml', xml)]);
        expect(found).toContain('validates');
      });
    }
  }
});

if (hasRPackage('utils', 'de CSV in R')) {
  describe('R reads the CSV file', () => {
    it('as numbers and texts', () => {
      const path = temporaryFile('antwoorden.csv', encodeAll(csvEncoder(dataset, 'iso'), exampleRows()));
      const script = `d <- read.csv("${path}", fileEncoding = "UTF-8-BOM", encoding = "UTF-8");
        stopifnot(nrow(d) == 4, d$weight[1] == 15.25, d$Q1_other[1] == "soms, in Cura\\u00e7ao"); cat("goed")`;
      expect(runTool('Rscript', ['-e', script])).toContain('goed');
    });
  });
}
