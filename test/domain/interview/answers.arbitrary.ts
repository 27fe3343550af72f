import fc from 'fast-check';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { Answer, Answers } from '../../../src/domain/interview/answer.js';
import type { Questionnaire, SampleVariables } from '../../../src/domain/questionnaire/model.js';
import {
  hiddenCodesOf,
  listVariables,
  optionsOf,
  type Variable,
} from '../../../src/domain/questionnaire/variables.js';

/** Any facts of a case. */
export const anySample: fc.Arbitrary<SampleVariables> = fc.record({
  domain: fc.constantFrom('basishulp', 'specialistisch', 'jb_jr'),
  segment: fc.constant(null),
  measure: fc.constantFrom('ots', 'voogdij', 'jeugdreclassering', null),
  age: fc.integer({ min: 0, max: 22 }),
  respondent: fc.constantFrom('parent', 'youth'),
  careOngoing: fc.constantFrom(true, false, null),
  firstTimeClient: fc.constantFrom(true, false, null),
});

/** Any answer that the question can have and that its check lets through (perhaps after a question). */
export function anyAnswer(variable: Variable): fc.Arbitrary<Answer> {
  const content = anyContent(variable);
  const hidden = hiddenCodesOf(variable);
  if (hidden.length === 0) return content;
  return fc.oneof(
    { weight: 4, arbitrary: content },
    { weight: 1, arbitrary: fc.constantFrom(...hidden).map((code): Answer => ({ kind: 'hidden', code })) },
  );
}

function anyContent(variable: Variable): fc.Arbitrary<Answer> {
  const { question } = variable;
  const options = optionsOf(variable);
  const otherText = (codes: readonly number[]): string | null =>
    options.some(({ code, other }) => other === true && codes.includes(code)) ? 'iets anders' : null;
  switch (question.type) {
    case 'single':
    case 'grid':
      return fc
        .constantFrom(...options.map(({ code }) => code))
        .map((code): Answer => ({ kind: 'single', code, otherText: otherText([code]) }));
    case 'multiple': {
      const together = options.filter(({ exclusive }) => exclusive !== true).map(({ code }) => code);
      return fc
        .subarray(together, { minLength: 1 })
        .map((codes) => [...codes].sort((left, right) => left - right))
        .map((codes): Answer => ({ kind: 'multiple', codes, otherText: otherText(codes) }));
    }
    case 'number':
      return fc
        .integer({ min: question.min * 10, max: question.max * 10 })
        .map((tenths): Answer => ({ kind: 'number', value: tenths / 10 }));
    case 'grade':
      return fc.integer({ min: 1, max: 10 }).map((value): Answer => ({ kind: 'number', value }));
    case 'date':
      return fc
        .integer({ min: 10, max: 28 })
        .map((day): Answer => ({ kind: 'date', on: civilDate(`2016-05-${String(day)}`) }));
    case 'open':
      return fc
        .constantFrom('goed geholpen', 'wachten; "lang"', '= 1 + 1')
        .map((text): Answer => ({ kind: 'text', text }));
    case 'text':
      return fc.constant<Answer>({ kind: 'asked' });
  }
}

/** Any answers, to questions on and off the route alike, some questions left out. */
export function anyAnswers(questionnaire: Questionnaire): fc.Arbitrary<Answers> {
  const variables = listVariables(questionnaire);
  return fc
    .tuple(...variables.map((variable) => fc.option(anyAnswer(variable), { freq: 4 })))
    .map((answers) => {
      const given = new Map<string, Answer>();
      for (const [index, answer] of answers.entries()) {
        const id = variables[index]?.id;
        if (id !== undefined && answer !== null) given.set(id, answer);
      }
      return given;
    });
}
