import fc from 'fast-check';
import type { Condition } from '../../../src/domain/questionnaire/condition.js';
import type { Block, Computed, Question, Questionnaire } from '../../../src/domain/questionnaire/model.js';
import { questionnaireSchema } from '../../../src/domain/questionnaire/schema.js';
import { variablesOf } from '../../../src/domain/questionnaire/variables.js';

const TYPES = ['single', 'multiple', 'number', 'grade', 'date', 'open', 'grid', 'text'] as const;

/** What a question is made of; numbers pick from what stands before it. */
interface QuestionSeed {
  readonly type: (typeof TYPES)[number];
  readonly when: ConditionSeed | null;
  readonly statementWhen: ConditionSeed | null;
  readonly isRotated: boolean;
  readonly beginsBlock: boolean;
  readonly blockWhen: ConditionSeed | null;
  readonly hidden: readonly (97 | 98 | 99)[];
}

interface ConditionSeed {
  readonly shape: 'one' | 'not' | 'all' | 'any';
  readonly parts: readonly { readonly pick: number; readonly code: number; readonly kind: PartKind }[];
}

type PartKind = 'is' | 'atLeast' | 'answered' | 'age' | 'respondent';

const anyCondition: fc.Arbitrary<ConditionSeed> = fc.record({
  shape: fc.constantFrom('one', 'not', 'all', 'any'),
  parts: fc.array(
    fc.record({
      pick: fc.nat(50),
      code: fc.constantFrom(1, 2, 3, 98),
      kind: fc.constantFrom<PartKind[]>('is', 'is', 'atLeast', 'answered', 'age', 'respondent'),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

const anyQuestion: fc.Arbitrary<QuestionSeed> = fc.record({
  type: fc.constantFrom(...TYPES),
  when: fc.option(anyCondition),
  statementWhen: fc.option(anyCondition),
  isRotated: fc.boolean(),
  beginsBlock: fc.boolean(),
  blockWhen: fc.option(anyCondition),
  hidden: fc.subarray<97 | 98 | 99>([97, 98, 99]),
});

/**
 * Any questionnaire: up to fifteen questions of every type in blocks, with conditions on what stands before, on the
 * case and on a computed value.
 */
export const anyQuestionnaire: fc.Arbitrary<Questionnaire> = fc
  .array(anyQuestion, { minLength: 1, maxLength: 15 })
  .map(questionnaireOf);

function questionnaireOf(seeds: readonly QuestionSeed[]): Questionnaire {
  const earlier: string[] = [];
  const blocks: Block[] = [];
  for (const [index, seed] of seeds.entries()) {
    if (seed.beginsBlock || blocks.length === 0) blocks.push(blockOf(blocks.length, seed, earlier));
    const block = blocks.at(-1);
    if (block === undefined) continue;
    const question = questionOf(`Q${String(index)}`, seed, earlier);
    block.questions.push(question);
    earlier.push(...variablesOf(block, question).map(({ id }) => id));
  }
  return questionnaireSchema.parse({
    id: 'willekeurig',
    title: { nl: 'Willekeurig' },
    languages: ['nl'],
    respondents: ['parent', 'youth'],
    completeness: { complete: { answeredShare: 1 }, partial: { answeredShare: 0.5 } },
    computed: [computedOf(blocks)],
    blocks,
  });
}

/** How many of all questions have code 1, so that a condition can look at it from the second question on. */
function computedOf(blocks: readonly Block[]): Computed {
  const ids = blocks.flatMap((block) =>
    block.questions.flatMap((question) => variablesOf(block, question).map(({ id }) => id)),
  );
  return { id: COMPUTED, label: { nl: 'aantal' }, count: { of: ids, codes: [1] } };
}

const COMPUTED = 'AANTAL';

function blockOf(index: number, { blockWhen }: QuestionSeed, earlier: readonly string[]): Block {
  const when = conditionOf(blockWhen, earlier);
  return {
    id: `B${String(index)}`,
    title: { nl: 'Blok' },
    questions: [],
    ...(when === null ? {} : { when }),
  };
}

const OPTIONS = [
  { code: 1, label: { nl: 'een' } },
  { code: 2, label: { nl: 'twee' } },
  { code: 3, label: { nl: 'anders' }, other: true as const },
];

function questionOf(id: string, seed: QuestionSeed, earlier: readonly string[]): Question {
  const when = conditionOf(seed.when, earlier);
  const base = { id, text: { both: { nl: 'Tekst?' } }, ...(when === null ? {} : { when }) };
  const hidden = [...seed.hidden];
  const { type } = seed;
  if (type === 'text') return { ...base, type };
  if (type === 'number') return { ...base, ...NUMBER, type, hidden };
  if (type === 'grade' || type === 'date' || type === 'open') return { ...base, type, hidden };
  if (type === 'grid') return { ...base, ...gridOf(id, seed, earlier), hidden };
  return { ...base, type, hidden, options: OPTIONS, ...(seed.isRotated ? { rotateOptions: true } : {}) };
}

const NUMBER = { unit: { nl: 'keer' }, decimals: 1, min: 0, max: 9, softMax: 5 };

function gridOf(id: string, seed: QuestionSeed, earlier: readonly string[]) {
  return {
    type: 'grid' as const,
    options: OPTIONS.slice(0, 2),
    statements: statementsOf(id, seed, earlier),
    ...(seed.isRotated ? { rotateStatements: true as const } : {}),
  };
}

function statementsOf(id: string, { statementWhen }: QuestionSeed, earlier: readonly string[]) {
  const when = conditionOf(statementWhen, earlier);
  return [1, 2, 3].map((place) => ({
    id: `${id}_${String(place)}`,
    text: { both: { nl: 'Stelling' } },
    ...(when === null || place === 1 ? {} : { when }),
  }));
}

function conditionOf(seed: ConditionSeed | null, earlier: readonly string[]): Condition | null {
  if (seed === null) return null;
  const parts = seed.parts.map((part) => partOf(part, earlier));
  const [first] = parts;
  if (first === undefined) return null;
  switch (seed.shape) {
    case 'one':
      return first;
    case 'not':
      return { not: first };
    case 'all':
      return { all: parts };
    case 'any':
      return { any: parts };
  }
}

function partOf({ pick, code, kind }: ConditionSeed['parts'][number], earlier: readonly string[]): Condition {
  if (kind === 'respondent') return { sample: 'respondent', is: pick % 2 === 0 ? 'parent' : 'youth' };
  if (kind === 'age' || earlier.length === 0) return { sample: 'age', atLeast: pick % 20 };
  const known = [...earlier, COMPUTED];
  const question = known[pick % known.length] ?? COMPUTED;
  if (kind === 'is') return { question, is: code };
  return kind === 'answered' ? { question } : { question, atLeast: code % 10 };
}
