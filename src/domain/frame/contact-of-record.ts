import { type ContactRole } from '../consent/consent-record.js';
import type { E164 } from '../telephone/telephone-number.js';
import type { ClientRecord, ContactOwner, RecordTelephone } from './client-record.js';

/** Somebody who may be called about a client, as one row of a client file says it. */
export interface RecordContact {
  readonly kind: ContactRole;
  readonly name: string | null;
  /** `null` when the file has only the name. */
  readonly number: E164 | null;
}

/**
 * In which role somebody of the file is spoken to. Whoever has the custody of a ward (voogdij) is the guardian, at
 * an institution; otherwise it is a parent.
 */
function roleOf(owner: ContactOwner, isWard: boolean): ContactRole {
  switch (owner) {
    case 'youth':
      return 'youth';
    case 'parent':
    case 'parent_2':
      return 'parent';
    case 'custody_1':
    case 'custody_2':
      return isWard ? 'guardian' : 'parent';
  }
}

/**
 * Who can be called about the client of one row: every usable number with the name beside it, and then the people
 * of whom the file has a name without a number.
 * @param record an accepted row
 * @param isWard whether the client is under guardianship (voogdij)
 * @returns in the order of the columns
 * @example contactsOfRecord(record, false) // [{ kind: 'parent', name: 'Elif', number: '+31643248085' }]
 */
export function contactsOfRecord(
  record: Pick<ClientRecord, 'contactNames'> & {
    readonly telephones: readonly Pick<RecordTelephone, 'owner' | 'number'>[];
  },
  isWard: boolean,
): RecordContact[] {
  const { telephones, contactNames } = record;
  const called = telephones.map(({ owner, number }) => ({
    kind: roleOf(owner, isWard),
    name: contactNames[owner] ?? null,
    number,
  }));
  const named = (Object.entries(contactNames) as [ContactOwner, string][])
    .filter(([owner]) => !telephones.some((telephone) => telephone.owner === owner))
    .map(([owner, name]) => ({ kind: roleOf(owner, isWard), name, number: null }));
  return [...called, ...named];
}
