import { z } from 'zod';

const scalarSchema = z.union([z.string(), z.number(), z.boolean()]);

/** A value that a sample variable is compared with. */
export type Scalar = z.infer<typeof scalarSchema>;

/** The facts of a case that a condition may look at. They come from the frame and the contact, never from a question. */
export const SAMPLE_VARIABLES = [
  'domain',
  'segment',
  'measure',
  'age',
  'respondent',
  'careOngoing',
  'firstTimeClient',
] as const;

/** Name of a fact of the case. */
export type SampleVariable = (typeof SAMPLE_VARIABLES)[number];

/** A condition as data. Every operator that a comparison states must hold. */
export type Condition =
  { all: Condition[] } | { any: Condition[] } | { not: Condition } | SampleComparison | QuestionComparison;

const sampleComparisonSchema = z.strictObject({
  sample: z.enum(SAMPLE_VARIABLES).describe('Gegeven uit de steekproef of het contact'),
  is: scalarSchema.exactOptional().describe('Gelijk aan deze waarde'),
  in: z.array(scalarSchema).min(1).exactOptional().describe('Gelijk aan een van deze waarden'),
  atLeast: z.number().exactOptional().describe('Deze waarde of hoger'),
  atMost: z.number().exactOptional().describe('Deze waarde of lager'),
});

const questionComparisonSchema = z.strictObject({
  question: z.string().describe('Code van een eerdere vraag of stelling'),
  is: z.number().exactOptional().describe('Deze antwoordcode is gegeven (bij meer antwoorden: is erbij)'),
  in: z.array(z.number()).min(1).exactOptional().describe('Een van deze antwoordcodes is gegeven'),
  atLeast: z.number().exactOptional().describe('Deze waarde of hoger'),
  atMost: z.number().exactOptional().describe('Deze waarde of lager'),
  moreThan: z.string().exactOptional().describe('Hoger dan het getal bij deze andere vraag'),
  lessThan: z.string().exactOptional().describe('Lager dan het getal bij deze andere vraag'),
});

/** Compares a fact of the case. */
export type SampleComparison = z.infer<typeof sampleComparisonSchema>;

/** Compares the answer to an earlier question or statement. */
export type QuestionComparison = z.infer<typeof questionComparisonSchema>;

/** What a condition may look like in a file. */
export const conditionSchema: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(conditionSchema).min(1).describe('Alle voorwaarden gelden') }),
      z.strictObject({ any: z.array(conditionSchema).min(1).describe('Minstens één voorwaarde geldt') }),
      z.strictObject({ not: conditionSchema }),
      sampleComparisonSchema,
      questionComparisonSchema,
    ]),
  )
  .meta({ id: 'Condition', description: 'Voorwaarde: all, any, not, sample of question' });

/**
 * The comparisons inside a condition, in the order in which they are written.
 * @example listComparisons({ not: { question: 'E1', is: 1 } }) // [{ question: 'E1', is: 1 }]
 */
export function listComparisons(condition: Condition): (SampleComparison | QuestionComparison)[] {
  if ('all' in condition) return condition.all.flatMap(listComparisons);
  if ('any' in condition) return condition.any.flatMap(listComparisons);
  if ('not' in condition) return listComparisons(condition.not);
  return [condition];
}

/**
 * The codes of all questions that a condition looks at, each once.
 * @example questionsIn({ question: 'N2', moreThan: 'N1' }) // ['N2', 'N1']
 */
export function questionsIn(condition: Condition): string[] {
  const named = listComparisons(condition).flatMap((comparison) =>
    'question' in comparison ? [comparison.question, comparison.moreThan, comparison.lessThan] : [],
  );
  return [...new Set(named.filter((id) => id !== undefined))];
}
