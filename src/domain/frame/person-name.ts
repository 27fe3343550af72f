/** A name taken apart. `given` holds first names or initials as written. */
export interface PersonName {
  readonly given: string;
  readonly prefix: string;
  readonly last: string;
}

/** Words before Dutch and common foreign last names (table 36 of the Dutch persons register, the usual part). */
const prefixWords = new Set(
  `aan aan't af al am an auf aus bei bij bin d' da dal dalla dal' das de degli dei del della den der des di die dit do
  don dos du el 'l het i im in l la las le les lo los met 'n o' of onder op op't over 's 't te ten ter the to tot uijt
  uit v. van vd v.d. vom von voor vor zu zum zur ibn ben bou`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Letters that do not fall apart into a base letter and an accent. */
const otherLetters: Readonly<Record<string, string>> = {
  ı: 'i',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ĳ: 'ij',
};

const plain = /^[a-z]*$/;

/**
 * A name in the form in which two spellings of it are equal: small letters without accents, spaces, hyphens
 * and other signs; the dotless ı is an i.
 * @param name any part of a name
 * @example nameKey("O'Brien-Yılmaz") // 'obrienyilmaz'
 */
export function nameKey(name: string): string {
  const small = name.toLowerCase();
  if (plain.test(small)) return small;
  return small
    .normalize('NFD')
    .replace(/[ıøłđðþßæœĳ]/g, (letter) => otherLetters[letter] ?? letter)
    .replace(/[^\p{L}]/gu, '');
}

/**
 * Takes the prefix off a last name, wherever it was written.
 * @param written `Leeuwen, van`, `van Leeuwen`, `LEEUWEN` …
 * @param prefix the cell of the prefix column, or empty
 * @example splitLastName('Leeuwen, van', '') // { prefix: 'van', last: 'Leeuwen' }
 */
export function splitLastName(
  written: string,
  prefix: string,
): { readonly prefix: string; readonly last: string } {
  const comma = written.indexOf(',');
  if (comma >= 0) {
    const behind = written.slice(comma + 1).trim();
    return { prefix: prefix === '' ? behind : prefix, last: written.slice(0, comma).trim() };
  }
  if (!written.includes(' ')) return { prefix, last: written };
  const words = written.split(/\s+/);
  const first = words.findIndex((word) => !prefixWords.has(word.toLowerCase()));
  // A name of prefix words only, such as "Ben", is a last name.
  const cut = first < 0 ? words.length - 1 : first;
  const before = words.slice(0, cut).join(' ');
  return { prefix: prefix === '' ? before : prefix, last: words.slice(cut).join(' ') };
}

/**
 * Takes a name in one column apart: `Leeuwen, Meryem van`, `Leeuwen, van, Meryem` or `Meryem van Leeuwen`.
 * @param written the whole name; a single word is a last name without a first name
 * @example splitFullName('Meryem van Leeuwen') // { given: 'Meryem', prefix: 'van', last: 'Leeuwen' }
 */
export function splitFullName(written: string): PersonName {
  const text = written.trim();
  return text.includes(',') ? lastNameFirst(text) : givenNameFirst(text);
}

function lastNameFirst(text: string): PersonName {
  const comma = text.indexOf(',');
  const { prefix: leading, last } = splitLastName(text.slice(0, comma).trim(), '');
  const words = text
    .slice(comma + 1)
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  const given = words.filter((word) => !prefixWords.has(word.toLowerCase()));
  const trailing = words.filter((word) => prefixWords.has(word.toLowerCase()));
  return { given: given.join(' '), prefix: leading === '' ? trailing.join(' ') : leading, last };
}

function givenNameFirst(text: string): PersonName {
  const words = text.split(/\s+/);
  const prefixAt = words.findIndex((word, place) => place > 0 && prefixWords.has(word.toLowerCase()));
  if (prefixAt > 0 && prefixAt < words.length - 1) {
    const { prefix, last } = splitLastName(words.slice(prefixAt).join(' '), '');
    return { given: words.slice(0, prefixAt).join(' '), prefix, last };
  }
  return { given: words.slice(0, -1).join(' '), prefix: '', last: words.at(-1) ?? '' };
}

const initials =
  /^(?:\p{L}|(?:\p{L}\p{M}?\.\s?)+\p{L}?|(?:Th|Ch|Chr|Ph|St|IJ|Tj|Sj|Fr|Joh)\.|(?:\p{L}\s)+\p{L})$/u;

/**
 * Whether a given name is initials only (`S.`, `A.B.`, `A B`), so that the first name is not known.
 * @example isInitials('S.') // true
 */
export function isInitials(given: string): boolean {
  const text = given.trim();
  return text.length <= 12 && initials.test(text);
}
