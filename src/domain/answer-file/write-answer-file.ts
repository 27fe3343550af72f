import type { CsvCell } from '../csv/csv-text.js';
import type { Answer } from '../interview/answer.js';
import type { Questionnaire } from '../questionnaire/model.js';
import { type AnswerColumn, isTextColumn, listAnswerColumns } from './answer-columns.js';
import type { AnswerRecord } from './answer-record.js';
import { missingCode } from './missing-codes.js';

/** The form of an answer file: which columns it has. */
export interface AnswerFileForm {
  readonly headings: readonly string[];
  /** The cells of one respondent under those headings. */
  readonly cells: (response: string, record: AnswerRecord) => readonly CsvCell[];
}

/**
 * The answer file of a questionnaire, in the form that `readAnswerFile` reads back.
 * @param withTexts whether open answers and texts at "other" go along: they can tell who somebody is
 * @example answerFileForm(questionnaire, false).headings // ['response', 'domain', 'respondent', 'weight', …]
 */
export function answerFileForm(questionnaire: Questionnaire, withTexts: boolean): AnswerFileForm {
  const columns = listAnswerColumns(questionnaire).filter((column) => withTexts || !isTextColumn(column));
  return {
    headings: [
      'response',
      'domain',
      'respondent',
      'weight',
      'segment',
      'measure',
      'age_band',
      ...columns.map(({ name }) => name),
    ],
    cells: (response, record) => [
      response,
      record.domain,
      record.respondent,
      record.weight,
      record.segment,
      record.measure,
      record.ageBand,
      ...columns.map((column) => answerCell(column, record.answers.get(column.variable.id))),
    ],
  };
}

function answerCell({ variable, part }: AnswerColumn, answer: Answer | undefined): CsvCell {
  if (answer === undefined) return null;
  if (part.kind === 'other') return 'otherText' in answer ? answer.otherText : null;
  if (answer.kind === 'hidden') return missingCode(variable, answer.code);
  return part.kind === 'option' ? chosenCell(part.code, answer) : valueCell(answer);
}

function chosenCell(code: number, answer: Answer): CsvCell {
  return answer.kind === 'multiple' ? Number(answer.codes.includes(code)) : null;
}

function valueCell(answer: Answer): CsvCell {
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
