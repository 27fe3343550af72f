import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerRecord } from '../../../src/domain/answer-file/answer-record.js';
import { type AnswerFileContext, readAnswerFile } from '../../../src/domain/answer-file/read-answer-file.js';
import { readPublishedFile } from '../../../src/domain/answer-file/read-published-file.js';
import { answerFileForm } from '../../../src/domain/answer-file/write-answer-file.js';
import { csvText } from '../../../src/domain/csv/csv-text.js';
import { type AgeBand, ageBands } from '../../../src/domain/frame/eligibility.js';
import { NO_TRAITS } from '../../../src/domain/study/traits.js';
import type { Answer } from '../../../src/domain/interview/answer.js';
import { DEFAULT_STUDY_DOMAINS } from '../../../src/domain/study/study-domain.js';
import { shippedQuestionnaire, SMALL_QUESTIONNAIRE, usable } from '../../support/questionnaires.js';

const SMALL: AnswerFileContext = {
  questionnaire: usable(SMALL_QUESTIONNAIRE),
  domains: DEFAULT_STUDY_DOMAINS,
};
const CEO: AnswerFileContext = {
  questionnaire: shippedQuestionnaire('ceo-jeugd-2016'),
  domains: DEFAULT_STUDY_DOMAINS,
};

function answersOf(text: string, context = CEO): Record<string, Answer>[] {
  const read = readAnswerFile(text, context);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.rows.map(({ answers }) => Object.fromEntries(answers));
}

function faultsOf(text: string, context = CEO): string[] {
  const read = readAnswerFile(text, context);
  if (read.ok) throw new Error('the file was read');
  return read.faults.map(({ line, column, message }) => `${String(line)} ${column ?? '-'}: ${message}`);
}

describe('an answer file', () => {
  it('holds one respondent per line, under English or Dutch column names', () => {
    const text =
      'domein;respondent;gewicht;segment;maatregel;leeftijdsgroep;B1\nbasishulp;ouder;15,2;;OTS;0-11;1\n';
    expect(readAnswerFile(text, CEO)).toEqual({
      ok: true,
      rows: [
        {
          domain: 'basishulp',
          respondent: 'parent',
          weight: 15.2,
          segment: null,
          measure: 'OTS',
          ageBand: '0-11',
          traits: NO_TRAITS,
          answers: new Map([['B1', { kind: 'single', code: 1, otherText: null }]]),
        },
      ],
    });
  });

  it('tells backgrounds by their code or in Dutch, and refuses what is neither', () => {
    const heading = 'domein;geslacht;eerste keer;lvb;migratieachtergrond;B1';
    const read = readAnswerFile(`${heading}\nbasishulp;Meisje of vrouw;yes;nee;Niet verstrekt;1\n`, CEO);
    expect(read.ok ? read.rows[0]?.traits : read.faults).toEqual({
      sex: 'female',
      firstTime: 'yes',
      lvb: 'no',
      migration: 'refused',
    });
    expect(faultsOf('domain;migration;B1\nbasishulp;Marokko;1')).toEqual([
      '2 migration: Kies uit yes, no, refused, of laat de cel leeg.',
    ]);
  });

  it.each([',', ';', '\t', '|'])('may be parted by %j', (delimiter) => {
    const text = ['domain;B1;B2', 'jb_jr;2;7'].join('\n').replaceAll(';', delimiter);
    expect(answersOf(text)).toEqual([
      { B1: { kind: 'single', code: 2, otherText: null }, B2: { kind: 'number', value: 7 } },
    ]);
  });

  it('has a column per option of a multiple response, and keeps 97, 98 and 99', () => {
    const text =
      'domain;A2_1;A2_2;A2_8;A2_other;A3;B1\nbasishulp;1;0;1;via de kerk;1,5;98\nbasishulp;97;97;97;;99;1\n';
    expect(answersOf(text)).toEqual([
      {
        A2: { kind: 'multiple', codes: [1, 8], otherText: 'via de kerk' },
        A3: { kind: 'number', value: 1.5 },
        B1: { kind: 'hidden', code: 98 },
      },
      {
        A2: { kind: 'hidden', code: 97 },
        A3: { kind: 'hidden', code: 99 },
        B1: { kind: 'single', code: 1, otherText: null },
      },
    ]);
  });

  it('takes an option with code 98 as an option', () => {
    expect(answersOf('domain;A2_98\nbasishulp;1')).toEqual([
      { A2: { kind: 'multiple', codes: [98], otherText: null } },
    ]);
  });

  it.each([
    ['', ['1 -: Het bestand is leeg.']],
    ['domain;B1', ['1 -: Onder de kolomnamen staan geen gegevens.']],
    ['B1\n1', ['1 domain: Deze kolom ontbreekt en is nodig.']],
    [
      'domain;B1;B9\nbasishulp;1;1',
      ['1 B9: Deze kolom is niet bekend. Gebruik een code uit de vragenlijst, of verwijder de kolom.'],
    ],
    ['domain;B1;b1\nbasishulp;1;1', ['1 b1: Deze kolom staat er twee keer in. Verwijder er één.']],
    [
      'domain;K2\nbasishulp;1',
      ['1 K2: Deze kolom is niet bekend. Gebruik een code uit de vragenlijst, of verwijder de kolom.'],
    ],
    ['domain;B1\nbasishulp;1;1', ['2 -: Deze regel heeft meer cellen dan er kolomnamen zijn.']],
    [
      'domain;B1\nbasishulp;"1',
      ['2 -: Hier begint een aanhalingsteken dat nergens wordt gesloten. Herstel deze regel.'],
    ],
    [
      'domain;B1\nwijkteam;1',
      ['2 domain: Dit domein hoort niet bij het onderzoek. Kies uit basishulp, specialistisch, jb_jr.'],
    ],
    ['domain;B1\n\nbasishulp;\n', ['3 -: Op deze regel staat geen enkel antwoord.']],
    ['domain;B1\nbasishulp;3', ['2 B1: ‘3’ is geen antwoord op deze vraag. Kies uit 1, 2, 97, 98, 99.']],
    ['domain;B2\nbasishulp;11', ['2 B2: Dit getal kan niet. Vul een getal in van 1 tot en met 10.']],
    [
      'domain;A2_1;A2_98\nbasishulp;1;1',
      ['2 A2_1: Een antwoord dat alle andere uitsluit, is samen met een ander antwoord gekozen.'],
    ],
    [
      'domain;A2_1;A2_2\nbasishulp;1;x',
      ['2 A2_1: Vul 1 in voor gekozen, 0 voor niet gekozen, of overal 97, 98 of 99.'],
    ],
    [
      'domain;A2_1;A2_2\nbasishulp;1;97',
      ['2 A2_1: 97, 98 en 99 gaan niet samen met elkaar of met een gekozen antwoord.'],
    ],
    [
      'domain;weight;B1\nbasishulp;1,5;1\nbasishulp;;1',
      ['3 weight: Geef elke regel een gewicht, of geen enkele.'],
    ],
    ['domain;weight;B1\nbasishulp;0;1', ['2 weight: Een gewicht is een getal boven 0.']],
    ['domain;segment;B1\nbasishulp;jeugd_ggz;1', ['2 segment: Dit domein heeft geen segment met deze naam.']],
    [
      'domain;respondent;age_band;B1\nbasishulp;oma;12;1',
      [
        '2 respondent: Vul parent (ouder) of youth (jongere) in, of laat de cel leeg.',
        '2 age_band: Kies uit 0-11, 12-15, 16+.',
      ],
    ],
  ])('is refused with line, column and what to do: %j', (text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });

  it('comes back as it was written, for any respondents', () => {
    // A text that itself starts with '= cannot be told from one that was guarded.
    const words = fc.stringMatching(/^[=+@a-zé;" ]{0,12}[a-z]$/);
    const record = fc.record({
      domain: fc.constantFrom('basishulp', 'specialistisch', 'jb_jr'),
      respondent: fc.constantFrom(null, 'parent' as const, 'youth' as const),
      weight: fc.integer({ min: 1, max: 5000 }).map((tenths) => tenths / 10),
      segment: fc.constant(null),
      measure: fc.constantFrom(null, 'ots'),
      ageBand: fc.constantFrom<AgeBand | null>(null, ...ageBands),
      traits: fc.record({
        sex: fc.constantFrom(null, 'female', 'male', 'other'),
        firstTime: fc.constantFrom(null, 'yes', 'no'),
        lvb: fc.constantFrom(null, 'yes', 'no', 'refused'),
        migration: fc.constantFrom(null, 'yes', 'no', 'refused'),
      }),
      answers: fc
        .record(
          {
            Q1: fc.constantFrom<Answer>(
              { kind: 'single', code: 2, otherText: null },
              { kind: 'hidden', code: 98 },
            ),
            Q2: fc
              .subarray([1, 2], { minLength: 1 })
              .map((codes): Answer => ({ kind: 'multiple', codes, otherText: null })),
            Q3: fc
              .integer({ min: 0, max: 1200 })
              .map((tenths): Answer => ({ kind: 'number', value: tenths / 10 })),
            Q6: words.map((text): Answer => ({ kind: 'text', text: text.trim() })),
            Q7_2: fc.constant<Answer>({ kind: 'hidden', code: 97 }),
          },
          { requiredKeys: ['Q1'] },
        )
        .map((answers) => new Map(Object.entries(answers))),
    });
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), (records: AnswerRecord[]) => {
        const form = answerFileForm(SMALL.questionnaire, true);
        const text = csvText([form.headings, ...records.map((one, at) => form.cells(`r${String(at)}`, one))]);
        expect(readAnswerFile(text.slice(1), SMALL)).toEqual({ ok: true, rows: records });
      }),
      { numRuns: 60 },
    );
  });

  it('leaves the words of respondents out unless asked for', () => {
    const { headings } = answerFileForm(CEO.questionnaire, false);
    expect(headings).toContain('B1');
    expect(
      headings.filter((name) => ['B3', 'B4', 'K1', 'A2_other', 'S5_other', 'K2'].includes(name)),
    ).toEqual([]);
  });
});

describe('a file of published results', () => {
  it('holds a base and a value per question and domain', () => {
    const text =
      'vraag;antwoord;domein;basis;waarde;sd\nB1;;basishulp;219;0,94;\nB2;;;505;7,7;1,6\nG2;1;basishulp;49;0.12;\n';
    expect(readPublishedFile(text, CEO)).toEqual({
      ok: true,
      rows: [
        {
          question: 'B1',
          option: null,
          domain: 'basishulp',
          base: 219,
          value: 0.94,
          standardDeviation: null,
        },
        { question: 'B2', option: null, domain: null, base: 505, value: 7.7, standardDeviation: 1.6 },
        { question: 'G2', option: 1, domain: 'basishulp', base: 49, value: 0.12, standardDeviation: null },
      ],
    });
  });

  it.each([
    ['B3;;basishulp;10;0,5;', 'question', 'Deze vraag komt in de tabellen van deze vragenlijst niet voor.'],
    [
      'B1;;wijk;10;0,5;',
      'domain',
      'Dit domein hoort niet bij het onderzoek. Laat de cel leeg voor het totaal.',
    ],
    ['B1;;basishulp;10;94;', 'value', 'Schrijf 83% als 0,83.'],
    ['B1;;basishulp;10;;', 'value', 'Vul een getal in.'],
    ['B1;;basishulp;0;0,5;', 'base', 'De basis is een heel aantal personen, 1 of meer.'],
    ['B1;;basishulp;10;0,5;1', 'sd', 'Alleen een gemiddelde heeft een standaardafwijking, van 0 of meer.'],
    ['G2;;basishulp;10;0,5;', 'option', 'Geef per regel het antwoord waar het cijfer bij hoort: 1, 2, 3.'],
    ['B1;1;basishulp;10;0,5;', 'option', 'Van deze vraag is één cijfer per domein nodig. Laat de cel leeg.'],
  ])('is refused when a line is wrong: %s', (line, column, message) => {
    const read = readPublishedFile(`question;option;domain;base;value;sd\n${line}`, CEO);
    expect(read).toEqual({ ok: false, faults: [{ line: 2, column, message }] });
  });

  it('has each figure once', () => {
    const read = readPublishedFile('question;domain;base;value\nB1;jb_jr;71;0,82\nB1;jb_jr;71;0,8', CEO);
    expect(read).toEqual({
      ok: false,
      faults: [{ line: 3, column: null, message: 'Dit cijfer staat er twee keer in.' }],
    });
  });
});
