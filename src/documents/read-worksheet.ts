import { readSheet } from 'read-excel-file/universal';
import type { TextRow } from '../domain/frame/delimited-text.js';
import { boundedWorkbook, type WorkbookLimits } from './bounded-workbook.js';

/** More than a list of ten thousand clients takes. */
const LIMITS: WorkbookLimits = { unpackedBytes: 30 * 1024 * 1024, cells: 4_000_000 };

/** Whether a file begins as an Excel workbook does. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/**
 * The rows of the first sheet of an Excel workbook as text, numbered as the spreadsheet does.
 * @returns `too_large` when it unpacks to far more than a list, or has cells far away from it; `damaged` when it is
 * no workbook
 */
export async function readWorksheet(
  bytes: Uint8Array,
): Promise<readonly TextRow[] | 'too_large' | 'damaged'> {
  try {
    const bounded = boundedWorkbook(bytes, LIMITS);
    if (bounded === null) return 'too_large';
    const rows = await readSheet(new Blob([Uint8Array.from(bounded)]));
    return rows.map((cells, place) => ({ line: place + 1, cells: cells.map(cellText) }));
  } catch {
    // Whatever the library stumbles over, the file is not the list that went out.
    return 'damaged';
  }
}

/** Days and yes or no have no place in a list: they become a text that no client or reason has. */
function cellText(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  return typeof cell === 'number' ? String(cell) : '';
}
