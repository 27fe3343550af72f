import type { ClientRecord } from './client-record.js';
import { isInitials, nameKey } from './person-name.js';

/**
 * The texts by which two records are recognised as one person. The caller makes a keyed hash of each text
 * before it is stored; the rules below need only know whether two keys are equal.
 */
export interface MatchTexts {
  /** Birth date, postcode and last name: equal in all records of one person. */
  readonly group: string;
  /** Group and first name, or `null` when only initials are known. */
  readonly firstName: string | null;
  /** Group and first initial. */
  readonly initial: string;
  /** False when the postcode is missing: no match on such a record is certain. */
  readonly isCertain: boolean;
}

/** What is known of a record or person for matching: keys (hashes of the texts), never the texts themselves. */
export interface MatchKeys {
  readonly firstName: string | null;
  readonly initial: string;
  readonly isCertain: boolean;
}

/** A person already in the study whose group key equals that of the record; one entry per differing key set. */
export interface MatchCandidate<Person> extends MatchKeys {
  readonly person: Person;
}

/** Who a record is. An uncertain record is a person of its own until a researcher decides. */
export type PersonMatch<Person> =
  | { readonly kind: 'same'; readonly person: Person }
  | { readonly kind: 'new' }
  | { readonly kind: 'uncertain'; readonly persons: readonly Person[] };

/** Which two of three agree, in records that look alike but are not certainly one person. */
export type ResemblanceKind = 'other_postcode' | 'other_last_name';

/**
 * The texts for matching a record. Case, accents, spaces, hyphens and the prefix of a name do not count.
 * @param record an accepted row
 * @example matchTexts(record).group // '2011-06-08|3083CK|yilmaz'
 */
export function matchTexts(record: Pick<ClientRecord, 'birthOn' | 'postcode' | 'name'>): MatchTexts {
  const given = nameKey(record.name.given);
  const group = `${record.birthOn}|${record.postcode ?? ''}|${nameKey(record.name.last)}`;
  return {
    group,
    firstName: isInitials(record.name.given) ? null : `${group}|${given}`,
    initial: `${group}|${given.charAt(0)}.`,
    isCertain: record.postcode !== null,
  };
}

/**
 * Texts that are equal in records which may be one person although the group differs: somebody who moved, or
 * who appears under another last name. For the list that a researcher decides on, never for a merge.
 * Empty for a record of which only initials are known.
 * @example resemblanceTexts(record).other_postcode // 'other_postcode|2011-06-08|yilmaz|maud'
 */
export function resemblanceTexts(
  record: Pick<ClientRecord, 'birthOn' | 'postcode' | 'name'>,
): Readonly<Partial<Record<ResemblanceKind, string>>> {
  if (isInitials(record.name.given)) return {};
  const given = nameKey(record.name.given.split(' ')[0] ?? '');
  const moved = `other_postcode|${record.birthOn}|${nameKey(record.name.last)}|${given}`;
  if (record.postcode === null) return { other_postcode: moved };
  return {
    other_postcode: moved,
    other_last_name: `other_last_name|${record.birthOn}|${record.postcode}|${given}`,
  };
}

function distinct<Person>(candidates: readonly MatchCandidate<Person>[]): Person[] {
  return [...new Set(candidates.map((candidate) => candidate.person))];
}

/**
 * Decides which person a record is, given the persons with the same group key.
 * The same first name is the same person, and so is an initial that fits one person only. Two different first
 * names with one initial (Mo and Mohammed, but also twins) and an initial that fits several persons are for
 * a researcher. Different initials are different persons: twins stay two.
 * @param record keys of the record
 * @param candidates persons with the same group key, in any order; none for a new group
 * @returns `uncertain` with the persons it may be
 * @example matchPerson({ firstName: null, initial: 's', isCertain: true },
 *   [{ person: 7, firstName: 'sem', initial: 's', isCertain: true }]) // { kind: 'same', person: 7 }
 */
export function matchPerson<Person>(
  record: MatchKeys,
  candidates: readonly MatchCandidate<Person>[],
): PersonMatch<Person> {
  if (candidates.length === 0) return { kind: 'new' };
  const alike = candidates.filter((candidate) => candidate.initial === record.initial);
  const persons = distinct(alike);
  const [only] = persons;
  if (only === undefined) return { kind: 'new' };
  if (!record.isCertain) return { kind: 'uncertain', persons };
  const named =
    record.firstName === null ? [] : alike.filter((known) => known.firstName === record.firstName);
  const [sameName] = named;
  if (sameName !== undefined) return { kind: 'same', person: sameName.person };
  const hasOtherName = record.firstName !== null && alike.some((known) => known.firstName !== null);
  return persons.length > 1 || hasOtherName ? { kind: 'uncertain', persons } : { kind: 'same', person: only };
}
