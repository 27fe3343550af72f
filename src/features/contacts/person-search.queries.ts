import type { Reader } from '../../database/database.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';

/** Who a case is about, under seals. */
export interface SealedIdentity {
  readonly caseId: string;
  readonly personId: string;
  readonly birthDate: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
}

/** A number of a case, under a seal. */
export interface SealedNumber {
  readonly caseId: string;
  readonly contactId: string;
  readonly kind: ContactRole;
  readonly number: string;
}

export async function listSealedIdentities(db: Reader, studyId: string): Promise<readonly SealedIdentity[]> {
  return db('vault_case_links')
    .join('vault_persons', 'vault_persons.id', 'vault_case_links.person_id')
    .where('vault_persons.study_id', studyId)
    .whereNotNull('vault_persons.birth_date_sealed')
    .orderBy('vault_case_links.case_id')
    .select({
      caseId: 'vault_case_links.case_id',
      personId: 'vault_persons.id',
      birthDate: 'vault_persons.birth_date_sealed',
      firstName: 'vault_persons.first_name_sealed',
      lastName: 'vault_persons.last_name_sealed',
    });
}

export async function listSealedNumbers(db: Reader, studyId: string): Promise<readonly SealedNumber[]> {
  return db('vault_case_links')
    .join('vault_persons', 'vault_persons.id', 'vault_case_links.person_id')
    .join('vault_contacts', 'vault_contacts.person_id', 'vault_persons.id')
    .where('vault_persons.study_id', studyId)
    .whereNotNull('vault_contacts.number_sealed')
    .orderBy('vault_case_links.case_id')
    .select({
      caseId: 'vault_case_links.case_id',
      contactId: 'vault_contacts.id',
      kind: 'vault_contacts.kind',
      number: 'vault_contacts.number_sealed',
    });
}
