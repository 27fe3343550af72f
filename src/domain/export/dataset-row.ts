import { answerCell } from '../answer-file/answer-cell.js';
import type { AnswerColumn } from '../answer-file/answer-columns.js';
import type { AnswerRecord } from '../answer-file/answer-record.js';
import { TRAIT_NAMES } from '../study/traits.js';
import type { Dataset, DatasetRow } from './dataset.js';
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
    ...TRAIT_NAMES.map((trait) => record.traits[trait]),
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
