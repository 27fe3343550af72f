import { civilDate } from '../calendar/civil-date.js';
import { type Answer } from '../interview/answer.js';
import { type QuestionComparison } from './condition.js';
import { type Option } from './model.js';
import { hiddenCodesOf, isKeptWithContact, optionsOf, type Variable } from './variables.js';

/** How far the answers to a question must be told apart. */
export interface Telling {
  /** Every comparison with the question. */
  readonly comparisons: readonly QuestionComparison[];
  /** Whether each code counts by itself, because it is added up. */
  readonly isWhole: boolean;
  /** The numbers to try, for a question that asks for one. */
  readonly numbers: readonly number[];
}

/**
 * Answers to a question, one of each kind that conditions can tell apart: no answer that can be given leads anywhere
 * that none of these does.
 */
export function tellingAnswers(variable: Variable, telling: Telling): Answer[] {
  if (isKeptWithContact(variable.question)) return [{ kind: 'asked' }];
  const hidden = oneOfEach(hiddenCodesOf(variable), (code) => signature(code, telling, true));
  return [...contents(variable, telling), ...hidden.map((code): Answer => ({ kind: 'hidden', code }))];
}

function contents(variable: Variable, telling: Telling): Answer[] {
  switch (variable.question.type) {
    case 'single':
    case 'grid':
      return oneOfEach(optionsOf(variable), ({ code }) => signature(code, telling)).map(
        ({ code }): Answer => ({ kind: 'single', code, otherText: null }),
      );
    case 'multiple':
      return chosenTogether(optionsOf(variable), telling).map((codes): Answer => ({
        kind: 'multiple',
        codes,
        otherText: null,
      }));
    case 'number':
    case 'grade':
      return telling.numbers.map((value): Answer => ({ kind: 'number', value }));
    case 'date':
      return [{ kind: 'date', on: civilDate('2000-01-01') }];
    case 'open':
      return [{ kind: 'text', text: 'x' }];
    case 'text':
      return [{ kind: 'asked' }];
  }
}

/** Every choice of answers that can go together, and every answer that goes alone. */
function chosenTogether(options: readonly Option[], telling: Telling): number[][] {
  const ofKind = (isAlone: boolean): number[] => {
    const those = options.filter(({ exclusive }) => (exclusive === true) === isAlone);
    return oneOfEach(
      those.map(({ code }) => code),
      (code) => signature(code, telling),
    );
  };
  let choices: number[][] = [[]];
  for (const code of ofKind(false)) choices = choices.flatMap((chosen) => [chosen, [...chosen, code]]);
  return [...choices.filter((chosen) => chosen.length > 0), ...ofKind(true).map((code) => [code])];
}

/** What comparisons make of a code; limits never hold for a hidden one. */
function signature(code: number, { comparisons, isWhole }: Telling, isHidden = false): string {
  const fits = comparisons.flatMap(({ is, in: list, atLeast = -Infinity, atMost = Infinity }) => [
    is === code,
    list?.includes(code) === true,
    !isHidden && code >= atLeast && code <= atMost,
  ]);
  return `${isWhole && !isHidden ? String(code) : ''} ${fits.map(Number).join('')}`;
}

function oneOfEach<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  const known = new Map<string, Item>();
  for (const item of items) if (!known.has(key(item))) known.set(key(item), item);
  return [...known.values()];
}
