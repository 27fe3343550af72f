import { domainByPriority } from './domain-priority.js';

/** What one care record contributes to the person whom it is about. */
export interface RecordFacts {
  /** Domain of the delivery. */
  readonly domain: string;
  readonly hasSecretAddress: boolean;
  /** Key of the first name, `null` when the record has only initials. */
  readonly firstName: string | null;
}

/** What is known of a person from all its records. */
export type PersonFacts = RecordFacts;

/**
 * What the records of one person say together: the domain of the highest priority, a secret address if any record
 * has one, and the first name of the earliest record that has more than an initial.
 * @param records at least one, the earliest first
 * @param priority all domains of the study, the winner first
 * @throws RangeError when there is no record, or none of a domain of the study: a broken assumption
 * @example derivePerson([{ domain: 'basishulp', hasSecretAddress: false, firstName: null },
 *   { domain: 'jb_jr', hasSecretAddress: true, firstName: 'k1' }], ['jb_jr', 'basishulp'])
 *   // { domain: 'jb_jr', hasSecretAddress: true, firstName: 'k1' }
 */
export function derivePerson(records: readonly RecordFacts[], priority: readonly string[]): PersonFacts {
  const [only] = records;
  // Most persons have one record, and there are a million of them.
  if (records.length === 1 && only !== undefined && priority.includes(only.domain)) return only;
  return {
    domain: domainByPriority(
      records.map(({ domain }) => domain),
      priority,
    ),
    hasSecretAddress: records.some(({ hasSecretAddress }) => hasSecretAddress),
    firstName: records.find(({ firstName }) => firstName !== null)?.firstName ?? null,
  };
}
