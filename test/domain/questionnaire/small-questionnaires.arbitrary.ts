import fc from 'fast-check';
import type { Condition } from '../../../src/domain/questionnaire/condition.js';
import type { Block, Computed, Question, Questionnaire } from '../../../src/domain/questionnaire/model.js';
import { questionnaireSchema } from '../../../src/domain/questionnaire/schema.js';
import { variablesOf } from '../../../src/domain/questionnaire/variables.js';

/** What can be looked at where a condition stands. */
interface Earlier {
  readonly ids: readonly string[];
  readonly numbers: readonly string[];
}

type Draw = <Value>(arbitrary: fc.Arbitrary<Value>) => Value;

/**
 * Questionnaires that are small enough to hold every interview of: up to four questions with conditions on answers,
 * numbers beside each other, facts and a computed value, checks across questions, and a fill.
 */
export const anySmallQuestionnaire: fc.Arbitrary<Questionnaire> = fc.gen().map((gen) => {
  const draw: Draw = (arbitrary) => gen(() => arbitrary);
  const parts: Parts = { blocks: [], computed: [], ids: [], numbers: [] };
  const count = draw(fc.integer({ min: 1, max: 4 }));
  for (let index = 0; index < count; index += 1) addQuestion(draw, parts, String(index));
  const cases = [1, 2].map(() => ({ when: conditionOf(draw, parts), text: TEXT }));
  return questionnaireSchema.parse({
    id: 'klein',
    title: { nl: 'Klein' },
    languages: ['nl'],
    respondents: ['parent', 'youth'],
    completeness: { complete: { answeredShare: 1 }, partial: { answeredShare: 0.5 } },
    ...(parts.computed.length === 0 ? {} : { computed: parts.computed }),
    fills: { naam: { cases: [...cases, { text: TEXT }] } },
    blocks: parts.blocks,
  });
});

interface Parts {
  readonly blocks: Block[];
  readonly computed: Computed[];
  readonly ids: string[];
  readonly numbers: string[];
}

function addQuestion(draw: Draw, parts: Parts, index: string): void {
  const { computed, ids, numbers } = parts;
  const block = blockFor(draw, parts, index);
  const question = questionOf(draw, `Q${index}`, { ids: [...ids], numbers: [...numbers] });
  block.questions.push(question);
  const isComparable = question.type !== 'text' && question.type !== 'open';
  if (isComparable) ids.push(...variablesOf(block, question).map(({ id }) => id));
  if (question.type === 'number') numbers.push(question.id);
  if (computed.length > 0 || ids.length < 2 || draw(fc.boolean())) return;
  computed.push(computedOf(draw, { ids: [...ids], numbers: [...numbers] }));
  ids.push('C');
  numbers.push('C');
}

function blockFor(draw: Draw, { blocks, ids, numbers }: Parts, index: string): Block {
  const last = blocks.at(-1);
  if (last !== undefined && draw(fc.boolean())) return last;
  const when = mayBe(draw, { ids: [...ids], numbers: [...numbers] });
  const block: Block = { id: `B${index}`, title: { nl: 'Blok' }, questions: [], ...(when ? { when } : {}) };
  blocks.push(block);
  return block;
}

const TEXT = { both: { nl: 'Tekst' } };
const OPTIONS = [1, 2].map((code) => ({ code, label: { nl: String(code) } }));

function mayBe(draw: Draw, earlier: Earlier): Condition | null {
  return draw(fc.boolean()) ? conditionOf(draw, earlier) : null;
}

function questionOf(draw: Draw, id: string, earlier: Earlier): Question {
  const when = mayBe(draw, earlier);
  const base = { id, text: TEXT, ...(when ? { when } : {}) };
  const type = draw(
    fc.constantFrom('single', 'single', 'multiple', 'number', 'number', 'grid', 'open', 'text'),
  );
  if (type === 'text') return { ...base, type };
  const hidden: 98[] = draw(fc.boolean()) ? [98] : [];
  const whole = { ...base, hidden };
  if (type === 'open') return { ...whole, type };
  const statements = [1, 2].map((place) => `${id}_${String(place)}`);
  const checks = checksOf(draw, type === 'grid' ? statements : [id], earlier);
  if (type === 'number')
    return { ...whole, ...checks, type, unit: { nl: 'keer' }, ...draw(fc.constantFrom(...RANGES)) };
  if (type === 'single') return { ...whole, ...checks, type, options: OPTIONS };
  if (type === 'multiple') {
    return {
      ...whole,
      ...checks,
      type,
      options: [...OPTIONS, { code: 3, label: { nl: '3' }, exclusive: true }],
    };
  }
  const ofSecond = mayBe(draw, { ...earlier, ids: [...earlier.ids, `${id}_1`] });
  return {
    ...whole,
    ...checks,
    type,
    options: OPTIONS,
    statements: statements.map((one, place) => ({
      id: one,
      text: TEXT,
      ...(place === 1 && ofSecond ? { when: ofSecond } : {}),
    })),
  };
}

const RANGES = [
  { min: -1, max: 2, decimals: 0 },
  { min: 0, max: 0.4, decimals: 1 },
  { min: 0.5, max: 2, decimals: 0 },
];

function checksOf(draw: Draw, own: readonly string[], earlier: Earlier) {
  const count = draw(fc.constantFrom(0, 0, 1, 2));
  if (count === 0) return {};
  const looksAt = { ids: [...own, ...own, ...earlier.ids], numbers: earlier.numbers };
  const checks = Array.from({ length: count }, () => ({
    wrongWhen: conditionOf(draw, looksAt),
    severity: draw(fc.constantFrom('ask' as const, 'refuse' as const)),
    message: { nl: 'Klopt dat?' },
  }));
  return { checks };
}

function computedOf(draw: Draw, earlier: Earlier): Computed {
  const base = { id: 'C', label: { nl: 'c' } };
  const of = earlier.ids.slice(0, 2);
  const kind = draw(fc.constantFrom('sum', 'mean', 'count', 'cases'));
  if (kind === 'count') return { ...base, count: { of, codes: [draw(fc.constantFrom(1, 2, 98))] } };
  if (kind === 'cases')
    return { ...base, cases: [{ when: conditionOf(draw, earlier), value: 1 }, { value: 2 }] };
  const minimum = draw(fc.boolean()) ? { minimumAnswered: 1 } : {};
  return kind === 'sum' ? { ...base, sum: of, ...minimum } : { ...base, mean: of, ...minimum };
}

function conditionOf(draw: Draw, earlier: Earlier, depth = 0): Condition {
  const shape = draw(fc.constantFrom('one', 'one', 'not', 'all', 'any'));
  if (shape === 'one' || depth > 1) return comparisonOf(draw, earlier);
  if (shape === 'not') return { not: conditionOf(draw, earlier, depth + 1) };
  const parts = [1, 2].map(() => conditionOf(draw, earlier, depth + 1));
  return shape === 'all' ? { all: parts } : { any: parts };
}

function comparisonOf(draw: Draw, { ids, numbers }: Earlier): Condition {
  const ofFact = ids.length === 0 || draw(fc.integer({ max: 4, min: 0 })) === 0;
  if (ofFact) return factOf(draw);
  const question = draw(fc.constantFrom(...ids));
  const limit = draw(fc.constantFrom(-1, 0, 0.2, 1, 2, 3, 5));
  const code = draw(fc.constantFrom(1, 2, 3, 98));
  const other = numbers.length === 0 ? null : draw(fc.constantFrom(...numbers));
  const beside =
    other === null
      ? []
      : [
          { question, moreThan: other },
          { question, lessThan: other },
        ];
  return draw(
    fc.constantFrom<Condition[]>(
      { question },
      { question, is: code },
      { question, is: code },
      { question, in: [code, 2] },
      { question, atLeast: limit },
      { question, atMost: limit },
      { question, atLeast: limit, atMost: limit + 1 },
      ...beside,
    ),
  );
}

function factOf(draw: Draw): Condition {
  return draw(
    fc.constantFrom<Condition[]>(
      { sample: 'age', atLeast: 2 },
      { sample: 'age', atMost: 1 },
      { sample: 'age', is: 2 },
      { sample: 'age', atLeast: 1, atMost: 3 },
      { sample: 'respondent', is: 'youth' },
      { sample: 'domain', is: 'a' },
      { sample: 'domain', in: ['a', 'b'] },
    ),
  );
}
