import { pieces } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';

/** A person as the vault stores it: values sealed, or `null` once erased. */
export interface SealedPerson {
  readonly id: string;
  readonly birthDate: string | null;
  readonly firstName: string | null;
  readonly prefix: string | null;
  readonly lastName: string | null;
}

/** Somebody who can be called about a person, as the vault stores it. */
export interface SealedContact {
  readonly id: string;
  readonly kind: ContactRole;
  readonly position: number;
  readonly name: string | null;
  readonly number: string | null;
  readonly problem: string | null;
}

interface PersonRow {
  readonly id: string;
  readonly birth_date_sealed: string | null;
  readonly first_name_sealed: string | null;
  readonly prefix_sealed: string | null;
  readonly last_name_sealed: string | null;
}

interface ContactRow {
  readonly id: string;
  readonly person_id: string;
  readonly kind: ContactRole;
  readonly position: number;
  readonly name_sealed: string | null;
  readonly number_sealed: string | null;
  readonly problem: string | null;
}

export async function findPersonOfCase(db: Reader, caseId: string): Promise<SealedPerson | null> {
  const row = await db('vault_case_links')
    .join('vault_persons', 'vault_persons.id', 'vault_case_links.person_id')
    .where('vault_case_links.case_id', caseId)
    .first<PersonRow | undefined>('vault_persons.*');
  if (row === undefined) return null;
  return {
    id: row.id,
    birthDate: row.birth_date_sealed,
    firstName: row.first_name_sealed,
    prefix: row.prefix_sealed,
    lastName: row.last_name_sealed,
  };
}

/** The case that a response is of, or `null` when nothing ties it to one. */
export async function findCaseOfResponse(db: Reader, responseId: string): Promise<string | null> {
  const row = await db('vault_case_links')
    .where({ response_id: responseId })
    .first<{ case_id: string } | undefined>('case_id');
  return row?.case_id ?? null;
}

/** In the order in which the files named them. */
export async function listContacts(db: Reader, personId: string): Promise<readonly SealedContact[]> {
  const rows = await db<ContactRow>('vault_contacts')
    .where({ person_id: personId })
    .orderBy('position')
    .orderBy('id');
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    position: row.position,
    name: row.name_sealed,
    number: row.number_sealed,
    problem: row.problem,
  }));
}

/** Adds somebody to call, after those who are there. */
export async function insertContact(
  trx: Transaction,
  contact: Pick<SealedContact, 'id' | 'kind' | 'position' | 'number'> & { readonly personId: string },
): Promise<void> {
  await trx<ContactRow>('vault_contacts').insert({
    id: contact.id,
    person_id: contact.personId,
    kind: contact.kind,
    position: contact.position,
    name_sealed: null,
    number_sealed: contact.number,
    problem: null,
  });
}

/** Says why numbers are of no use. */
export async function updateProblem(
  trx: Transaction,
  contactIds: readonly string[],
  problem: string,
): Promise<void> {
  await trx<ContactRow>('vault_contacts')
    .whereIn('id', [...contactIds])
    .update({ problem });
}

/**
 * Empties all that leads from these cases to a person. What stays is what the sample needs: the number of the
 * person in the frame, domain, family and the mark of a secret address.
 */
export async function erasePersonsOf(trx: Transaction, caseIds: readonly string[]): Promise<void> {
  for (const piece of pieces(caseIds)) {
    const cases = [...piece];
    const persons = (await trx('vault_case_links')
      .whereIn('case_id', cases)
      .whereNotNull('person_id')
      .pluck('person_id')) as string[];
    const merged = await trx('vault_persons').whereIn('merged_into_id', persons).pluck<string[]>('id');
    const all = [...persons, ...merged];
    await forgetMatches(trx, all);
    await trx('vault_persons').whereIn('id', all).update(EMPTY_PERSON);
    await trx('vault_care_records').whereIn('person_id', all).update(EMPTY_CARE_RECORD);
    await trx('vault_contacts').whereIn('person_id', all).delete();
    await trx('vault_case_notes').whereIn('case_id', cases).delete();
  }
}

/** The hashes by which a person was compared with others. That somebody decided stays in the log. */
async function forgetMatches(trx: Transaction, personIds: readonly string[]): Promise<void> {
  const pairs = trx('vault_match_pairs').where((either) => {
    void either.whereIn('first_person_id', [...personIds]).orWhereIn('second_person_id', [...personIds]);
  });
  await trx('vault_match_decisions')
    .whereIn(['study_id', 'pair_key'], pairs.clone().select('study_id', 'pair_key'))
    .delete();
  await pairs.delete();
}

const EMPTY_PERSON = {
  group_key: null,
  first_name_key: null,
  initial_key: null,
  birth_date_sealed: null,
  first_name_sealed: null,
  prefix_sealed: null,
  last_name_sealed: null,
  postcode_sealed: null,
};

/** The hash of the client number stays: it tells an organisation's later list apart from one with unknown clients. */
const EMPTY_CARE_RECORD = {
  row_sealed: null,
  first_name_key: null,
  moved_key: null,
  objection_key: null,
  renamed_key: null,
  family_keys: '',
};
