import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { Answer } from '../../../src/domain/interview/answer.js';
import { answerProblem, MAX_TEXT_CHARACTERS } from '../../../src/domain/interview/answer-problem.js';
import { listVariables } from '../../../src/domain/questionnaire/variables.js';
import { SMALL_QUESTIONNAIRE, shippedQuestionnaire, usable, variable } from '../../support/questionnaires.js';
import { anyAnswer } from './answers.arbitrary.js';

const small = usable(SMALL_QUESTIONNAIRE);
const problemOf = (id: string, answer: Answer | null) => answerProblem(variable(small, id), answer);

describe('an answer that cannot be stored is refused, with what to do', () => {
  it.each<[string, string, Answer | null, RegExp]>([
    ['nothing chosen', 'Q1', null, /Kies één antwoord\./],
    ['nothing chosen of several', 'Q2', null, /Kies één of meer antwoorden\./],
    [
      'an empty choice of several',
      'Q2',
      { kind: 'multiple', codes: [], otherText: null },
      /Kies één of meer antwoorden\./,
    ],
    ['no number', 'Q3', null, /aantal maanden/],
    ['no grade', 'Q4', null, /1 tot en met 10/],
    ['no date', 'Q5', null, /31-12-2016/],
    ['no text', 'Q6', null, /Typ het antwoord/],
    ['a statement without answer', 'Q7_1', null, /Kies één antwoord\./],
    ['a text that was not read', 'T1', null, /Lees de tekst voor/],
    [
      'a code that is no option',
      'Q1',
      { kind: 'single', code: 9, otherText: null },
      /hoort niet bij de vraag/,
    ],
    [
      'one code of several that is no option',
      'Q2',
      { kind: 'multiple', codes: [1, 9], otherText: null },
      /hoort niet bij de vraag/,
    ],
    [
      'an exclusive option with another',
      'Q2',
      { kind: 'multiple', codes: [1, 4], otherText: null },
      /“niemand” kan niet samen/,
    ],
    [
      '"anders" without text',
      'Q2',
      { kind: 'multiple', codes: [3], otherText: null },
      /Bij “anders, namelijk” hoort een toelichting/,
    ],
    [
      '"anders" with an empty text',
      'Q1',
      { kind: 'single', code: 3, otherText: ' ' },
      /Bij “anders” hoort een toelichting/,
    ],
    [
      'a text without "anders"',
      'Q1',
      { kind: 'single', code: 1, otherText: 'x' },
      /“anders” is niet gekozen/,
    ],
    ['a number below the limit', 'Q3', { kind: 'number', value: -1 }, /van 0 tot en met 120/],
    ['a number above the limit', 'Q3', { kind: 'number', value: 121 }, /van 0 tot en met 120/],
    ['no number at all', 'Q3', { kind: 'number', value: NaN }, /van 0 tot en met 120/],
    ['too many decimals', 'Q3', { kind: 'number', value: 1.25 }, /hoogstens 1 cijfer achter de komma/],
    ['a broken grade', 'Q4', { kind: 'number', value: 7.5 }, /heel getal/],
    ['grade 0', 'Q4', { kind: 'number', value: 0 }, /van 1 tot en met 10/],
    ['an empty text', 'Q6', { kind: 'text', text: '  ' }, /Typ het antwoord/],
    [
      'an endless text',
      'Q6',
      { kind: 'text', text: 'a'.repeat(MAX_TEXT_CHARACTERS + 1) },
      /hoogstens 4000 tekens/,
    ],
    ['a hidden code that is not offered', 'Q1', { kind: 'hidden', code: 97 }, /kan bij deze vraag niet/],
    ['a hidden code where none is offered', 'Q9', { kind: 'hidden', code: 98 }, /kan bij deze vraag niet/],
    ['an answer of another kind', 'Q1', { kind: 'number', value: 1 }, /Kies één antwoord\./],
  ])('%s', (_what, id, answer, message) => {
    expect(problemOf(id, answer)).toEqual({
      severity: 'refuse',
      message: expect.stringMatching(message) as string,
    });
  });
});

describe('an unusual answer is asked about', () => {
  it.each([
    [12, null],
    [12.1, '12,1 is ongewoon. Vraag na of het klopt, en bevestig of verbeter het antwoord.'],
  ])('%d months', (value, message) => {
    const problem = problemOf('Q3', { kind: 'number', value });
    expect(problem).toEqual(message === null ? null : { severity: 'ask', message });
  });

  it('in English for whoever works in English', () => {
    const problem = answerProblem(variable(small, 'Q3'), { kind: 'number', value: 12.5 }, 'en');
    expect(problem?.message).toBe(
      '12.5 is unusual. Ask whether it is right, and confirm or correct the answer.',
    );
  });
});

describe('a good answer has no problem', () => {
  it.each<[string, Answer]>([
    ['Q1', { kind: 'single', code: 3, otherText: 'soms' }],
    ['Q2', { kind: 'multiple', codes: [4], otherText: null }],
    ['Q5', { kind: 'date', on: civilDate('2016-05-01') }],
    ['Q7_2', { kind: 'hidden', code: 97 }],
    ['T1', { kind: 'asked' }],
  ])('%s', (id, answer) => {
    expect(problemOf(id, answer)).toBeNull();
  });

  it('to any question of CEO 2016 (months above 12 are asked about)', () => {
    for (const asked of listVariables(shippedQuestionnaire('ceo-jeugd-2016'))) {
      fc.assert(
        fc.property(anyAnswer(asked), (answer) => {
          expect(answerProblem(asked, answer)?.severity).not.toBe('refuse');
        }),
        { numRuns: 20 },
      );
    }
  });
});
