import { type FormField, typeOf } from './form-field.js';
import { type ChoiceList } from './form-choices.js';

/** More answers than any form has, each list counted with every question that has it: a small file can say far more. */
const MOST_ANSWERS = 50_000;

/** A longer text counts as so many answers more. */
const CHARACTERS_OF_AN_ANSWER = 100;

/**
 * Whether a form becomes far larger than the file that it came in: every question gets a copy of its list, and of the
 * conditions of the groups around it.
 */
export function isFarTooLarge(fields: readonly FormField[], lists: ReadonlyMap<string, ChoiceList>): boolean {
  const sizes = new Map([...lists].map(([name, list]) => [name, sizeOf(list)]));
  let sum = 0;
  for (const { row, relevant } of fields) {
    sum += sizes.get(typeOf(row).split(' ')[1] ?? '') ?? 0;
    for (const condition of relevant) sum += condition.length / CHARACTERS_OF_AN_ANSWER;
  }
  return sum > MOST_ANSWERS;
}

function sizeOf({ options }: ChoiceList): number {
  const lengths = options.map(({ label }) => Object.values(label).join('').length);
  return lengths.reduce((sum, length) => sum + Math.max(1, length / CHARACTERS_OF_AN_ANSWER), 0);
}
