import { describe, expect, it } from 'vitest';
import { dateForm } from '../../../src/domain/frame/cell-date.js';
import {
  choiceMistakes,
  choicesToRemember,
  correctionsOf,
  unconfirmedColumns,
} from '../../../src/domain/frame/column-choices.js';
import { columnKeys } from '../../../src/domain/frame/column-guess.js';
import { missingColumns } from '../../../src/domain/frame/column-needs.js';
import { type FilePreview, previewClientFile } from '../../../src/domain/frame/column-preview.js';
import { guessDomain, guessOrganisation, organisationKey } from '../../../src/domain/frame/delivery-guess.js';
import { isFileProblem } from '../../../src/domain/frame/file-problem.js';
import type { ColumnCorrections } from '../../../src/domain/frame/column-guess.js';

function preview(text: string, corrections: ColumnCorrections = {}): FilePreview {
  const found = previewClientFile(text, { reportYear: 2025, corrections });
  if (isFileProblem(found)) throw new Error(found.message);
  return found;
}

const LIST = [
  'Cliëntenlijst 2025;;;;;',
  'Naam;Roepnaam;geboren;PC;Tel 1;Opmerking',
  'Vos;Sem;1-2-2012;3011AB;0612345678;',
  'De Wit;Noor;13-02-2011;3012 AB;="0687654321";belt liever niet na 18.00 uur omdat de tv dan aan staat',
  'Bos;Ali;2011-02-13;3013AB;;',
  '',
].join('\n');

describe('a look at the columns of a file', () => {
  it('shows heading, meaning, first cells and how dates are written', () => {
    const { columns, headerLine, delimiter, problem } = preview(LIST);
    expect({ headerLine, delimiter, problem }).toEqual({ headerLine: 2, delimiter: ';', problem: null });
    expect(columns.map(({ key, role, certainty }) => [key, role, certainty])).toEqual([
      ['naam', 'last_name', 'heading'],
      ['roepnaam', 'given_name', 'heading'],
      ['geboren', 'birth_date', 'heading'],
      ['pc', 'postcode', 'heading'],
      ['tel 1', 'phone_parent', 'assumed'],
      ['opmerking', null, null],
    ]);
    expect(columns[2]).toMatchObject({ cells: ['1-2-2012', '13-02-2011', '2011-02-13'], dates: 'day_first' });
    expect(columns[4]).toMatchObject({ cells: ['0612345678', '0687654321'], dates: null });
    expect(columns[5]?.cells).toEqual(['belt liever niet na 18.00 uur omdat de …']);
  });

  it('tries the first rows with these columns', () => {
    const text = `${LIST}Kok;Bo;31-02-2012;3014AB;;\nTotaal;4;;;;\n`;
    expect(preview(text).trial).toEqual({ accepted: 3, rejected: 1, not_in_report_year: 0, no_client: 1 });
  });

  it('says what keeps it from being read, and shows the columns all the same', () => {
    const { problem, trial, columns } = preview(LIST, { geboren: null });
    expect(problem).toMatchObject({ kind: 'missing_column', line: 2 });
    expect(problem?.message).toContain('geboortedatum');
    expect([trial, columns.length]).toEqual([null, 6]);
  });

  it('is a problem of the whole file when there is no table', () => {
    const settings = { reportYear: 2025, corrections: {} };
    expect(previewClientFile('Geachte heer,\nhierbij de lijst', settings)).toMatchObject({
      kind: 'no_header',
    });
    const wide = Array.from({ length: 300 }, (_, place) => `kolom ${String(place)}`);
    wide.splice(0, 4, 'voornaam', 'achternaam', 'geboortedatum', 'postcode');
    expect(previewClientFile(`${wide.join(';')}\n`, settings)).toMatchObject({ kind: 'too_many_columns' });
  });
});

describe('two columns of one name', () => {
  const text = 'Naam;Naam;voornaam;geboren;pc\nVos;Bos;Sem;1-2-2012;3011AB\n';

  it('have keys of their own', () => {
    expect(columnKeys(['Naam', '', 'NAAM', 'naam!'])).toEqual(['naam', '#2', 'naam #2', 'naam #3']);
  });

  it('are refused as long as nobody said what each of them is', () => {
    expect(preview(text).problem).toMatchObject({ kind: 'duplicate_heading' });
    expect(preview(text, { naam: 'last_name' }).problem).toMatchObject({ kind: 'duplicate_heading' });
  });

  it('are read as somebody chose', () => {
    const { problem, columns } = preview(text, { naam: null, 'naam #2': 'last_name' });
    expect(problem).toBeNull();
    expect(columns.map(({ role }) => role)).toEqual([
      null,
      'last_name',
      'given_name',
      'birth_date',
      'postcode',
    ]);
  });
});

describe('choices of columns of one name', () => {
  it('are remembered, because the names do not tell', () => {
    const { columns } = preview('Naam;Naam;voornaam;geboren;pc\nVos;Bos;Sem;1-2-2012;3011AB\n');
    expect(choicesToRemember(columns, columns)).toEqual({ naam: 'last_name', 'naam #2': null });
  });
});

describe('choices of columns', () => {
  const { columns } = preview(LIST);
  const asGuessed = columns.map(({ key, role }) => ({ key, role, isConfirmed: true }));

  it('can stand when they are complete and confirmed', () => {
    expect(choiceMistakes(columns, asGuessed)).toEqual([]);
    expect(choicesToRemember(columns, asGuessed)).toEqual({ 'tel 1': 'phone_parent' });
    expect(preview(LIST, correctionsOf(asGuessed)).columns.map(({ role }) => role)).toEqual(
      columns.map(({ role }) => role),
    );
  });

  it('ask for a word about what the program was not sure of', () => {
    expect(unconfirmedColumns(columns).map(({ heading }) => heading)).toEqual(['Tel 1']);
    const unsaid = asGuessed.map((choice) => ({ ...choice, isConfirmed: false }));
    expect(choiceMistakes(columns, unsaid)).toEqual([
      { key: 'tel 1', message: 'Bevestig dat ‘Tel 1’ telefoon ouder is, of kies iets anders.' },
    ]);
  });

  it('give a meaning once', () => {
    const twice = asGuessed.map((choice) =>
      choice.key === 'opmerking' ? { ...choice, role: 'postcode' as const } : choice,
    );
    expect(choiceMistakes(columns, twice)).toEqual([
      { key: 'opmerking', message: '‘PC’ en ‘Opmerking’ zijn allebei postcode. Kies er één.' },
    ]);
  });

  it('are remembered where they differ from the guess, also as “not used”', () => {
    const other = asGuessed.map((choice) => (choice.key === 'tel 1' ? { ...choice, role: null } : choice));
    expect(choicesToRemember(columns, other)).toEqual({ 'tel 1': null });
    const next = preview(LIST, choicesToRemember(columns, other));
    expect(next.columns[4]).toMatchObject({ role: null, certainty: 'corrected' });
  });
});

describe('columns that are not there', () => {
  it('are needed, or have a consequence', () => {
    const missing = missingColumns(['birth_date', 'full_name', 'postcode', null]);
    expect(missing.map(({ what, isNeeded }) => [what, isNeeded])).toEqual([
      ['telefoonnummer', false],
      ['cliëntnummer', false],
      ['begin of einde van de hulp', false],
      ['geheim adres', false],
    ]);
    expect(missingColumns(['last_name']).filter(({ isNeeded }) => isNeeded)).toHaveLength(3);
    expect(missingColumns([]).every(({ consequence }) => consequence.endsWith('.'))).toBe(true);
  });
});

describe('the way a date is written', () => {
  it.each([
    ['31/12/2014', 'day_first'],
    ['2014-12-31 00:00', 'year_first'],
    ['20141231', 'compact'],
    ['42004', 'day_number'],
    ['31 dec 2014', 'month_name'],
    ['31-02-2014', null],
    ['', null],
  ])('%s is %s', (cell, form) => {
    expect(dateForm(cell)).toBe(form);
  });
});

describe('what the name of a file tells', () => {
  const domains = [
    { code: 'basishulp', label: 'Basishulp' },
    { code: 'specialistisch', label: 'Specialistische hulp' },
    { code: 'jb_jr', label: 'Jeugdbescherming en jeugdreclassering' },
  ];

  it.each([
    ['wijkteams-2025.csv', 'basishulp'],
    ['aanbieder-07.csv', 'specialistisch'],
    ['jbrr-2025.csv', 'jb_jr'],
    ['Jeugdbescherming Zuid (levering 2).csv', 'jb_jr'],
    ['lijst.csv', null],
    ['wijkteams en aanbieders.csv', null],
  ])('%s is of the domain %s', (name, domain) => {
    expect(guessDomain(name, domains)).toBe(domain);
  });

  it('is no question in a study of one domain', () => {
    expect(guessDomain('lijst.csv', domains.slice(0, 1))).toBe('basishulp');
  });

  it('finds the organisation again in another year', () => {
    expect(organisationKey('Wijkteams Noord, levering 2025')).toBe('wijkteams noord');
    expect(guessOrganisation('wijkteams-2026-def.csv', ['Jeugdbescherming Zuid', 'Wijkteams'])).toBe(
      'Wijkteams',
    );
    expect(guessOrganisation('aanbieder-01.csv', ['Wijkteams'])).toBe('aanbieder-01');
    expect(organisationKey('2025')).toBe('2025');
  });
});
