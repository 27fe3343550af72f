/** Sex as the register gives it. */
export type Sex = 'male' | 'female' | 'other';

/** A cell without what a spreadsheet hid in it. */
export interface PlainCell {
  readonly text: string;
  /** True when the cell held a formula other than a text in quotes; its contents are not used. */
  readonly hadFormula: boolean;
}

/** Spaces at an end, two together, or another sign for a space. */
const oddSpace = /^\s|\s$|\s\s|[^\S ]/;

/** A spreadsheet writes ="0612345678" to keep a leading zero. */
const quotedText = /^=\s*"([^"]*)"$/;

/**
 * Takes the text out of a cell and leaves formulas behind: ="0612345678" becomes 0612345678, any other
 * formula becomes an empty cell. Spaces and line ends around and within the text become single spaces.
 * @param cell the cell as the file has it
 * @example plainCell('="0612345678"') // { text: '0612345678', hadFormula: false }
 * @example plainCell('=HYPERLINK("x")') // { text: '', hadFormula: true }
 */
export function plainCell(cell: string): PlainCell {
  const text = oddSpace.test(cell) ? cell.replace(/\s+/g, ' ').trim() : cell;
  if (!text.startsWith('=')) return { text, hadFormula: false };
  const quoted = quotedText.exec(text);
  return quoted === null
    ? { text: '', hadFormula: true }
    : { text: (quoted[1] ?? '').trim(), hadFormula: false };
}

const yes = new Set(['j', 'ja', 'y', 'yes', 'x', 'true', 'waar', 'geheim', 'afgeschermd', '1']);
const no = new Set(['', 'n', 'nee', 'no', 'false', 'onwaar', 'niet', 'geen', '-', '0']);

/**
 * Reads a yes or no cell.
 * @returns `null` when the cell says neither
 * @example readYesNo('Ja') // true
 */
export function readYesNo(cell: string): boolean | null {
  const word = cell.trim().toLowerCase();
  if (no.has(word)) return false;
  return yes.has(word) ? true : null;
}

const sexes: ReadonlyMap<string, Sex> = new Map([
  ...['m', 'man', 'jongen', 'mannelijk', '1'].map((word) => [word, 'male'] as const),
  ...['v', 'vrouw', 'meisje', 'vrouwelijk', 'f', '2'].map((word) => [word, 'female'] as const),
  ...['x', 'o', 'anders', 'onbekend', '9', '0'].map((word) => [word, 'other'] as const),
]);

/**
 * Reads a cell with the sex of the client.
 * @returns `null` when the cell is empty or says something else
 * @example readSex('vrouw') // 'female'
 */
export function readSex(cell: string): Sex | null {
  return sexes.get(cell.trim().toLowerCase()) ?? null;
}

const dutchPostcode = /^([1-9]\d{3})\s?([A-Za-z]{2})$/;

/**
 * Reads a Dutch postcode.
 * @returns four digits and two capitals without a space, or `null`
 * @example readPostcode('3083 ck') // '3083CK'
 */
export function readPostcode(cell: string): string | null {
  const parts = dutchPostcode.exec(cell.trim());
  return parts === null ? null : `${parts[1] ?? ''}${(parts[2] ?? '').toUpperCase()}`;
}
