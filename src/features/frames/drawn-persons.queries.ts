import { insertPlainRows, updatePlainRows } from '../../database/batches.js';
import type { Transaction } from '../../database/database.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';

/** Who a drawn person is: every value sealed. */
export interface SealedIdentity {
  readonly id: string;
  readonly birthDate: string;
  readonly firstName: string;
  readonly prefix: string;
  readonly lastName: string;
  readonly postcode: string | null;
}

/** Somebody who can be called about a drawn person. */
export interface StoredContact {
  readonly id: string;
  readonly personId: string;
  readonly kind: ContactRole;
  readonly position: number;
  readonly name: string | null;
  readonly number: string | null;
  readonly problem: string | null;
}

export async function saveIdentities(trx: Transaction, persons: readonly SealedIdentity[]): Promise<void> {
  const rows = persons.map((person) => ({
    id: person.id,
    birth_date_sealed: person.birthDate,
    first_name_sealed: person.firstName,
    prefix_sealed: person.prefix,
    last_name_sealed: person.lastName,
    postcode_sealed: person.postcode,
  }));
  await updatePlainRows(trx, 'vault_persons', rows);
}

export async function insertContacts(trx: Transaction, contacts: readonly StoredContact[]): Promise<void> {
  const rows = contacts.map((contact) => ({
    id: contact.id,
    person_id: contact.personId,
    kind: contact.kind,
    position: contact.position,
    name_sealed: contact.name,
    number_sealed: contact.number,
    problem: contact.problem,
  }));
  await insertPlainRows(trx, 'vault_contacts', rows);
}

/** Empties names and contacts of everybody in a study; what the files say stays in the care records. */
export async function clearIdentities(trx: Transaction, studyId: string): Promise<void> {
  const known = trx('vault_persons').where({ study_id: studyId }).whereNotNull('birth_date_sealed');
  await trx('vault_contacts').whereIn('person_id', known.clone().select('id')).delete();
  await known.clone().update({
    birth_date_sealed: null,
    first_name_sealed: null,
    prefix_sealed: null,
    last_name_sealed: null,
    postcode_sealed: null,
  });
}
