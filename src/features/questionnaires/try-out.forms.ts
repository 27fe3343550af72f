import { z } from 'zod';
import type { Answers } from '../../domain/interview/answer.js';
import { answerItems, answersFromItems } from '../../domain/interview/stored-items.js';
import type { Questionnaire, SampleVariables } from '../../domain/questionnaire/model.js';
import { findVariable } from '../../domain/questionnaire/variables.js';

const knownOrNot = z
  .enum(['yes', 'no', ''])
  .catch('')
  .transform((answer) => (answer === '' ? null : answer === 'yes'));

const itemsSchema = z.array(
  z.strictObject({
    questionId: z.string(),
    item: z.string(),
    number: z.number().nullable(),
    text: z.string().nullable(),
  }),
);

/** Whom the try-out imagines, where it is, and everything answered so far: nothing of it is stored anywhere. */
export const tryOutForm = z.object({
  respondent: z.enum(['parent', 'youth']).catch('parent'),
  language: z.string().catch(''),
  domain: z.string().max(50).catch('basishulp'),
  measure: z
    .enum(['ots', 'voogdij', 'jeugdreclassering', ''])
    .catch('')
    .transform((measure) => (measure === '' ? null : measure)),
  age: z.coerce
    .number('Vul de leeftijd in hele jaren in.')
    .int('Vul de leeftijd in hele jaren in.')
    .min(0, 'Vul een leeftijd van 0 tot en met 23 in.')
    .max(23, 'Vul een leeftijd van 0 tot en met 23 in.'),
  careOngoing: knownOrNot,
  firstTimeClient: knownOrNot,
  question: z.string().max(100).catch(''),
  step: z.enum(['next', 'back', 'start']).catch('start'),
  confirmed: z.string().catch(''),
  answers: z.string().max(900_000).catch(''),
});

export type TryOut = z.infer<typeof tryOutForm>;

/** The facts of the imagined case. */
export function sampleOf(form: TryOut): SampleVariables {
  const { measure, age, respondent, careOngoing, firstTimeClient } = form;
  const [domain = '', segment = null] = form.domain.split('/');
  const rotationSeed = `uitproberen ${respondent} ${String(age)}`;
  return { domain, segment, measure, age, respondent, careOngoing, firstTimeClient, rotationSeed };
}

/** The answers so far as one field of the form. */
export function answersField(questionnaire: Questionnaire, answers: Answers): string {
  const items = [...answers].flatMap(([id, answer]) => {
    const variable = findVariable(questionnaire, id);
    return variable === null ? [] : answerItems(variable, answer);
  });
  return JSON.stringify(items);
}

/** The answers behind that field; none when it was changed by hand into something that they cannot be. */
export function answersOf(questionnaire: Questionnaire, field: string): Answers {
  try {
    return answersFromItems(questionnaire, itemsSchema.parse(JSON.parse(field)));
  } catch {
    return new Map();
  }
}
