import type { AnswerColumn } from '../answer-file/answer-columns.js';
import type { AnswerRecord } from '../answer-file/answer-record.js';
import type { Answer } from '../interview/answer.js';
import type { Dataset, DatasetCell, DatasetRow } from './dataset.js';
import { missingCode } from '../answer-file/missing-codes.js';
import { utf8 } from './utf8.js';

/**
 * The cells of one respondent, in the order of `describeDataset` for the same columns.
 * @param response the random response number
 * @param record the respondent without anything that tells who it is
 * @param columns as `exportColumns` gave them
 * @example datasetRow('k3v…', record, columns) // ['k3v…', 'basishulp', 'parent', 15.2, null, null, '0-11', 1, …]
 */
export function datasetRow(
  response: string,
  record: AnswerRecord,
  columns: readonly AnswerColumn[],
): DatasetRow {
  return [
    response,
    record.domain,
    record.respondent,
    record.weight,
    record.segment,
    record.measure,
    record.ageBand,
    ...columns.map((column) => answerCell(column, record.answers.get(column.variable.id))),
  ];
}

/**
 * Keeps the length of the longest text per variable, for `withTextBytes`.
 * @param bytes what was found so far; it is changed
 * @example measureTexts(dataset, rows, bytes); bytes.get('Q6') // 300
 */
export function measureTexts(
  dataset: Pick<Dataset, 'variables'>,
  rows: Iterable<DatasetRow>,
  bytes: Map<string, number>,
): void {
  const texts = dataset.variables.flatMap(({ name, content }, at) =>
    content.kind === 'text' ? [{ name, at }] : [],
  );
  for (const row of rows) {
    for (const { name, at } of texts) {
      const cell = row[at] ?? '';
      bytes.set(name, Math.max(bytes.get(name) ?? 0, utf8(String(cell)).length));
    }
  }
}

function answerCell({ variable, part }: AnswerColumn, answer: Answer | undefined): DatasetCell {
  if (answer === undefined) return null;
  if (part.kind === 'other') return 'otherText' in answer ? answer.otherText : null;
  if (answer.kind === 'hidden') return missingCode(variable, answer.code);
  return part.kind === 'option' ? chosenCell(part.code, answer) : valueCell(answer);
}

function chosenCell(code: number, answer: Answer): DatasetCell {
  return answer.kind === 'multiple' ? Number(answer.codes.includes(code)) : null;
}

function valueCell(answer: Answer): DatasetCell {
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
