import type { RawColumn, RawTable } from '../raw-table.js';
import { SavBytes, SavFault } from './sav-bytes.js';
import { numberOf, readCases, type SavElement } from './sav-cases.js';
import { encodingOf, openTexts, readDictionary, type SavDictionary } from './sav-records.js';

/** A column with the elements of a case in which it stands. */
interface PlacedColumn extends RawColumn {
  readonly isText: boolean;
  /** Per piece of 255 bytes of a long text: the first element, and how many bytes of it count. */
  readonly pieces: readonly { readonly element: number; readonly bytes: number }[];
}

const WIDTH_PER_PIECE = 252;
const BYTES_IN_PIECE = 255;

/**
 * Reads an SPSS system file (.sav) as a table: numbers with a point, dates as numbers, what is system-missing as an
 * empty cell. User-missing codes stay as they are, because each says why an answer is missing.
 * Source: PSPP Developers Guide, "System File Format".
 * @param bytes the whole file
 * @returns the table, or a Dutch sentence on why it cannot be read
 * @example readSav(new Uint8Array(0)) // { fault: 'Het SPSS-bestand is afgebroken …' }
 */
export function readSav(bytes: Uint8Array): RawTable | { readonly fault: string } {
  try {
    return tableOf(new SavBytes(bytes));
  } catch (error) {
    if (error instanceof SavFault) return { fault: error.message };
    throw error;
  }
}

/** Whether a file says of itself that it is an SPSS system file. */
export function isSav(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 3)) === '$FL';
}

function tableOf(bytes: SavBytes): RawTable {
  const dictionary = readDictionary(bytes);
  const text = openTexts(encodingOf(dictionary));
  const columns = placeColumns(bytes, dictionary, text);
  const rows: RawTable['rows'][number][] = [];
  for (const elements of readCases(bytes, dictionary)) {
    const cells = columns.map((column) => cellOf(bytes, column, { elements, text }));
    rows.push({ line: rows.length + 1, cells });
  }
  return { columns, rows };
}

type ReadText = (bytes: Uint8Array) => string;

function placeColumns(bytes: SavBytes, dictionary: SavDictionary, text: ReadText): PlacedColumn[] {
  const longNames = namesIn(dictionary, 13, text);
  const longTexts = namesIn(dictionary, 14, text);
  const labels = labelsPerRecord(bytes, dictionary, text);
  const columns: PlacedColumn[] = [];
  const { records } = dictionary;
  for (let at = 0; at < records.length; at++) {
    const record = records[at];
    if (record === undefined || record.width < 0) continue;
    const shortName = text(record.shortName);
    const width = Number(longTexts.get(shortName) ?? record.width);
    const pieces = piecesOf(records, at, width);
    columns.push({
      name: longNames.get(shortName) ?? shortName,
      label: record.label === null ? '' : text(record.label),
      valueLabels: labels.get(at) ?? new Map(),
      isText: record.width > 0,
      pieces,
    });
    at = pieces.at(-1)?.element ?? at;
  }
  return columns;
}

/** A text over 255 bytes has a variable for each 252 bytes of its width; each of them holds 255 until it is full. */
function piecesOf(records: SavDictionary['records'], first: number, width: number): PlacedColumn['pieces'] {
  const count = width > BYTES_IN_PIECE ? Math.ceil(width / WIDTH_PER_PIECE) : 1;
  const starts = records
    .flatMap(({ width: own }, at) => (at >= first && own >= 0 ? [at] : []))
    .slice(0, count);
  return starts.map((element, at) => ({
    element,
    bytes: Math.max(0, Math.min(BYTES_IN_PIECE, width - at * BYTES_IN_PIECE)),
  }));
}

/** What an extension record says per short name: `SHORT=value`, parted by tabs. */
function namesIn(
  { extensions }: SavDictionary,
  subtype: number,
  text: ReadText,
): ReadonlyMap<string, string> {
  const record = extensions.get(subtype);
  if (record === undefined) return new Map();
  return new Map(
    text(record)
      .split('\t')
      .flatMap((pair) => {
        const [short = '', long = ''] = pair.replaceAll('\0', '').split('=');
        return short === '' ? [] : [[short, long] as const];
      }),
  );
}

function labelsPerRecord(
  bytes: SavBytes,
  { records, valueLabels }: SavDictionary,
  text: ReadText,
): ReadonlyMap<number, ReadonlyMap<string, string>> {
  return new Map(
    valueLabels.flatMap(({ labels, records: places }) =>
      places.map((place) => {
        const isText = (records[place]?.width ?? 0) > 0;
        const keyOf = (value: Uint8Array): string => (isText ? text(value) : String(bytes.doubleOf(value)));
        return [place, new Map(labels.map(({ value, label }) => [keyOf(value), text(label)]))] as const;
      }),
    ),
  );
}

function cellOf(
  bytes: SavBytes,
  { isText, pieces }: PlacedColumn,
  { elements, text }: { readonly elements: readonly SavElement[]; readonly text: ReadText },
): string {
  const [first] = pieces;
  if (!isText) return String(numberOf(bytes, elements[first?.element ?? 0] ?? null) ?? '');
  return text(concat(pieces.map((piece) => bytesOf(elements, piece)))).trim();
}

function bytesOf(
  elements: readonly SavElement[],
  { element, bytes }: PlacedColumn['pieces'][number],
): Uint8Array {
  const count = Math.ceil(bytes / 8);
  const parts = elements.slice(element, element + count).filter((part) => part instanceof Uint8Array);
  return concat(parts).subarray(0, bytes);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
