import { civilDate } from '../calendar/civil-date.js';
import { HIDDEN_CODES } from '../questionnaire/schema.js';
import { type HiddenCode, type Questionnaire } from '../questionnaire/model.js';
import { isKeptWithContact, type Variable, listVariables } from '../questionnaire/variables.js';
import { type Answer, type Answers } from './answer.js';

/**
 * One flat piece of an answer. `item` tells what it is:
 * `value` the code, number, grade, text or date; the code itself (`'3'`) for each chosen option of a multiple
 * response; `other` the text at "anders, namelijk"; `hidden` a hidden code; `asked` that it was read or asked.
 */
export interface StoredItem {
  /** Code of the question, or of the statement of a grid. */
  readonly questionId: string;
  readonly item: string;
  readonly number: number | null;
  readonly text: string | null;
}

/**
 * The items that store one answer. Of a question whose answer belongs to the contact data only the fact that it was
 * asked is stored here; the caller puts the answer itself where it belongs.
 * @example answerItems(a2, { kind: 'multiple', codes: [1, 8], otherText: 'via de kerk' })
 * // items '1', '8' and 'other'
 */
export function answerItems({ id: questionId, question }: Variable, answer: Answer): StoredItem[] {
  const item = (name: string, number: number | null, text: string | null = null): StoredItem => ({
    questionId,
    item: name,
    number,
    text,
  });
  const other = (text: string | null): StoredItem[] => (text === null ? [] : [item('other', null, text)]);
  if (isKeptWithContact(question)) return [item('asked', 1)];
  switch (answer.kind) {
    case 'single':
      return [item('value', answer.code), ...other(answer.otherText)];
    case 'multiple':
      return [...answer.codes.map((code) => item(String(code), code)), ...other(answer.otherText)];
    case 'number':
      return [item('value', answer.value)];
    case 'date':
      return [item('value', null, answer.on)];
    case 'text':
      return [item('value', null, answer.text)];
    case 'hidden':
      return [item('hidden', answer.code)];
    case 'asked':
      return [item('asked', 1)];
  }
}

/**
 * The answers that items were made of. Items of questions that the questionnaire does not have are left out.
 * @param items in any order
 * @throws RangeError when the items of one question do not make an answer: the store was written by something else
 */
export function answersFromItems(questionnaire: Questionnaire, items: readonly StoredItem[]): Answers {
  const answers = new Map<string, Answer>();
  for (const variable of listVariables(questionnaire)) {
    const own = items.filter(({ questionId }) => questionId === variable.id);
    if (own.length > 0) answers.set(variable.id, answerOf(variable, own));
  }
  return answers;
}

function answerOf(variable: Variable, items: readonly StoredItem[]): Answer {
  if (items.some(({ item }) => item === 'asked')) return { kind: 'asked' };
  const hidden = items.find(({ item }) => item === 'hidden');
  if (hidden !== undefined) return { kind: 'hidden', code: hiddenCode(numberOf(hidden)) };
  return contentOf(variable, items);
}

function contentOf({ question }: Variable, items: readonly StoredItem[]): Answer {
  const value = items.find(({ item }) => item === 'value');
  const otherText = otherTextOf(items);
  switch (question.type) {
    case 'single':
    case 'grid':
      return { kind: 'single', code: numberOf(value), otherText };
    case 'multiple':
      return { kind: 'multiple', codes: chosenCodes(items), otherText };
    case 'number':
    case 'grade':
      return { kind: 'number', value: numberOf(value) };
    case 'date':
      return { kind: 'date', on: civilDate(textOf(value)) };
    case 'open':
      return { kind: 'text', text: textOf(value) };
    case 'text':
      return { kind: 'asked' };
  }
}

function otherTextOf(items: readonly StoredItem[]): string | null {
  return items.find(({ item }) => item === 'other')?.text ?? null;
}

function chosenCodes(items: readonly StoredItem[]): number[] {
  return items
    .filter(({ item }) => item !== 'other')
    .map(numberOf)
    .sort((left, right) => left - right);
}

function numberOf(item: StoredItem | undefined): number {
  const number = item?.number ?? null;
  if (number === null) throw new RangeError('a stored answer has no number');
  return number;
}

function textOf(item: StoredItem | undefined): string {
  const text = item?.text ?? null;
  if (text === null) throw new RangeError('a stored answer has no text');
  return text;
}

function hiddenCode(number: number): HiddenCode {
  const code = HIDDEN_CODES.find((known) => known === number);
  if (code === undefined) throw new RangeError('a stored hidden code does not exist');
  return code;
}
