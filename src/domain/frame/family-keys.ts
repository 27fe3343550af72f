import type { FamilyEvidence } from './family.js';

/** A keyed hash of a family text, with what it is evidence of. */
export interface FamilyKey {
  readonly evidence: FamilyEvidence;
  readonly key: string;
}

const letters: Readonly<Record<FamilyEvidence, string>> = { dossier: 'd', telephone: 't', household: 'h' };
const evidences: Readonly<Record<string, FamilyEvidence>> = { d: 'dossier', t: 'telephone', h: 'household' };

/**
 * Family keys as one short text, in which a million records keep them.
 * @param keys in any order; hexadecimal, so without spaces
 * @example familyKeysText([{ evidence: 'dossier', key: 'ab' }, { evidence: 'household', key: 'cd' }]) // 'dab hcd'
 */
export function familyKeysText(keys: readonly FamilyKey[]): string {
  return keys.map(({ evidence, key }) => `${letters[evidence]}${key}`).join(' ');
}

/**
 * The keys in a text of `familyKeysText`.
 * @throws RangeError for a text that it did not make
 * @example readFamilyKeys('dab') // [{ evidence: 'dossier', key: 'ab' }]
 */
export function readFamilyKeys(text: string): FamilyKey[] {
  if (text === '') return [];
  return text.split(' ').map((part) => {
    const evidence = evidences[part.charAt(0)];
    if (evidence === undefined) throw new RangeError('not a text of family keys');
    return { evidence, key: part.slice(1) };
  });
}
