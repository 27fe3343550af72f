import { type SavBytes, SavFault } from './sav-bytes.js';
import type { SavDictionary } from './sav-records.js';

/** One element of a case: eight bytes, or a number that was stored in one. */
export type SavElement = Uint8Array | number | null;

const SPACES = Uint8Array.from({ length: 8 }, () => 0x20);
/** The number by which SPSS says that nothing is known. */
const SYSTEM_MISSING = -Number.MAX_VALUE;

const END_OF_FILE = 252;
const NOT_COMPRESSED = 253;
const ALL_SPACES = 254;
const MISSING = 255;

/**
 * The cases of a system file, one after the other; each has one element per variable record.
 * @param bytes behind the dictionary
 * @throws SavFault when the file ends within a case
 */
export function* readCases(bytes: SavBytes, dictionary: SavDictionary): Generator<readonly SavElement[]> {
  const width = dictionary.records.length;
  const elements = dictionary.isCompressed ? unpack(bytes, dictionary.bias) : plain(bytes);
  let row: SavElement[] = [];
  for (const element of elements) {
    row.push(element);
    if (row.length < width) continue;
    yield row;
    row = [];
  }
  if (row.length > 0) throw new SavFault('Het SPSS-bestand houdt midden in een respondent op.');
}

/** The number in an element, or `null` for system-missing. */
export function numberOf(bytes: SavBytes, element: SavElement): number | null {
  const number = element instanceof Uint8Array ? bytes.doubleOf(element) : element;
  return number === SYSTEM_MISSING || number === null ? null : number;
}

function* plain(bytes: SavBytes): Generator<SavElement> {
  while (!bytes.isAtEnd) yield bytes.take(8);
}

/** Eight codes stand before what they do not say themselves. */
function* unpack(bytes: SavBytes, bias: number): Generator<SavElement> {
  while (!bytes.isAtEnd) {
    for (const code of bytes.take(8)) {
      if (code === END_OF_FILE) return;
      if (code === NOT_COMPRESSED) yield bytes.take(8);
      else if (code === ALL_SPACES) yield SPACES;
      else if (code === MISSING) yield null;
      else if (code > 0) yield code - bias;
    }
  }
}
