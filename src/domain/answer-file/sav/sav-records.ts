import { type SavBytes, SavFault } from './sav-bytes.js';

/** One variable record: eight bytes of each case, or the first eight of a string. */
export interface SavRecord {
  readonly shortName: Uint8Array;
  /** Width in bytes of a string; 0 is a number; -1 goes on with the string before it. */
  readonly width: number;
  readonly label: Uint8Array | null;
}

/** The dictionary of a system file, with its texts still as bytes: their encoding stands at the end. */
export interface SavDictionary {
  readonly isCompressed: boolean;
  /** What is added to a compressed number. */
  readonly bias: number;
  readonly records: readonly SavRecord[];
  /** Value labels with the records (from 0) that they belong to. */
  readonly valueLabels: readonly SavValueLabels[];
  /** Records of later versions by their number. */
  readonly extensions: ReadonlyMap<number, Uint8Array>;
}

/** What codes mean, for one or more variables. */
export interface SavValueLabels {
  readonly labels: readonly { readonly value: Uint8Array; readonly label: Uint8Array }[];
  readonly records: readonly number[];
}

const LAYOUT_CODE_AT = 64;
const END_OF_DICTIONARY = 999;
const DOCUMENT_LINE_BYTES = 80;

/**
 * Reads the dictionary of an SPSS system file.
 * Source: PSPP Developers Guide, "System File Format".
 * @param bytes at the beginning of the file; afterwards they stand at the first case
 * @throws SavFault when it is no system file, or is compressed in the newer way (.zsav)
 */
export function readDictionary(bytes: SavBytes): SavDictionary {
  const header = readHeader(bytes);
  const records: SavRecord[] = [];
  const valueLabels: SavValueLabels[] = [];
  const extensions = new Map<number, Uint8Array>();
  for (let type = bytes.int32(); type !== END_OF_DICTIONARY; type = bytes.int32()) {
    if (type === 2) records.push(readVariable(bytes));
    else if (type === 3) valueLabels.push(readValueLabels(bytes));
    else if (type === 6) bytes.skip(bytes.int32() * DOCUMENT_LINE_BYTES);
    else if (type === 7) {
      const [subtype, size, count] = [bytes.int32(), bytes.int32(), bytes.int32()];
      extensions.set(subtype, bytes.take(size * count));
    } else
      throw new SavFault('Dit is geen SPSS-bestand, of het is beschadigd. Bewaar het opnieuw vanuit SPSS.');
  }
  bytes.skip(4);
  return { ...header, records, valueLabels, extensions };
}

function readHeader(bytes: SavBytes): Pick<SavDictionary, 'isCompressed' | 'bias'> {
  const magic = bytes.ascii(4);
  if (magic === '$FL3') {
    throw new SavFault('Dit is een zsav-bestand. Bewaar het in SPSS als gewoon sav-bestand.');
  }
  if (magic !== '$FL2') throw new SavFault('Dit is geen SPSS-bestand (.sav).');
  bytes.setOrderBy(LAYOUT_CODE_AT);
  bytes.skip(LAYOUT_CODE_AT + 8 - 4);
  const isCompressed = bytes.int32() !== 0;
  bytes.skip(8);
  const bias = bytes.double();
  bytes.skip(84);
  return { isCompressed, bias };
}

function readVariable(bytes: SavBytes): SavRecord {
  const [width, hasLabel, missing] = [bytes.int32(), bytes.int32(), bytes.int32()];
  bytes.skip(8);
  const shortName = bytes.take(8);
  const label = hasLabel === 1 ? readPadded(bytes, bytes.int32(), 4) : null;
  bytes.skip(Math.abs(missing) * 8);
  return { width, shortName, label };
}

function readValueLabels(bytes: SavBytes): SavValueLabels {
  const count = bytes.int32();
  const labels = Array.from({ length: count }, () => {
    const value = bytes.take(8);
    const [length = 0] = bytes.take(1);
    const label = bytes.take(length);
    bytes.skip((8 - ((length + 1) % 8)) % 8);
    return { value, label };
  });
  if (bytes.int32() !== 4) throw new SavFault('De labels in het SPSS-bestand zijn beschadigd.');
  return { labels, records: Array.from({ length: bytes.int32() }, () => bytes.int32() - 1) };
}

function readPadded(bytes: SavBytes, length: number, unit: number): Uint8Array {
  const text = bytes.take(length);
  bytes.skip((unit - (length % unit)) % unit);
  return text;
}

/** The encoding that the file names, or that older files number. */
export function encodingOf({ extensions }: SavDictionary): string {
  const named = extensions.get(20);
  if (named !== undefined) return String.fromCharCode(...named).trim();
  const codes = extensions.get(3);
  const code = codes === undefined ? 1252 : new DataView(codes.buffer, codes.byteOffset).getInt32(28, true);
  return code === 65_001 ? 'utf-8' : 'windows-1252';
}

/**
 * Reads texts in the encoding of the file, without the spaces behind them.
 * @throws SavFault when nobody knows the encoding
 */
export function openTexts(encoding: string): (bytes: Uint8Array) => string {
  try {
    const decoder = new TextDecoder(encoding);
    return (bytes) => decoder.decode(bytes).replace(/[ \0]+$/, '');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new SavFault(`De tekencodering ${encoding} is niet bekend. Bewaar het bestand in SPSS als UTF-8.`);
  }
}
