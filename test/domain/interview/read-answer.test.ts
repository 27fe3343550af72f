import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/domain/interview/answer.js';
import { type AnswerInput, readAnswer } from '../../../src/domain/interview/read-answer.js';
import { SMALL_QUESTIONNAIRE, usable, variable } from '../../support/questionnaires.js';

const small = usable(SMALL_QUESTIONNAIRE);
const EMPTY: AnswerInput = { choices: [], text: '', other: '', hidden: '' };

describe('what a form sends is read as', () => {
  it.each<[string, string, Partial<AnswerInput>, Answer]>([
    ['one code', 'Q1', { choices: ['2'] }, { kind: 'single', code: 2, otherText: null }],
    [
      'a code with a text',
      'Q1',
      { choices: ['3'], other: ' soms ' },
      { kind: 'single', code: 3, otherText: 'soms' },
    ],
    [
      'a code without the text left behind',
      'Q1',
      { choices: ['1'], other: 'soms' },
      { kind: 'single', code: 1, otherText: null },
    ],
    [
      'several codes in order, each once',
      'Q2',
      { choices: ['2', '1', '2'] },
      { kind: 'multiple', codes: [1, 2], otherText: null },
    ],
    [
      '"anders" without text, for the check to see',
      'Q2',
      { choices: ['3'] },
      { kind: 'multiple', codes: [3], otherText: '' },
    ],
    ['a number with a comma', 'Q3', { text: ' 1,5 ' }, { kind: 'number', value: 1.5 }],
    ['a number with a point', 'Q3', { text: '1.5' }, { kind: 'number', value: 1.5 }],
    ['a grade from a button', 'Q4', { choices: ['7'] }, { kind: 'number', value: 7 }],
    ['a grade that was typed', 'Q4', { text: '10' }, { kind: 'number', value: 10 }],
    ['a Dutch date', 'Q5', { text: '1-5-2016' }, { kind: 'date', on: '2016-05-01' } as Answer],
    [
      'a date as machines write it',
      'Q5',
      { text: '2016-05-01' },
      { kind: 'date', on: '2016-05-01' } as Answer,
    ],
    ['a text', 'Q6', { text: ' goed ' }, { kind: 'text', text: 'goed' }],
    ['a statement', 'Q7_1', { choices: ['1'] }, { kind: 'single', code: 1, otherText: null }],
    ['a text that was read', 'T1', {}, { kind: 'asked' }],
    ['a hidden code, before anything else', 'Q3', { text: '5', hidden: '98' }, { kind: 'hidden', code: 98 }],
  ])('%s', (_what, id, input, answer) => {
    expect(readAnswer(variable(small, id), { ...EMPTY, ...input })).toEqual(answer);
  });

  it.each<[string, string, Partial<AnswerInput>]>([
    ['nothing', 'Q1', {}],
    ['two codes where one is asked', 'Q1', { choices: ['1', '2'] }],
    ['a word for a code', 'Q1', { choices: ['ja'] }],
    ['a word among codes', 'Q2', { choices: ['1', 'x'] }],
    ['no codes', 'Q2', {}],
    ['a word for a number', 'Q3', { text: 'veel' }],
    ['a number with two commas', 'Q3', { text: '1,5,0' }],
    ['a day that does not exist', 'Q5', { text: '30-02-2016' }],
    ['blanks', 'Q6', { text: '  ' }],
    ['a hidden code that does not exist', 'Q6', { hidden: '96' }],
  ])('no answer: %s', (_what, id, input) => {
    expect(readAnswer(variable(small, id), { ...EMPTY, ...input })).toBeNull();
  });
});
