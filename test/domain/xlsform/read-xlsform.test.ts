import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readExpression } from '../../../src/domain/xlsform/expression.js';
import { readXlsForm } from '../../../src/domain/xlsform/read-xlsform.js';
import type { SheetRow, XlsForm } from '../../../src/domain/xlsform/xlsform.js';

const YES_NO: readonly SheetRow[] = [
  { list_name: 'yn', name: 'yes', label: 'ja' },
  { list_name: 'yn', name: 'no', label: 'nee' },
];

function formOf(survey: readonly SheetRow[], choices: readonly SheetRow[] = YES_NO): XlsForm {
  return { survey, choices, settings: [{ form_title: 'Proef', form_id: 'Mijn Form 2' }] };
}

function questionsOf(survey: readonly SheetRow[]) {
  const { questionnaire, losses } = readXlsForm(formOf(survey));
  return { losses, questions: questionnaire?.blocks.flatMap(({ questions }) => questions) ?? [] };
}

describe('a form as others write it', () => {
  it('gets codes, numbers for answers, and conditions that follow', () => {
    const { questionnaire, losses } = readXlsForm(
      formOf([
        { type: 'select_one yn', name: 'has_help', label: 'Krijgt u hulp?', required: 'TRUE' },
        {
          type: 'integer',
          name: 'how-long',
          label: 'Hoe lang?',
          relevant: "${has_help} = 'yes'",
          constraint: '. > 0',
        },
      ]),
    );
    expect(questionnaire).toMatchObject({ id: 'mijn-form-2', title: { nl: 'Proef' }, languages: ['nl'] });
    expect(questionnaire?.blocks).toMatchObject([
      {
        questions: [
          { id: 'Has_help', type: 'single', hidden: [], options: [{ code: 1 }, { code: 2 }] },
          {
            id: 'HowLong',
            type: 'number',
            when: { question: 'Has_help', is: 1 },
            checks: [{ wrongWhen: { not: { question: 'HowLong', atLeast: 1 } }, severity: 'refuse' }],
          },
        ],
      },
    ]);
    expect(losses.map(({ place }) => place)).toEqual(
      expect.arrayContaining(['lijst yn', 'survey, rij 2', 'survey, rij 3']),
    );
  });

  it('with or_other gets an answer that asks for a text', () => {
    const { questions } = questionsOf([{ type: 'select_multiple yn or_other', name: 'V1', label: 'Wat?' }]);
    expect(questions).toMatchObject([
      {
        type: 'multiple',
        options: [{ code: 1 }, { code: 2 }, { code: 3, label: { nl: 'anders, namelijk' }, other: true }],
      },
    ]);
  });

  it.each(['table-list', 'matrix', 'w3 horizontal-compact'])(
    'has statements in a group that looks like %s',
    (appearance) => {
      const { questions, losses } = questionsOf([
        { type: 'begin group', name: 'G', label: 'Hoe vaak', appearance },
        { type: 'select_one yn', name: 'G1', label: 'luistert men?' },
        { type: 'select_one yn', name: 'G2', label: 'helpt men?', relevant: "${G1} != 'no'" },
        { type: 'end group', name: '' },
      ]);
      expect(questions).toMatchObject([
        {
          id: 'G',
          type: 'grid',
          statements: [{ id: 'G1' }, { id: 'G2', when: { not: { question: 'G1', is: 2 } } }],
        },
      ]);
      expect(losses.map(({ place }) => place)).toEqual(['lijst yn']);
    },
  );

  it('takes the languages of label::Dutch (nl), label::English and label:tr', () => {
    const { questionnaire } = readXlsForm({
      ...formOf([
        {
          type: 'note',
          name: 'N',
          'label::Dutch (nl)': 'Dag',
          'label::English': 'Hello',
          'label:tr': 'Merhaba',
          'label::Klingon': 'nuqneH',
        },
      ]),
      settings: [{ default_language: 'English' }],
    });
    expect(questionnaire?.languages).toEqual(['en', 'nl', 'tr']);
    expect(questionnaire?.blocks[0]?.questions[0]?.text).toEqual({
      both: { nl: 'Dag', en: 'Hello', tr: 'Merhaba' },
    });
  });

  it.each<[string, SheetRow, string]>([
    [
      'a question of a kind that is not here',
      { type: 'geopoint', name: 'P' },
      'Een vraag van het soort geopoint',
    ],
    ['a list that is not there', { type: 'select_one weg', name: 'P' }, 'De lijst weg staat niet in choices'],
    [
      'a condition that cannot be said',
      { type: 'text', name: 'P', relevant: 'regex(${Q}, "a")' },
      'De voorwaarde is weggelaten',
    ],
    [
      'a condition that is no expression',
      { type: 'text', name: 'P', relevant: '${Q' },
      'De voorwaarde is weggelaten',
    ],
    [
      'a condition on what is not there',
      { type: 'text', name: 'P', relevant: "${weg} = 'a'" },
      'De voorwaarde is weggelaten',
    ],
    [
      'a constraint that cannot be said',
      { type: 'text', name: 'P', constraint: 'string-length(.) > 3' },
      'De controle op het antwoord',
    ],
    [
      'a calculation that cannot be said',
      { type: 'calculate', name: 'P', calculation: 'today()' },
      'De berekening is weggelaten',
    ],
    [
      'an answer that is filled in',
      { type: 'text', name: 'P', default: 'x' },
      'Een antwoord dat vooraf is ingevuld',
    ],
    ['a picture', { type: 'text', name: 'P', 'media::image': 'x.png' }, 'Beeld of geluid'],
    [
      'a filter on answers',
      { type: 'select_one yn', name: 'P', choice_filter: 'true()' },
      'Een filter op de antwoorden',
    ],
    [
      'a limit to an answer from a list',
      { type: 'select_one yn', name: 'P', constraint: '. >= 1' },
      'Een grens aan wat geen getal is',
    ],
    [
      'a message that no check has',
      { type: 'text', name: 'P', constraint_message: 'Nee.' },
      'De eigen melding bij een verkeerd antwoord',
    ],
    [
      'a message when nothing is answered',
      { type: 'text', name: 'P', 'required_message::English': 'Fill in.' },
      'De melding als het antwoord ontbreekt',
    ],
    [
      'an answer that must be given sometimes',
      { type: 'text', name: 'P', required: "${Q} = 'a'" },
      'Wanneer het antwoord verplicht is',
    ],
    [
      'a grade that was a number',
      { type: 'integer', name: 'P', constraint: '. >= 1 and . <= 10' },
      'werd een rapportcijfer',
    ],
    [
      'parameters that mean more than another order',
      { type: 'select_one yn', name: 'P', parameters: 'randomize=true, seed=42' },
      'De instellingen in parameters, behalve',
    ],
    [
      'what stands behind a list',
      { type: 'select_one yn search', name: 'P' },
      'Wat er achter de lijst yn staat',
    ],
    [
      'a help text of a note',
      { type: 'note', name: 'P', guidance_hint: 'x' },
      'De toelichting (guidance_hint)',
    ],
    ['data about the filling in', { type: 'start', name: 'start' }, 'Gegevens over het invullen'],
    ['the look of a group', { type: 'begin_group', name: 'P', appearance: 'field-list' }, '(appearance)'],
    ['a number without a unit', { type: 'integer', name: 'P' }, 'Er is geen eenheid'],
    ['a number without limits', { type: 'integer', name: 'P' }, 'Er is geen kleinste en grootste getal'],
    ['a group that repeats', { type: 'begin_repeat', name: 'P' }, 'Een groep die zich herhaalt'],
    ['an end without a beginning', { type: 'end_group' }, 'Hier eindigt een groep die niet begon'],
  ])('tells of %s', (_name, row, what) => {
    const { losses } = questionsOf([{ type: 'text', name: 'Q', label: 'Vraag' }, row]);
    expect(losses.map((loss) => loss.what).join(' ')).toContain(what);
    expect(losses.some(({ place }) => place === 'survey, rij 3' || place.startsWith('lijst'))).toBe(true);
  });

  it('keeps the words behind “anders, namelijk”, and tells when more than those words is lost', () => {
    const asked = { type: 'select_one yn', name: 'A', label: 'Krijgt u hulp?' };
    const relevant = "${A} = 'no'";
    const other = (label: string, more: SheetRow = {}): SheetRow => ({
      type: 'text',
      name: 'A_other',
      label,
      relevant,
      ...more,
    });
    const plain = questionsOf([asked, other('nee')]);
    expect(plain.questions).toMatchObject([{ id: 'A', options: [{}, { other: true }] }]);
    expect(plain.losses.map(({ place }) => place)).toEqual(['lijst yn']);
    const worded = questionsOf([asked, other('Waarom niet?', { hint: 'Vraag door.' })]);
    expect(worded.losses).toContainEqual({
      place: 'survey, rij 3',
      what: 'De vraag is opgegaan in antwoord 2 van A, dat nu om een toelichting vraagt; haar tekst is weg.',
    });
    expect(worded.losses).toContainEqual({ place: 'survey, rij 3', what: 'De aanwijzing (hint).' });
  });

  it.each<[string, SheetRow[]]>([
    ['whose question is left out', [{ type: 'select_one weg', name: 'A', label: 'Wat?' }]],
    [
      'whose question is a row of a table',
      [
        { type: 'begin_group', name: 'G', label: 'Hoe', appearance: 'table-list' },
        { type: 'select_one yn', name: 'A', label: 'helpt men?' },
        { type: 'end_group' },
      ],
    ],
    [
      'that has been asked for before',
      [
        { type: 'select_one yn', name: 'A', label: 'Wat?' },
        { type: 'text', name: 'A_other2', label: 'nee', relevant: "${A} = 'no'" },
      ],
    ],
  ])('keeps a text %s as a question', (_name, before) => {
    const { questions } = questionsOf([
      ...before,
      { type: 'text', name: 'A_other', label: 'Waarom?', relevant: "${A} = 'no'" },
    ]);
    expect(questions.at(-1)).toMatchObject({
      id: 'A_other',
      type: 'open',
      text: { both: { nl: 'Waarom?' } },
    });
  });

  it('tells that a condition on the words behind an answer cannot be said', () => {
    const { questions, losses } = questionsOf([
      { type: 'select_one yn', name: 'A', label: 'Krijgt u hulp?' },
      { type: 'text', name: 'A_other', label: 'nee', relevant: "${A} = 'no'" },
      { type: 'note', name: 'N', label: 'Dank.', relevant: "${A_other} != ''" },
    ]);
    expect(questions.at(-1)).not.toHaveProperty('when');
    expect(losses.map(({ what }) => what).join(' ')).toContain('De voorwaarde is weggelaten');
  });

  it('tells what the rows of a table had of their own, and keeps the conditions of groups inside it', () => {
    const { questions, losses } = questionsOf([
      {
        type: 'begin_group',
        name: 'G',
        label: 'Hoe vaak',
        appearance: 'table-list',
        relevant: "${G0} = 'yes'",
      },
      { type: 'select_one yn', name: 'G1', label: 'luistert men?', hint: 'Rustig.', required: 'yes' },
      { type: 'begin_group', name: 'H', label: 'Hulp', relevant: "${G1} = 'yes'" },
      { type: 'select_one yn', name: 'G2', label: 'helpt men?', constraint: ". != 'no'", default: 'yes' },
      { type: 'end_group' },
      { type: 'end_group' },
    ]);
    expect(questions).toMatchObject([
      { id: 'G', statements: [{ id: 'G1' }, { id: 'G2', when: { question: 'G1', is: 1 } }] },
    ]);
    expect(losses).toEqual(
      expect.arrayContaining([
        { place: 'survey, rij 3', what: 'De aanwijzing (hint).' },
        { place: 'survey, rij 5', what: 'De controle op het antwoord (constraint).' },
        { place: 'survey, rij 5', what: 'Een antwoord dat vooraf is ingevuld.' },
        { place: 'survey, rij 2', what: 'Welke rijen verplicht zijn: de eerste geldt voor de hele tabel.' },
        {
          place: 'survey, rij 4',
          what: 'Een groep in een groep is opgegaan in het blok; haar naam is weg.',
        },
      ]),
    );
  });

  it('keeps the questions of a table that is no grid, each by itself and under the condition of the table', () => {
    const { questions, losses } = questionsOf([
      { type: 'select_one yn', name: 'Q', label: 'Vraag?' },
      { type: 'begin_group', name: 'G', label: 'Over u', appearance: 'table-list', relevant: "${Q} = 'yes'" },
      { type: 'text', name: 'G1', label: 'Wie?' },
      { type: 'select_one yn', name: 'G2', label: 'Helpt men?' },
      { type: 'end_group' },
    ]);
    expect(questions).toMatchObject([
      { id: 'Q' },
      { id: 'G1', type: 'open', when: { question: 'Q', is: 1 } },
      { id: 'G2', type: 'single', when: { question: 'Q', is: 1 } },
    ]);
    expect(losses.map(({ what }) => what).join(' ')).toContain('haar vragen staan nu los');
  });

  it('tells each thing that many rows lose once, with the rows', () => {
    const { losses } = questionsOf([
      { type: 'text', name: 'A', label: 'a', appearance: 'multiline' },
      { type: 'text', name: 'B', label: 'b', appearance: 'numbers' },
      { type: 'note', name: 'C', label: 'c', 'bind::odk:length': '5', appearance: 'x' },
    ]);
    expect(losses).toEqual([
      { place: 'lijst yn', what: expect.stringContaining('kregen een nummer') as string },
      { place: 'lijst yn', what: 'Geen vraag heeft deze lijst; zij is weggelaten.' },
      { place: 'survey, rij 2, 3 en 4', what: 'Hoe het eruitziet (appearance).' },
      { place: 'survey, rij 4', what: 'De kolom bind::odk:length.' },
    ]);
  });

  it('tells of settings, sheets, answers and rows that nobody reads', () => {
    const { losses } = readXlsForm({
      survey: [
        { type: 'text', name: 'A', label: 'a' },
        { type: '', name: 'B', label: 'vergeten' },
        { type: 'text', name: 'C', label: 'uit', disabled: 'yes' },
        { type: '', name: '' },
      ],
      choices: [
        { list_name: 'l', name: '1', label: 'een', 'media::image': '1.png', gebied: 'noord' },
        { list_name: '', name: '2', label: 'zonder lijst' },
      ],
      settings: [{ form_title: 'T', style: 'pages' }],
      otherSheets: ['entities'],
    });
    expect(losses.map(({ place, what }) => `${place}: ${what}`)).toEqual([
      'choices, rij 3: Een antwoord zonder lijst (list_name) of naam (name) is overgeslagen.',
      'lijst l: Beeld of geluid.',
      'lijst l: De kolom gebied.',
      'settings: De kolom style.',
      'lijst l: Geen vraag heeft deze lijst; zij is weggelaten.',
      'werkblad entities: Dit werkblad wordt niet gelezen.',
      'survey, rij 3: Een rij zonder soort (type) is overgeslagen.',
      'survey, rij 4: Een rij die in het formulier uit staat (disabled).',
    ]);
  });

  it('with more answers than any form has, counted with each question that has them, is refused', () => {
    const choices = Array.from({ length: 100 }, (_, place) => ({
      list_name: 'l',
      name: String(place + 100),
      label: 'x',
    }));
    const survey = Array.from({ length: 501 }, (_, place) => ({
      type: 'select_one l',
      name: `q${String(place)}`,
      label: 'x',
    }));
    expect(readXlsForm(formOf(survey.slice(1), choices)).why).toBeNull();
    expect(readXlsForm(formOf(survey, choices)).why).toContain('meer dan 50.000 antwoorden');
    const long = choices.map((row) => ({ ...row, label: 'x'.repeat(1000) }));
    expect(readXlsForm(formOf(survey.slice(450), long)).why).toContain('veel te groot');
    const groups = Array.from({ length: 300 }, (_, place) => ({
      type: 'begin_group',
      name: `g${String(place)}`,
      relevant: `\${q0} = '100' and ${'x'.repeat(80)}`,
    }));
    expect(readXlsForm(formOf([...groups, ...survey.slice(0, 300)])).why).toContain('veel te groot');
  });

  it('without a question is no questionnaire', () => {
    expect(readXlsForm(formOf([{ type: 'start', name: 'start' }])).questionnaire).toBeNull();
  });

  it('may hold anything in its cells without harm', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'select_one yn',
        'integer',
        'begin_group',
        'end_group',
        'calculate',
        '${Q} = 1',
        '__proto__',
        'constructor',
        '('.repeat(5000),
      ),
    );
    const row = fc.dictionary(
      fc.constantFrom('type', 'name', 'label', 'relevant', 'constraint', 'calculation', 'list_name'),
      cell,
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), fc.array(row, { maxLength: 6 }), (survey, choices) => {
        const { questionnaire, losses } = readXlsForm({ survey, choices, settings: [] });
        expect(questionnaire === null || questionnaire.blocks.length > 0).toBe(true);
        expect(Array.isArray(losses)).toBe(true);
      }),
    );
  });
});

describe('an expression', () => {
  it.each([
    ["${A1} = '2' or ${A2} = '1' and ${A3} > 4", 'or'],
    ['1 + 2 * 3 = 7', '='],
  ])('%s binds as XPath says', (text, operator) => {
    expect(readExpression(text)).toMatchObject({ kind: 'operation', operator });
  });

  it.each(['', '(', '${A} =', 'a b', '${A} ~ 1', "'open", ')('.repeat(99), '('.repeat(100_000)])(
    '%s is none',
    (text) => {
      expect(readExpression(text)).toBeNull();
    },
  );
});
