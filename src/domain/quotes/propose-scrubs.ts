import type { ScrubKind } from './scrub.js';
import { type Look, lookAt, plainText } from './word-look.js';
import { foundAt, type Known, PARTICLES } from './scrub-rules.js';

/** What is known of the case and the study, to be found in what was said. */
export interface KnownNames {
  /** Of the child and of who was called: first names and family names. */
  readonly people: readonly string[];
  /** Organisations of the study. */
  readonly organisations: readonly string[];
}

/**
 * What each word may tell of a person, as a proposal that a human decides on: what is known of the case is found in
 * any spelling of capitals and accents; numbers, dates, addresses and names by their form. It proposes too much rather than
 * too little, and is no promise: a nickname or a story can tell who somebody is without any such word.
 * @param words of the answer
 * @param known of the case and the study
 * @returns one for each word; `null` when nothing is proposed
 * @example proposeScrubs(['Wij', 'spraken', 'Anna'], { people: [], organisations: [] }) // [null, null, 'name']
 */
export function proposeScrubs(words: readonly string[], known: KnownNames): (ScrubKind | null)[] {
  const look = (at: number): Look => lookAt(words, at);
  const prepared = preparedNames(known);
  const proposals = words.map((): ScrubKind | null => null);
  for (let at = 0; at < words.length;) {
    const found = foundAt(look, at, prepared);
    if (found !== null) proposals.fill(found.kind, at, at + found.words);
    at += found?.words ?? 1;
  }
  return proposals;
}

function preparedNames({ people, organisations }: KnownNames): Known {
  const parts = people.flatMap((name) => plainText(name).split(/[\s-]+/u));
  return {
    people: new Set(parts.filter((part) => part.length > 1 && !PARTICLES.has(part))),
    organisations: organisations
      .map((name) => plainText(name).split(/\s+/u))
      .filter((name) => name.some((word) => word !== '')),
  };
}
