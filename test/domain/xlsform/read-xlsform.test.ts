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
    ['a number without a unit', { type: 'integer', name: 'P' }, 'Er is geen eenheid'],
    ['a number without limits', { type: 'integer', name: 'P' }, 'Er is geen kleinste en grootste getal'],
    ['a group that repeats', { type: 'begin_repeat', name: 'P' }, 'Een groep die zich herhaalt'],
    ['an end without a beginning', { type: 'end_group' }, 'Hier eindigt een groep die niet begon'],
  ])('tells of %s', (_name, row, what) => {
    const { losses } = questionsOf([{ type: 'text', name: 'Q', label: 'Vraag' }, row]);
    expect(losses.map((loss) => loss.what).join(' ')).toContain(what);
    expect(losses.some(({ place }) => place === 'survey, rij 3' || place.startsWith('lijst'))).toBe(true);
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
