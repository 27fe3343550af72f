import type { Dataset, DatasetVariable } from '../dataset.js';
import { legalNames } from '../legal-names.js';

/** Longest piece of a string that one variable record of a system file can declare. */
const WIDEST_SEGMENT = 255;
/** A longer string has one segment for each so many bytes of its width. */
const BYTES_PER_SEGMENT = 252;
const WIDEST_STRING = 32_767;
const BYTES_PER_ELEMENT = 8;

/** A variable as a system file stores it. */
export interface SavVariable {
  readonly source: DatasetVariable;
  readonly name: string;
  /** Eight characters by which the records of the file refer to the variable. */
  readonly shortName: string;
  /** Width in bytes; 0 is a number. */
  readonly width: number;
  /** One, or for strings over 255 bytes several that follow each other. */
  readonly segments: readonly SavSegment[];
}

/** One variable record with the elements of eight bytes that it takes in every case. */
export interface SavSegment {
  readonly shortName: string;
  readonly width: number;
  readonly elements: number;
  /** 1-based position among all elements of a case. */
  readonly index: number;
}

const RESERVED = new Set([
  'ALL',
  'AND',
  'BY',
  'EQ',
  'GE',
  'GT',
  'LE',
  'LT',
  'NE',
  'NOT',
  'OR',
  'TO',
  'WITH',
] as const);

/**
 * Lays the variables of a data file out as a system file has them. Short names begin with `@`, which no name of a
 * questionnaire can, so that they never take a long name's place.
 * @throws RangeError when a text may be longer than 32,767 bytes
 * @example layOut(dataset)[0]?.shortName // '@0000001'
 */
export function layOut({ variables }: Pick<Dataset, 'variables'>): SavVariable[] {
  const names = legalNames(
    variables.map(({ name }) => name),
    { legal: legalName, maxLength: 64, reserved: RESERVED },
  );
  let index = 1;
  let record = 0;
  return variables.map((source, at) => {
    const width = source.content.kind === 'text' ? source.content.maxBytes : 0;
    const segments = segmentWidths(width).map((segmentWidth) => {
      const elements = Math.max(1, Math.ceil(segmentWidth / BYTES_PER_ELEMENT));
      record += 1;
      const segment = { shortName: shortName(record), width: segmentWidth, elements, index };
      index += elements;
      return segment;
    });
    return {
      source,
      name: names[at] ?? source.name,
      shortName: segments[0]?.shortName ?? '',
      width,
      segments,
    };
  });
}

/**
 * The widths of the records of one variable.
 * Source: PSPP's description of the system file format, "Very Long String Record".
 * @param width in bytes; 0 is a number
 * @example segmentWidths(300) // [255, 48]
 */
export function segmentWidths(width: number): number[] {
  if (width > WIDEST_STRING) throw new RangeError('a text is longer than a system file can hold');
  if (width <= WIDEST_SEGMENT) return [width];
  const count = Math.ceil(width / BYTES_PER_SEGMENT);
  const last = width - (count - 1) * BYTES_PER_SEGMENT;
  return [...Array.from({ length: count - 1 }, () => WIDEST_SEGMENT), last];
}

function shortName(record: number): string {
  return `@${String(record).padStart(7, '0')}`;
}

function legalName(name: string): string {
  const legal = name.replace(/[^A-Za-z0-9_.]/g, '_').replace(/\.+$/, '');
  return /^[A-Za-z]/.test(legal) ? legal : `V${legal}`;
}
