import { bareWord } from './scrub.js';

/** One word as the rules look at it. */
export interface Look {
  /** Without the punctuation around it; empty before the first and behind the last word. */
  readonly bare: string;
  /** The same in small letters without accents. */
  readonly plain: string;
  readonly isCapital: boolean;
  readonly beginsSentence: boolean;
}

const NO_WORD: Look = { bare: '', plain: '', isCapital: false, beginsSentence: true };

/** The word at a place of an answer. */
export function lookAt(words: readonly string[], at: number): Look {
  const word = words[at];
  if (word === undefined) return NO_WORD;
  const bare = bareWord(word);
  return {
    bare,
    plain: plainText(bare),
    isCapital: /^\p{Lu}/u.test(bare),
    beginsSentence: at === 0 || /[.!?:…]["”’)]*$/u.test(words[at - 1] ?? ''),
  };
}

/**
 * Small letters without accents, so that a name is found in any spelling of these.
 * @example plainText('Zoë') // 'zoe'
 */
export function plainText(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
