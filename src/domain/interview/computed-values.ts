import { type Computed } from '../questionnaire/model.js';
import { type Answer, type Answers, comparableValues } from './answer.js';
import { type ConditionFacts, conditionHolds } from './condition-holds.js';

/** A questionnaire, or a part of it that computes. */
interface Computing {
  readonly computed?: readonly Computed[];
}

/**
 * The values that follow from the answers. Answers that are no number (hidden codes, texts) count as not answered.
 * @returns no entry for a value that cannot be computed (yet)
 * @example computedValues(questionnaire, facts).get('SCORE') // 7
 */
export function computedValues(
  { computed = [] }: Computing,
  facts: ConditionFacts,
): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const one of computed) {
    const value = valueOf(one, facts);
    if (value !== null) values.set(one.id, value);
  }
  return values;
}

/** The facts with the computed values among the answers, so that conditions can look at them. */
export function withComputedValues(questionnaire: Computing, facts: ConditionFacts): ConditionFacts {
  if (questionnaire.computed === undefined) return facts;
  const answers = new Map<string, Answer>(facts.answers);
  for (const [id, value] of computedValues(questionnaire, facts)) answers.set(id, { kind: 'number', value });
  return { sample: facts.sample, answers };
}

function valueOf(computed: Computed, facts: ConditionFacts): number | null {
  if ('cases' in computed)
    return computed.cases.find(({ when }) => conditionHolds(when, facts))?.value ?? null;
  if ('count' in computed) return countOf(computed.count, facts.answers);
  const ids = 'sum' in computed ? computed.sum : computed.mean;
  const numbers = ids.flatMap((id) => numberOf(facts.answers.get(id)));
  if (numbers.length < (computed.minimumAnswered ?? ids.length)) return null;
  const sum = numbers.reduce((total, number) => total + number, 0);
  return 'sum' in computed ? sum : sum / numbers.length;
}

/** The number that an answer stands for: a number, a grade, or the code of one option. */
function numberOf(answer: Answer | undefined): number[] {
  if (answer?.kind === 'number') return [answer.value];
  return answer?.kind === 'single' ? [answer.code] : [];
}

/** Counts only once something was answered: "none of them" differs from "not asked". */
function countOf({ of, codes }: { of: readonly string[]; codes: readonly number[] }, answers: Answers) {
  const answered = of.flatMap((id) => answers.get(id) ?? []);
  if (answered.length === 0) return null;
  return answered.filter((answer) => comparableValues(answer).some((code) => codes.includes(code))).length;
}
