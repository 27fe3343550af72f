import { csvLine, type CsvNotation, csvStart } from '../../csv/csv-text.js';
import { type Dataset, ensureRowCount, type RowEncoder } from '../dataset.js';
import { utf8 } from '../utf8.js';

/**
 * Writes the rows as CSV in UTF-8, with the names of the variables in the first line: codes as numbers, categories
 * by their code, dates as `2026-03-28`, nothing where a question was not asked. `readAnswerFile` reads it back.
 * @param notation `iso` for programs (comma, decimal point), `dutch` for a Dutch spreadsheet (semicolon, comma)
 * @throws RangeError when the number of rows is not as described
 * @example const file = csvEncoder(dataset, 'iso'); write(file.begin()); write(file.rows(rows)); write(file.end());
 */
export function csvEncoder(dataset: Dataset, notation: CsvNotation): RowEncoder {
  let written = 0;
  return {
    begin: () =>
      utf8(
        csvStart +
          csvLine(
            dataset.variables.map(({ name }) => name),
            notation,
          ),
      ),
    rows: (rows) => {
      let text = '';
      for (const row of rows) {
        text += csvLine(row, notation);
        written += 1;
      }
      return utf8(text);
    },
    end: () => {
      ensureRowCount(dataset, written);
      return new Uint8Array();
    },
  };
}
