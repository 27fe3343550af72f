import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';

/** How much of a workbook is read at all; what takes more is made to fill the memory, or holds far more than it should. */
export interface WorkbookLimits {
  /** Size of its parts together, as the archive says: what is longer than it says is cut off there. */
  readonly unpackedBytes: number;
  /** Cells of all sheets together, the empty ones between and beside filled ones included. */
  readonly cells: number;
}

/** Every row of a sheet costs something, however few cells it has. */
const CELLS_PER_EMPTY_ROW = 5;

/**
 * Packs a workbook anew with only what a reader may be given: its XML, without the empty cells and rows that programs
 * leave behind a list. A reader that fills up to the last address would otherwise run out of memory on one cell
 * at `XFD1048576`.
 * @param bytes an archive
 * @returns `null` when it takes more than the limits
 * @throws on a damaged archive
 */
export function boundedWorkbook(bytes: Uint8Array, limits: WorkbookLimits): Uint8Array | null {
  const parts = unpacked(bytes, limits.unpackedBytes);
  if (parts === null) return null;
  const bounded: Zippable = {};
  let largest = 0;
  for (const [name, part] of Object.entries(parts)) {
    const text = strFromU8(part);
    if (isOvergrown(text)) return null;
    if (!text.includes('sheetData')) {
      bounded[name] = part;
      continue;
    }
    const sheet = withoutEmpty(text);
    largest = Math.max(largest, cellsOf(sheet));
    bounded[name] = strToU8(sheet);
  }
  const sheets = countOf(strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array()), SHEET);
  return largest * Math.max(1, sheets) > limits.cells ? null : zipSync(bounded, { level: 0 });
}

function unpacked(bytes: Uint8Array, mostBytes: number): Record<string, Uint8Array> | null {
  let sum = 0;
  const parts = unzipSync(bytes, {
    filter({ name, originalSize }) {
      sum += originalSize;
      return sum <= mostBytes && /\.(xml|rels)$/.test(name);
    },
  });
  return sum > mostBytes ? null : parts;
}

/** No tag of a workbook has as many attributes, and no part as many comments; a reader may take hours over more. */
const MOST_OF_A_KIND = 200;

function isOvergrown(xml: string): boolean {
  const hasLongTag = xml
    .split('<')
    .some((tag) => tag.length > MOST_OF_A_KIND * 3 && countOf(tag, /=\s*["']/g) > MOST_OF_A_KIND);
  return hasLongTag || countOf(xml, /<[!?]/g) > MOST_OF_A_KIND;
}

/** Rows and cells that say where they are and hold nothing. */
function withoutEmpty(sheet: string): string {
  const unlessPlaced = (part: string): string => (/\sr="/.test(part) ? '' : part);
  return sheet
    .replaceAll(/<c\s[^<>]*(?:\/>|>\s*<\/c>)/g, unlessPlaced)
    .replaceAll(/<row\s[^<>]*(?:\/>|>\s*<\/row>)/g, unlessPlaced);
}

const SHEET = /<(?:[\w.-]*:)?sheet[\s/>]/g;
const ROW = /<(?:[\w.-]*:)?row[\s/>]/g;
/** The place of a row or a cell, whatever stands before it: what is no place (but for the name of a namespace) counts as one too far. */
const PLACE = /(?<![\w.-]|\sxmlns:)r\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The most cells that a reader makes of a sheet; rows without a number come after the last one that has it. */
function cellsOf(sheet: string): number {
  let [lastRow, lastColumn] = [0, 0];
  for (const [, double, single] of sheet.matchAll(PLACE)) {
    const [, letters, digits] = /^([A-Z]{0,3})(\d{1,10})$/.exec(double ?? single ?? '') ?? [];
    if (letters === undefined || digits === undefined) return Infinity;
    lastRow = Math.max(lastRow, Number(digits));
    lastColumn = Math.max(lastColumn, columnNumber(letters));
  }
  return (lastRow + countOf(sheet, ROW)) * (lastColumn + CELLS_PER_EMPTY_ROW);
}

/** @example columnNumber('AA') // 27 */
function columnNumber(letters: string): number {
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function countOf(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
