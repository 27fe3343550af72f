import type { Answer } from '../interview/answer.js';
import type { AnswerColumn } from './answer-columns.js';
import { missingCode } from './missing-codes.js';

/** What stands in a cell of a file: a code or number, a text or day, or `null` for what was not asked. */
export type AnswerCell = string | number | null;

/**
 * An answer in its column: a code, a number, a day or a text; 1 or 0 for an option of several; the missing code for what
 * was not answered.
 * @param column of the file
 * @param answer to its question; `undefined` when it was not asked
 * @example answerCell(column, { kind: 'single', code: 3, otherText: null }) // 3
 */
export function answerCell(column: AnswerColumn, answer: Answer | undefined): AnswerCell {
  const { variable, part } = column;
  if (answer === undefined) return null;
  if (part.kind === 'other') return 'otherText' in answer ? answer.otherText : null;
  if (answer.kind === 'hidden') return missingCode(variable, answer.code);
  return part.kind === 'option' ? chosenCell(part.code, answer) : valueCell(answer);
}

function chosenCell(code: number, answer: Answer): AnswerCell {
  return answer.kind === 'multiple' ? Number(answer.codes.includes(code)) : null;
}

function valueCell(answer: Answer): AnswerCell {
  switch (answer.kind) {
    case 'single':
    case 'hidden':
      return answer.code;
    case 'number':
      return answer.value;
    case 'date':
      return answer.on;
    case 'text':
      return answer.text;
    case 'multiple':
    case 'asked':
      return null;
  }
}
