import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import type { TextRow } from '../domain/frame/delimited-text.js';

/** More than a list of ten thousand clients takes: what unpacks to more is no list, or is made to fill the memory. */
const MOST_UNPACKED_BYTES = 30 * 1024 * 1024;

/** Whether a file begins as an Excel workbook does. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/**
 * The rows of the first sheet of an Excel workbook as text, numbered as the spreadsheet does.
 * @returns `null` when it is no workbook, or one that is damaged or far too large
 */
export async function readWorksheet(bytes: Uint8Array): Promise<readonly TextRow[] | null> {
  try {
    if (unpackedBytes(bytes) > MOST_UNPACKED_BYTES) return null;
    const rows = await readSheet(new Blob([Uint8Array.from(bytes)]));
    return rows.map((cells, place) => ({ line: place + 1, cells: cells.map(cellText) }));
  } catch {
    // Whatever the library stumbles over, the file is not the list that went out.
    return null;
  }
}

/** As the archive says, without unpacking: what is longer than it says is cut off there. */
export function unpackedBytes(bytes: Uint8Array): number {
  let sum = 0;
  unzipSync(bytes, {
    filter({ originalSize }) {
      sum += originalSize;
      return false;
    },
  });
  return sum;
}

/** Days and yes or no have no place in a list: they become a text that no client or reason has. */
function cellText(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  return typeof cell === 'number' ? String(cell) : '';
}
