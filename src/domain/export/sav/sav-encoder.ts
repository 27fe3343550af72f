import { type Dataset, ensureRowCount, type RowEncoder } from '../dataset.js';
import { SavCases } from './sav-cases.js';
import { savDictionary } from './sav-dictionary.js';
import { layOut } from './sav-layout.js';

/**
 * Writes an SPSS system file (.sav), compressed by byte codes, in UTF-8, portion by portion. Dates become SPSS
 * dates, categories numbers with labels; texts are as wide as the description says.
 * Source: PSPP's description of the system file format.
 * @param dataset with the number of rows to come
 * @throws RangeError when a text, a category or the number of rows is not as described
 * @example const file = savEncoder(dataset); write(file.begin()); write(file.rows(rows)); write(file.end());
 */
export function savEncoder(dataset: Dataset): RowEncoder {
  const cases = new SavCases(layOut(dataset));
  let written = 0;
  return {
    begin: () => savDictionary(dataset),
    rows: (rows) => {
      for (const row of rows) {
        cases.write(row);
        written += 1;
      }
      return cases.take();
    },
    end: () => {
      ensureRowCount(dataset, written);
      return cases.finish();
    },
  };
}
