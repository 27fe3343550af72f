import { describe, expect, it } from 'vitest';
import { applyMapping, readMapping, writeMapping } from '../../../src/domain/answer-file/column-mapping.js';
import { guessMapping, isKnownByName } from '../../../src/domain/answer-file/guess-mapping.js';
import { type RawTable, readDelimitedTable } from '../../../src/domain/answer-file/raw-table.js';
import { answerColumnNames, readAnswerTable } from '../../../src/domain/answer-file/read-answer-file.js';
import { DEFAULT_STUDY_DOMAINS } from '../../../src/domain/study/study-domain.js';
import { loadQuestionnaires } from '../../../src/questionnaire-library.js';

const questionnaire = loadQuestionnaires().get('ceo-jeugd-2016');
const context = { questionnaire, domains: DEFAULT_STUDY_DOMAINS };
const names = answerColumnNames(questionnaire);

function tableOf(text: string): RawTable {
  const table = readDelimitedTable(text);
  if ('fault' in table) throw new Error(table.fault);
  return table;
}

function columnsOf(text: string) {
  const read = readMapping(text, names);
  if (!read.ok) throw new Error(read.faults.map(({ message }) => message).join());
  return read.columns;
}

describe('a mapping', () => {
  it('is text that says per column what it means here, and which codes', () => {
    const text = 'hulpsoort -> domain: 1=basishulp, 3=jb_jr\nv12 -> B1: 9=98\nnaam -> -\n';
    expect(columnsOf(`# van 2014\n\n${text}`).map(({ from, to }) => [from, to])).toEqual([
      ['hulpsoort', 'domain'],
      ['v12', 'B1'],
      ['naam', null],
    ]);
    expect(writeMapping(columnsOf(text))).toBe(text);
  });

  it.each([
    ['v12 B1', 'Schrijf: kolom'],
    ['v12 -> B99', '‘B99’ is geen vraag'],
    ['v12 -> B1: 9', '‘9’ is geen code'],
    ['v12 -> B1\nv13 -> b1', 'Twee kolommen'],
  ])('says what is wrong with %s', (text, message) => {
    const read = readMapping(text, names);
    expect(read.ok ? '' : read.faults[0]?.message).toContain(message);
  });

  it('turns the columns and codes of a file into those of the study', () => {
    const table = tableOf('hulpsoort;v12;naam\n1;9;Vos\n3;2;Bos');
    const mapped = applyMapping(
      table,
      columnsOf('hulpsoort -> domain: 1=basishulp, 3=jb_jr\nv12 -> B1: 9=98\nnaam -> -'),
    );
    const read = readAnswerTable(mapped, context);
    expect(read.ok ? read.rows.map(({ domain, answers }) => [domain, answers.get('B1')]) : read).toEqual([
      ['basishulp', { kind: 'hidden', code: 98 }],
      ['jb_jr', { kind: 'single', code: 2, otherText: null }],
    ]);
  });

  it('leaves nothing out in silence', () => {
    const table = tableOf('hulpsoort;v12\n1;9');
    const { faults } = applyMapping(table, columnsOf('v12 -> B1\nv13 -> B2'));
    expect(faults.map(({ column, message }) => `${String(column)}: ${message}`)).toEqual([
      'v13: Deze kolom van de koppeling staat niet in het bestand.',
      'hulpsoort: Deze kolom staat niet in de koppeling.',
      'domain: Geen kolom gaat naar domain, en die is nodig.',
    ]);
  });
});

describe('the guess', () => {
  it('goes by names, then by labels, and by the labels of codes', () => {
    const codes = (...pairs: [string, string][]) => new Map(pairs);
    const table: RawTable = {
      columns: [
        { name: 'WEEGFACTOR', label: '', valueLabels: codes() },
        { name: 'Domein', label: '', valueLabels: codes(['1', 'Basishulp'], ['2', 'Specialistische hulp']) },
        {
          name: 'q3',
          label: 'Tevreden over de jeugdhulp',
          valueLabels: codes(['1', 'Nee'], ['2', 'Ja'], ['8', 'Weet niet']),
        },
        { name: 'intnr', label: 'interviewnummer', valueLabels: codes() },
      ],
      rows: [],
    };
    expect(writeMapping(guessMapping(table, context))).toBe(
      'WEEGFACTOR -> weight\nDomein -> domain: 1=basishulp, 2=specialistisch\nq3 -> B1: 1=2, 2=1, 8=98\nintnr -> -\n',
    );
    expect(isKnownByName(table, context)).toBe(false);
    expect(isKnownByName(tableOf('domein;b1\n'), context)).toBe(true);
  });
});
