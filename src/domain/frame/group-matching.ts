import { type MatchCandidate, matchPerson } from './person-matching.js';

/** A record of a group (one birth date, postcode and last name) with the person that it belongs to until now. */
export interface GroupRecord {
  readonly personId: string;
  /** Keys of the names, as in `matchPerson`. */
  readonly firstName: string | null;
  readonly initial: string;
  readonly isCertain: boolean;
}

/** A person as the records of a group make it. */
export interface GroupPerson<Record> {
  /** The key of the person that the first record belonged to, or `null` when another person has it. */
  readonly keptId: string | null;
  readonly isMatchUncertain: boolean;
  readonly records: readonly Record[];
}

interface PersonInHand<Record> {
  readonly keptId: string | null;
  readonly isMatchUncertain: boolean;
  readonly records: Record[];
  firstName: string | null;
  readonly initial: string;
}

/**
 * Matches all records of one group again, as if their files came in for the first time: what is left after a delivery
 * is withdrawn is what would have been there without it.
 * @param records of one group, in the order of import
 * @returns the persons in the order in which they appear
 * @example matchGroup([{ personId: 'p1', firstName: null, initial: 's', isCertain: true },
 *   { personId: 'p2', firstName: 'sem', initial: 's', isCertain: true }]).length // 1, with keptId 'p1'
 */
export function matchGroup<Record extends GroupRecord>(records: readonly Record[]): GroupPerson<Record>[] {
  const persons: PersonInHand<Record>[] = [];
  const taken = new Set<string>();
  for (const record of records) {
    const candidates = persons.map((person): MatchCandidate<PersonInHand<Record>> => ({
      person,
      firstName: person.firstName,
      initial: person.initial,
      isCertain: record.isCertain,
    }));
    const match = matchPerson(record, candidates);
    if (match.kind === 'same') {
      match.person.records.push(record);
      match.person.firstName ??= record.firstName;
      continue;
    }
    const keptId = taken.has(record.personId) ? null : record.personId;
    taken.add(record.personId);
    const { firstName, initial } = record;
    persons.push({
      keptId,
      isMatchUncertain: match.kind === 'uncertain',
      records: [record],
      firstName,
      initial,
    });
  }
  return persons;
}
