import type { Condition } from '../../../src/domain/questionnaire/condition.js';
import type { Questionnaire } from '../../../src/domain/questionnaire/model.js';

/**
 * A questionnaire with each of its conditions in one way of writing, so that two that mean the same are equal.
 * @param lost places of which the condition is left out
 */
export function simplified(
  questionnaire: Questionnaire | null,
  lost: ReadonlySet<string>,
): Questionnaire | null {
  if (questionnaire === null) return null;
  const plain = JSON.parse(JSON.stringify(questionnaire), (key, value: unknown) =>
    key === 'when' || key === 'wrongWhen' ? simple(value as Condition) : value,
  ) as Questionnaire;
  const blocks = plain.blocks.map((block) => ({
    ...without(block, lost.has(`blok ${block.id}`) || lost.has(block.id)),
    questions: block.questions.map((question) => {
      const asked = without(question, lost.has(question.id));
      if (asked.type !== 'grid') return asked;
      return { ...asked, statements: asked.statements.map((one) => without(one, lost.has(one.id))) };
    }),
  }));
  return { ...plain, blocks };
}

/** A part without one of its keys. */
export function leftOut<Part extends object>(part: Part, key: string): Part {
  return Object.fromEntries(Object.entries(part).filter(([name]) => name !== key)) as Part;
}

function without<Part extends { when?: Condition }>(part: Part, isLost: boolean): Part {
  return isLost ? leftOut(part, 'when') : part;
}

function simple(condition: Condition): Condition {
  if ('not' in condition) return { not: simple(condition.not) };
  if ('all' in condition) return joined('all', condition.all);
  if ('any' in condition) return joined('any', condition.any);
  const { is, in: list, atLeast, atMost, ...subject } = condition;
  const parts: Condition[] = [
    ...(is === undefined ? [] : [{ ...subject, is } as Condition]),
    ...(list === undefined
      ? []
      : [
          joined(
            'any',
            list.map((one) => ({ ...subject, is: one }) as Condition),
          ),
        ]),
    ...(atLeast === undefined ? [] : [{ ...subject, atLeast } as Condition]),
    ...(atMost === undefined ? [] : [{ ...subject, atMost } as Condition]),
  ];
  const [only] = parts;
  if (only === undefined) return condition;
  return parts.length === 1 ? only : { all: parts };
}

function joined(word: 'all' | 'any', parts: readonly Condition[]): Condition {
  const flat = parts.map(simple).flatMap((part): Condition[] => {
    if (word === 'all' && 'all' in part) return part.all;
    return word === 'any' && 'any' in part ? part.any : [part];
  });
  const [only] = flat;
  if (flat.length === 1 && only !== undefined) return only;
  return word === 'all' ? { all: flat } : { any: flat };
}
