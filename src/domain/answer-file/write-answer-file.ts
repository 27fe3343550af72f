import type { CsvCell } from '../csv/csv-text.js';
import type { Questionnaire } from '../questionnaire/model.js';
import { answerCell } from './answer-cell.js';
import { isTextColumn, listAnswerColumns } from './answer-columns.js';
import { TRAIT_NAMES, TRAITS } from '../study/traits.js';
import type { AnswerRecord } from './answer-record.js';

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
      ...TRAIT_NAMES.map((trait) => TRAITS[trait].column),
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
      ...TRAIT_NAMES.map((trait) => record.traits[trait]),
      ...columns.map((column) => answerCell(column, record.answers.get(column.variable.id))),
    ],
  };
}
