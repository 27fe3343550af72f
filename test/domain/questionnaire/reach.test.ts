import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkConditions } from '../../../src/domain/questionnaire/check-conditions.js';
import type { Questionnaire } from '../../../src/domain/questionnaire/model.js';
import { questionnaireSchema } from '../../../src/domain/questionnaire/schema.js';
import { findingsOfEveryInterview } from './every-interview.js';
import { anySmallQuestionnaire } from './small-questionnaires.arbitrary.js';

const RULES = new Set(['unreachable', 'always_holds', 'never_holds', 'contradictory_checks']);

function found(questionnaire: Questionnaire): string[] {
  return checkConditions(questionnaire)
    .filter(({ rule }) => RULES.has(rule))
    .map(({ rule, place }) => `${rule} ${place}`)
    .sort();
}

it('the check finds exactly what is seen when every interview is held', () => {
  fc.assert(
    fc.property(anySmallQuestionnaire, (questionnaire) => {
      expect(found(questionnaire)).toEqual([...findingsOfEveryInterview(questionnaire)].sort());
    }),
    { numRuns: 200, endOnFailure: true, interruptAfterTimeLimit: 60_000 },
  );
}, 120_000);

it('a check of long conditions on many questions ends, and then says nothing', () => {
  const questions = Array.from({ length: 30 }, (_, place) => ({
    id: `Q${String(place)}`,
    type: 'single' as const,
    text: { both: { nl: 'Tekst?' } },
    options: [1, 2, 3].map((code) => ({ code, label: { nl: String(code) } })),
  }));
  const all = questions.map(({ id }) => ({ question: id, is: 3 }));
  const last = { ...questions[0], id: 'L', when: { all: [...all, { question: 'Q29', is: 1 }] } };
  const questionnaire = questionnaireSchema.parse({
    id: 'lang',
    title: { nl: 'Lang' },
    languages: ['nl'],
    respondents: ['parent'],
    completeness: { complete: { answeredShare: 1 }, partial: { answeredShare: 0.5 } },
    blocks: [{ id: 'A', title: { nl: 'A' }, questions: [...questions, last] }],
  });
  expect(found(questionnaire)).toEqual([]);
});
