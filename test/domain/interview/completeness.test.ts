import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/domain/interview/answer.js';
import { interviewCompleteness } from '../../../src/domain/interview/completeness.js';
import { interviewRoute } from '../../../src/domain/interview/route.js';
import { SMALL_QUESTIONNAIRE, sampleOf, shippedQuestionnaire, usable } from '../../support/questionnaires.js';

const small = usable(SMALL_QUESTIONNAIRE);
const ceo2016 = shippedQuestionnaire('ceo-jeugd-2016');
const code = (chosen: number): Answer => ({ kind: 'single', code: chosen, otherText: null });
const ANSWERS: Record<string, Answer> = {
  T1: { kind: 'asked' },
  Q1: code(2),
  Q3: { kind: 'number', value: 2 },
  Q4: { kind: 'hidden', code: 99 },
  Q5: { kind: 'hidden', code: 98 },
  Q6: { kind: 'text', text: 'goed' },
  Q7_1: code(1),
};

describe('an interview is', () => {
  it.each([
    ['not enough without an answer', [], 'not_enough'],
    ['not enough with three of seven', ['T1', 'Q1', 'Q3'], 'not_enough'],
    ['partial with four of seven', ['T1', 'Q1', 'Q3', 'Q4'], 'partial'],
    ['not enough without a required answer', ['T1', 'Q3', 'Q4', 'Q5', 'Q6', 'Q7_1'], 'not_enough'],
    ['complete when only the closing block is missing', Object.keys(ANSWERS), 'complete'],
  ])('%s', (_what, answered, completeness) => {
    const answers = new Map(Object.entries(ANSWERS).filter(([id]) => answered.includes(id)));
    expect(interviewCompleteness(small, interviewRoute(small, sampleOf(), answers))).toBe(completeness);
  });

  it.each([
    ['nothing but the filter', [['S4', 2]], 'not_enough'],
    [
      'one of two answers',
      [
        ['S4', 2],
        ['C1', 1],
      ],
      'partial',
    ],
  ] as const)('for JB/JR without jeugdhulp with %s', (_what, given, completeness) => {
    const answers = new Map(given.map(([id, chosen]) => [id, code(chosen)]));
    const sample = sampleOf({ domain: 'jb_jr', respondent: 'youth', age: 17 });
    expect(interviewCompleteness(ceo2016, interviewRoute(ceo2016, sample, answers))).toBe(completeness);
  });
});
