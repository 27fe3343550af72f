import type { ByteWriter } from '../byte-writer.js';
import { categoryNumber, type DatasetCell, type DatasetRow, daysSince1970 } from '../dataset.js';
import { splitBytes } from '../utf8.js';
import { type DtaType, type DtaVariable, WIDEST_TEXT } from './dta-layout.js';

/** Days from 1 January 1960, where Stata begins to count, to 1 January 1970. */
const STATA_DAYS_BEFORE_1970 = 3653;

/** How each type writes Stata's missing values: `.` and then `.a`, `.b`, `.c` in order. */
const MISSING = {
  byte: { first: 101 },
  int: { first: 32_741 },
  double: { first: 0x7f_e0_00_00_00_00_00_00n, step: 0x1_00_00_00_00_00n },
} as const;

/** The values by which value labels name `.a`, `.b`, `.c`. */
export const LABEL_MISSING_FIRST = 2_147_483_621;

/** Number of bytes of one value. */
export function byteLength(type: DtaType): number {
  switch (type.kind) {
    case 'byte':
      return 1;
    case 'int':
      return 2;
    case 'double':
      return 8;
    case 'text':
      return type.bytes;
  }
}

/**
 * Writes one value. The missing codes of a variable become `.a`, `.b`, `.c` in their order, nothing becomes `.`.
 * @throws RangeError when a text is longer than announced or a category is unknown
 * @example writeDtaValue(out, variable, ['r1', 'basishulp'])
 */
export function writeDtaValue(out: ByteWriter, variable: DtaVariable, row: DatasetRow): void {
  const cell = row[variable.at] ?? null;
  if (variable.type.kind === 'text') {
    out.padded(textOf(cell, variable), variable.type.bytes, 0);
    return;
  }
  const missing = missingRank(cell, variable);
  if (missing === null) writeNumber(out, variable.type, numberOf(cell, variable));
  else writeMissing(out, variable.type, missing);
}

function textOf(cell: DatasetCell, { source, piece }: DtaVariable): string {
  const text = cell === null ? '' : String(cell);
  const { content } = source;
  if (content.kind !== 'text' || content.maxBytes <= WIDEST_TEXT) return text;
  const pieces = splitBytes(text, WIDEST_TEXT);
  return pieces[piece] ?? '';
}

/** 0 for `.`, 1 for `.a` and so on; `null` for a value. */
function missingRank(cell: DatasetCell, { source }: DtaVariable): number | null {
  if (cell === null) return 0;
  const at = source.missing.findIndex(({ value }) => value === cell);
  return at < 0 ? null : at + 1;
}

function numberOf(cell: DatasetCell, { source }: DtaVariable): number {
  if (typeof cell === 'number') return cell;
  const { content } = source;
  const text = cell ?? '';
  if (content.kind === 'category') return categoryNumber(content.categories, text);
  return daysSince1970(text) + STATA_DAYS_BEFORE_1970;
}

type NumberType = Exclude<DtaType['kind'], 'text'>;

function writeNumber(out: ByteWriter, { kind }: DtaType, value: number): void {
  switch (kind) {
    case 'byte':
      out.uint8(value);
      break;
    case 'int':
      out.int16(value);
      break;
    case 'double':
    case 'text':
      out.float64(value);
  }
}

function writeMissing(out: ByteWriter, type: { readonly kind: NumberType }, rank: number): void {
  switch (type.kind) {
    case 'byte':
      out.uint8(MISSING.byte.first + rank);
      break;
    case 'int':
      out.int16(MISSING.int.first + rank);
      break;
    case 'double':
      out.uint64(MISSING.double.first + MISSING.double.step * BigInt(rank));
  }
}
