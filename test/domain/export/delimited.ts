import { splitRows } from '../../../src/domain/frame/delimited-text.js';

/** The cells of a CSV file with commas. */
export function readDelimited(text: string): string[][] {
  return splitRows(text, ',').map(({ cells }) => [...cells]);
}
