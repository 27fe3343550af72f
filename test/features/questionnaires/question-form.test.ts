import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/domain/questionnaire/condition.js';
import { conditionOfFields, fieldsOfCondition } from '../../../src/features/questionnaires/condition-form.js';
import { conditionSubjects } from '../../../src/features/questionnaires/condition-subjects.js';
import { fieldsOfQuestion, questionOfFields } from '../../../src/features/questionnaires/question-form.js';
import {
  listShippedFiles,
  readShippedText,
  shippedQuestionnaire,
  SMALL_QUESTIONNAIRE,
  usable,
} from '../../support/questionnaires.js';

const small = usable(SMALL_QUESTIONNAIRE);
const all = [SMALL_QUESTIONNAIRE, ...listShippedFiles().map(readShippedText)].map(usable);

function question(id: string) {
  const found = small.blocks.flatMap(({ questions }) => questions).find((one) => one.id === id);
  if (found === undefined) throw new Error(`no question ${id}`);
  return found;
}

it.each(
  all.flatMap((questionnaire) =>
    questionnaire.blocks.flatMap(({ questions }) =>
      questions.map((one) => [questionnaire.id, one.id, questionnaire, one] as const),
    ),
  ),
)(
  'a form of %s %s that is sent back unchanged changes nothing',
  (_questionnaire, _id, questionnaire, one) => {
    const fields = fieldsOfQuestion(questionnaire, one);
    const keep =
      one.when !== undefined && fieldsOfCondition(one.when, 'when') === null ? { 'when-keep': 'yes' } : {};
    expect(questionOfFields(questionnaire, one, { ...fields, ...keep })).toEqual(one);
  },
);

describe('what is typed', () => {
  const changed = (id: string, fields: Record<string, string>) =>
    questionOfFields(small, question(id), { ...fieldsOfQuestion(small, question(id)), ...fields });

  it('becomes one text when parent and youth hear the same, and two when they do not', () => {
    expect(changed('Q1', { 'text-parent-nl': 'Hulp?', 'text-youth-nl': ' Hulp? ' })).toMatchObject({
      text: { both: { nl: 'Hulp?' } },
    });
    expect(changed('Q6', { 'text-youth-nl': 'Waarom dan?' })).toMatchObject({
      text: { parent: { nl: 'Waarom?' }, youth: { nl: 'Waarom dan?' } },
    });
  });

  it('adds an option, and removes one whose words are wiped', () => {
    expect(
      changed('Q2', { 'options-1-label-nl': '', 'options-4-code': '7', 'options-4-label-nl': 'school' }),
    ).toMatchObject({
      options: [
        { code: 1 },
        { code: 3, other: true },
        { code: 4, exclusive: true, notReadAloud: true },
        { code: 7, label: { nl: 'school' } },
      ],
    });
  });

  it('adds a statement with the next code and keeps what the form does not show', () => {
    expect(
      changed('Q7', {
        'statements-2-text-parent-nl': 'wacht men?',
        'statements-2-text-youth-nl': 'wacht men?',
      }),
    ).toMatchObject({
      statements: [
        { id: 'Q7_1' },
        { id: 'Q7_2', when: { question: 'Q7_1', is: 2 } },
        { id: 'Q7_3', text: { both: { nl: 'wacht men?' } } },
      ],
    });
  });

  it('reads a Dutch decimal comma, and leaves what is no number for the check', () => {
    expect(changed('Q3', { softMax: '12,5' })).toMatchObject({ softMax: 12.5 });
    expect(changed('Q3', { max: 'veel' })).toMatchObject({ max: 'veel' });
  });

  it('takes a statistic away, and makes another', () => {
    expect(changed('Q1', { 'statistic-kind': '' })).not.toHaveProperty('statistic');
    expect(changed('Q1', { 'statistic-kind': 'share', 'options-1-positive': 'yes' })).toMatchObject({
      statistic: { kind: 'share', positive: [1, 2] },
    });
  });
});

describe('a condition by choosing', () => {
  it.each<[Condition, Condition]>([
    [
      { question: 'Q1', is: 1 },
      { question: 'Q1', is: 1 },
    ],
    [{ not: { sample: 'domain', is: 'jb_jr' } }, { not: { sample: 'domain', is: 'jb_jr' } }],
    [
      { sample: 'age', atLeast: 12, atMost: 15 },
      {
        all: [
          { sample: 'age', atLeast: 12 },
          { sample: 'age', atMost: 15 },
        ],
      },
    ],
    [
      { question: 'Q1', in: [1, 98] },
      { question: 'Q1', in: [1, 98] },
    ],
    [
      { any: [{ not: { sample: 'domain', is: 'jb_jr' } }, { sample: 'careOngoing', is: true }] },
      { any: [{ not: { sample: 'domain', is: 'jb_jr' } }, { sample: 'careOngoing', is: true }] },
    ],
  ])('%j comes back as %j', (condition, expected) => {
    expect(conditionOfFields(fieldsOfCondition(condition, 'when') ?? {}, 'when')).toEqual(expected);
  });

  it('is not offered for what is nested deeper', () => {
    const pair = {
      all: [
        { question: 'Q1', is: 1 },
        { question: 'Q3', atLeast: 2 },
      ],
    };
    expect(fieldsOfCondition({ any: [pair, { question: 'Q1', is: 2 }] }, 'when')).toBeNull();
  });

  it('holds groups that are joined by "of", and a comparison with another number', () => {
    const condition: Condition = {
      all: [
        {
          any: [
            { question: 'Q1', is: 1 },
            { sample: 'age', atMost: 11 },
          ],
        },
        { question: 'Q3', moreThan: 'Q4' },
      ],
    };
    expect(conditionOfFields(fieldsOfCondition(condition, 'when') ?? {}, 'when')).toEqual(condition);
  });

  it('offers facts of the case and earlier questions only, the nearest first', () => {
    const labels = conditionSubjects(small, { before: 'Q3' }).map(({ label }) => label);
    expect(labels).toEqual([
      'Gegevens van de cliënt',
      expect.stringMatching(/^Q2 /),
      expect.stringMatching(/^Q1 /),
    ]);
    const ceo2016 = shippedQuestionnaire('ceo-jeugd-2016');
    expect(
      conditionSubjects(ceo2016, { before: 'B1' }).flatMap(({ options }) =>
        options.map(({ value }) => value),
      ),
    ).toContain('question|A3|atLeast');
  });
});
