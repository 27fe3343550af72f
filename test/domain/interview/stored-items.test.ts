import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { Answer } from '../../../src/domain/interview/answer.js';
import {
  answerItems,
  answersFromItems,
  type StoredItem,
} from '../../../src/domain/interview/stored-items.js';
import { SMALL_QUESTIONNAIRE, shippedQuestionnaire, usable, variable } from '../../support/questionnaires.js';
import { anyAnswers } from './answers.arbitrary.js';

const small = usable(SMALL_QUESTIONNAIRE);
const stored = (
  questionId: string,
  item: string,
  number: number | null,
  text: string | null = null,
): StoredItem => ({
  questionId,
  item,
  number,
  text,
});

describe('the items of an answer', () => {
  it.each<[string, string, Answer, StoredItem[]]>([
    ['one code', 'Q1', { kind: 'single', code: 2, otherText: null }, [stored('Q1', 'value', 2)]],
    [
      'a code with a text',
      'Q1',
      { kind: 'single', code: 3, otherText: 'soms' },
      [stored('Q1', 'value', 3), stored('Q1', 'other', null, 'soms')],
    ],
    [
      'several codes',
      'Q2',
      { kind: 'multiple', codes: [1, 3], otherText: 'de kerk' },
      [stored('Q2', '1', 1), stored('Q2', '3', 3), stored('Q2', 'other', null, 'de kerk')],
    ],
    ['a number', 'Q3', { kind: 'number', value: 1.5 }, [stored('Q3', 'value', 1.5)]],
    [
      'a number that looks like a hidden code',
      'Q3',
      { kind: 'number', value: 98 },
      [stored('Q3', 'value', 98)],
    ],
    ['a hidden code', 'Q3', { kind: 'hidden', code: 98 }, [stored('Q3', 'hidden', 98)]],
    [
      'a date',
      'Q5',
      { kind: 'date', on: civilDate('2016-05-01') },
      [stored('Q5', 'value', null, '2016-05-01')],
    ],
    ['a text', 'Q6', { kind: 'text', text: 'goed' }, [stored('Q6', 'value', null, 'goed')]],
    ['a statement', 'Q7_1', { kind: 'single', code: 2, otherText: null }, [stored('Q7_1', 'value', 2)]],
    ['a text that was read', 'T1', { kind: 'asked' }, [stored('T1', 'asked', 1)]],
  ])('%s', (_what, id, answer, items) => {
    expect(answerItems(variable(small, id), answer)).toEqual(items);
    expect(answersFromItems(small, items).get(id)).toEqual(answer);
  });

  it.each<Answer>([
    { kind: 'single', code: 1, otherText: null },
    { kind: 'hidden', code: 99 },
  ])('of a question about contact say only that it was asked', (answer) => {
    expect(answerItems(variable(small, 'Q8'), answer)).toEqual([stored('Q8', 'asked', 1)]);
  });

  it('come back as the same answers, in whatever order they are stored', () => {
    const questionnaire = shippedQuestionnaire('ceo-jeugd-2016');
    fc.assert(
      fc.property(anyAnswers(questionnaire), (answers) => {
        const given = new Map([...answers].filter(([id]) => id !== 'K2'));
        const items = [...given].flatMap(([id, answer]) => answerItems(variable(questionnaire, id), answer));
        expect(answersFromItems(questionnaire, items.reverse())).toEqual(given);
      }),
    );
  });

  it('of a question that the questionnaire does not have are left out', () => {
    expect(answersFromItems(small, [stored('OLD', 'value', 1)]).size).toBe(0);
  });

  it.each([
    ['a code without number', stored('Q1', 'value', null)],
    ['an open answer without text', stored('Q6', 'value', null)],
    ['a hidden code that does not exist', stored('Q1', 'hidden', 96)],
  ])('that no answer can have made are refused: %s', (_what, item) => {
    expect(() => answersFromItems(small, [item])).toThrow(RangeError);
  });
});
