import { sourcesOf } from './computed.js';
import { type Questionnaire } from './model.js';
import { isKeptWithContact, type Variable, hiddenCodesOf, listVariables, optionsOf } from './variables.js';

/** Something that a condition can look at: a question, a statement, or a computed value. */
export interface Referable {
  readonly id: string;
  /** Position of the last question that must be answered for it, from 0. */
  readonly position: number;
  /** The codes that it can have; `null` for numbers. */
  readonly codes: readonly number[] | null;
  /** Whether its answer is a code or a number at all. */
  readonly isComparable: boolean;
  readonly isNumber: boolean;
}

/**
 * Everything that conditions of a questionnaire can look at.
 * @example listReferables(questionnaire).find(({ id }) => id === 'E1')?.codes // [1, 2, 97, 98, 99]
 */
export function listReferables(questionnaire: Questionnaire): Referable[] {
  const variables = listVariables(questionnaire).map(referableOf);
  const computed = (questionnaire.computed ?? []).map((one): Referable => {
    const positions = sourcesOf(one).map((id) => variables.findIndex((variable) => variable.id === id));
    return {
      id: one.id,
      position: Math.max(-1, ...positions),
      codes: null,
      isComparable: true,
      isNumber: true,
    };
  });
  return [...variables, ...computed];
}

function referableOf(variable: Variable, position: number): Referable {
  const { id, question } = variable;
  const options = optionsOf(variable).map(({ code }) => code);
  return {
    id,
    position,
    codes: options.length === 0 ? null : [...options, ...hiddenCodesOf(variable)],
    isComparable: !['open', 'date', 'text'].includes(question.type) && !isKeptWithContact(question),
    isNumber: question.type === 'number' || question.type === 'grade',
  };
}
