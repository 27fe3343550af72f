/** What a word can tell of a person, and so is replaced in a quote. */
export const SCRUB_KINDS = [
  'name',
  'place',
  'organisation',
  'address',
  'phone',
  'email',
  'web',
  'date',
  'number',
] as const;

export type ScrubKind = (typeof SCRUB_KINDS)[number];

/** What becomes of a word: it stays, it is left out, or what it tells of takes its place. */
export type WordChoice = 'keep' | 'cut' | ScrubKind;

/** What takes the place of a word. */
export const REPLACEMENTS: Readonly<Record<Exclude<WordChoice, 'keep'>, string>> = {
  name: '[naam]',
  place: '[plaats]',
  organisation: '[organisatie]',
  address: '[adres]',
  phone: '[telefoonnummer]',
  email: '[e-mailadres]',
  web: '[website]',
  date: '[datum]',
  number: '[nummer]',
  cut: '[…]',
};

/** Words with what stands around them: `(Anna),` is `(`, `Anna`, `),`. */
const AROUND = /^([^\p{L}\p{N}+@]*)(.*?)([^\p{L}\p{N}]*)$/su;

/**
 * The words of an answer, with the punctuation that touches them.
 * @example wordsOf('Ze belde, altijd.') // ['Ze', 'belde,', 'altijd.']
 */
export function wordsOf(text: string): string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}

/**
 * A word without the punctuation that touches it.
 * @example bareWord('(Anna),') // 'Anna'
 */
export function bareWord(word: string): string {
  return AROUND.exec(word)?.[2] ?? word;
}

/**
 * The text of a quote: words that follow each other and tell of the same are replaced together, and the punctuation
 * around them stays.
 * @param words of the answer
 * @param choices one for each word
 * @returns `''` when nothing is left to quote
 * @example scrubbed(['Anna', 'hielp', 'goed.'], ['name', 'keep', 'keep']) // '[naam] hielp goed.'
 */
export function scrubbed(words: readonly string[], choices: readonly WordChoice[]): string {
  if (choices.every((choice) => choice !== 'keep')) return '';
  const parts: string[] = [];
  for (let at = 0; at < words.length;) {
    const choice = choices[at] ?? 'keep';
    const end = choice === 'keep' ? at + 1 : endOfRun(choices, at);
    parts.push(choice === 'keep' ? (words[at] ?? '') : replacement(words.slice(at, end), choice));
    at = end;
  }
  return parts.join(' ');
}

function endOfRun(choices: readonly WordChoice[], start: number): number {
  let end = start + 1;
  while (choices[end] === choices[start]) end += 1;
  return end;
}

function replacement(run: readonly string[], choice: Exclude<WordChoice, 'keep'>): string {
  if (choice === 'cut') return REPLACEMENTS.cut;
  const [, before = ''] = AROUND.exec(run[0] ?? '') ?? [];
  const [, , , after = ''] = AROUND.exec(run.at(-1) ?? '') ?? [];
  return `${before}${REPLACEMENTS[choice]}${after}`;
}
