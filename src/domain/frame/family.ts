import type { ClientRecord, ContactOwner } from './client-record.js';
import { nameKey } from './person-name.js';

/** By what members of a family are recognised. */
export type FamilyEvidence = 'dossier' | 'telephone' | 'household';

/** A text that is equal for members of one family; the caller makes a keyed hash of it before it is stored. */
export interface FamilyText {
  readonly evidence: FamilyEvidence;
  readonly text: string;
}

/** A person with the keys (hashes of family texts) of all its records. */
export interface FamilyMember<Person> {
  readonly person: Person;
  readonly keys: readonly { readonly evidence: FamilyEvidence; readonly key: string }[];
}

/** The second one with custody often lives elsewhere, with another family: that number makes no family here. */
function isParent(owner: ContactOwner, isWard: boolean): boolean {
  return owner === 'parent' || owner === 'parent_2' || (owner === 'custody_1' && !isWard);
}

/**
 * The texts by which a record's family is recognised: the family dossier of the organisation, a parent's
 * telephone with the postcode, and the household (postcode with last name). Under guardianship (voogdij) the
 * number of the one with custody is an institution's, which makes no family.
 * @param record an accepted row
 * @param organisation the delivering organisation: dossier numbers mean something within it only
 */
export function familyTexts(record: ClientRecord, organisation: string): FamilyText[] {
  const texts: FamilyText[] = [];
  if (record.familyDossier !== null) {
    texts.push({ evidence: 'dossier', text: `dossier|${organisation}|${record.familyDossier}` });
  }
  const { postcode } = record;
  if (postcode === null) return texts;
  const isWard = /voogdij/i.test(record.measure ?? '');
  for (const { owner, number } of record.telephones) {
    if (isParent(owner, isWard))
      texts.push({ evidence: 'telephone', text: `telephone|${number}|${postcode}` });
  }
  texts.push({ evidence: 'household', text: `household|${postcode}|${nameKey(record.name.last)}` });
  return texts;
}

/** Disjoint sets with path halving: near-linear for any number of links. */
function openSets(size: number): {
  find: (item: number) => number;
  join: (one: number, other: number) => void;
} {
  const parent = Int32Array.from({ length: size }, (_, item) => item);
  function find(item: number): number {
    let at = item;
    while (parent[at] !== at) {
      const above = parent[at] ?? at;
      parent[at] = parent[above] ?? above;
      at = parent[at] ?? at;
    }
    return at;
  }
  function join(one: number, other: number): void {
    const [a, b] = [find(one), find(other)];
    // The lowest member names the set, so that the result does not depend on the order of the links.
    if (a < b) parent[b] = a;
    else parent[a] = b;
  }
  return { find, join };
}

/** Persons per household key, for the household rule. */
function households<Person>(members: readonly FamilyMember<Person>[]): Map<string, number[]> {
  const perKey = new Map<string, number[]>();
  members.forEach((member, place) => {
    for (const { evidence, key } of member.keys) {
      if (evidence !== 'household') continue;
      const places = perKey.get(key);
      if (places === undefined) perKey.set(key, [place]);
      else if (places.at(-1) !== place) places.push(place);
    }
  });
  return perKey;
}

/**
 * Puts persons into families. Persons that share a dossier or a parent's telephone at one postcode are one
 * family, also through a third. A person of whom neither is known (a child under guardianship, whose parents
 * are not in the file) joins the household with the same postcode and last name, unless two families live there.
 * @param members persons; sort them by id, so that the numbers are the same on each database
 * @returns the number of the family of each member, in the order of the members, from 0 without gaps
 * @example groupFamilies([{ person: 1, keys: [] }, { person: 2, keys: [] }]) // [0, 1]
 */
export function groupFamilies<Person>(members: readonly FamilyMember<Person>[]): number[] {
  const sets = openSets(members.length);
  const firstWith = new Map<string, number>();
  const isKnown = members.map(({ keys }, place) => {
    const strong = keys.filter(({ evidence }) => evidence !== 'household');
    for (const { key } of strong) {
      const first = firstWith.get(key);
      if (first === undefined) firstWith.set(key, place);
      else sets.join(first, place);
    }
    return strong.length > 0;
  });
  for (const places of households(members).values()) {
    const [first] = places;
    if (first === undefined || places.every((place) => isKnown[place])) continue;
    const families = new Set(places.filter((place) => isKnown[place]).map(sets.find));
    if (families.size <= 1) for (const place of places) sets.join(first, place);
  }
  const numbers = new Map<number, number>();
  return members.map((_, place) => {
    const family = sets.find(place);
    const number = numbers.get(family) ?? numbers.size;
    numbers.set(family, number);
    return number;
  });
}
