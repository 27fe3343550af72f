import { insertRows, pieces, saveRows } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';
import type { FamilyEvidence } from '../../domain/frame/family.js';

/** A person of the frame as the vault stores it: keyed hashes to compare, values sealed. */
export interface VaultPerson {
  readonly id: string;
  /** The order of arrival within the study: the same files give the same numbers on each database. */
  readonly number: number;
  /** The domain in which the person can be drawn. */
  readonly domainId: string;
  readonly groupKey: string;
  /** `null` as long as only initials are known. */
  readonly firstNameKey: string | null;
  readonly initialKey: string;
  readonly isMatchUncertain: boolean;
  readonly hasSecretAddress: boolean;
  readonly birthDate: string;
  readonly firstName: string;
  readonly prefix: string;
  readonly lastName: string;
  readonly postcode: string | null;
}

/** One row of a client file, tied to the person that it is about. */
export interface CareRecord {
  readonly id: string;
  readonly personId: string;
  readonly deliveryId: string;
  readonly domainId: string;
  readonly organisationId: string;
  readonly line: number;
  readonly clientNumber: string | null;
  readonly clientNumberKey: string | null;
  readonly segment: string | null;
  readonly measure: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
}

export interface StoredContact {
  readonly id: string;
  readonly personId: string;
  readonly kind: ContactRole;
  readonly position: number;
  readonly name: string | null;
  readonly number: string | null;
  readonly numberKey: string | null;
  readonly problem: string | null;
}

export interface FamilyKey {
  readonly personId: string;
  readonly key: string;
  readonly evidence: FamilyEvidence;
}

interface PersonRow {
  readonly id: string;
  readonly study_id: string;
  readonly domain_id: string;
  readonly person_number: number;
  readonly group_key: string;
  readonly first_name_key: string | null;
  readonly initial_key: string;
  readonly is_match_uncertain: number;
  readonly has_secret_address: number;
  readonly birth_date_sealed: string;
  readonly first_name_sealed: string;
  readonly prefix_sealed: string;
  readonly last_name_sealed: string;
  readonly postcode_sealed: string | null;
}

/** The persons that have one of these group keys, in the order of their numbers. */
export async function listPersonsInGroups(
  trx: Transaction,
  studyId: string,
  groupKeys: readonly string[],
): Promise<readonly VaultPerson[]> {
  const found: VaultPerson[] = [];
  for (const piece of pieces(groupKeys)) {
    // Sorted here: asked to sort, SQLite walks through the whole study by number instead of looking up the groups.
    const rows = await trx<PersonRow>('vault_persons')
      .where({ study_id: studyId })
      .whereIn('group_key', [...piece]);
    found.push(...rows.map(toPerson));
  }
  return found.sort((one, other) => one.number - other.number);
}

export async function highestPersonNumber(trx: Transaction, studyId: string): Promise<number> {
  const row = await trx<PersonRow>('vault_persons')
    .where({ study_id: studyId })
    .max<{ highest: number | null }>({ highest: 'person_number' })
    .first();
  return row?.highest ?? 0;
}

/** Adds new persons and overwrites known ones. */
export async function savePersons(
  trx: Transaction,
  studyId: string,
  persons: readonly VaultPerson[],
): Promise<void> {
  const rows = persons.map((person): PersonRow => ({
    id: person.id,
    study_id: studyId,
    domain_id: person.domainId,
    person_number: person.number,
    group_key: person.groupKey,
    first_name_key: person.firstNameKey,
    initial_key: person.initialKey,
    is_match_uncertain: person.isMatchUncertain ? 1 : 0,
    has_secret_address: person.hasSecretAddress ? 1 : 0,
    birth_date_sealed: person.birthDate,
    first_name_sealed: person.firstName,
    prefix_sealed: person.prefix,
    last_name_sealed: person.lastName,
    postcode_sealed: person.postcode,
  }));
  await saveRows(trx, 'vault_persons', { rows, key: ['id'] });
}

export async function insertCareRecords(trx: Transaction, records: readonly CareRecord[]): Promise<void> {
  const rows = records.map((record) => ({
    id: record.id,
    person_id: record.personId,
    delivery_id: record.deliveryId,
    domain_id: record.domainId,
    organisation_id: record.organisationId,
    line_number: record.line,
    client_number_sealed: record.clientNumber,
    client_number_key: record.clientNumberKey,
    segment: record.segment,
    measure: record.measure,
    starts_on: record.startsOn,
    ends_on: record.endsOn,
  }));
  await insertRows(trx, 'vault_care_records', rows);
}

/** What is known already of the contacts of these persons: enough to leave out what is there. */
export async function listKnownContacts(
  trx: Transaction,
  personIds: readonly string[],
): Promise<readonly Pick<StoredContact, 'personId' | 'kind' | 'numberKey'>[]> {
  const found: Pick<StoredContact, 'personId' | 'kind' | 'numberKey'>[] = [];
  for (const piece of pieces(personIds)) {
    const rows = await trx('vault_contacts')
      .whereIn('person_id', [...piece])
      .select<{ person_id: string; kind: ContactRole; number_key: string | null }[]>(
        'person_id',
        'kind',
        'number_key',
      );
    found.push(
      ...rows.map((row) => ({ personId: row.person_id, kind: row.kind, numberKey: row.number_key })),
    );
  }
  return found;
}

export async function insertContacts(trx: Transaction, contacts: readonly StoredContact[]): Promise<void> {
  const rows = contacts.map((contact) => ({
    id: contact.id,
    person_id: contact.personId,
    kind: contact.kind,
    position: contact.position,
    name_sealed: contact.name,
    number_sealed: contact.number,
    number_key: contact.numberKey,
    problem: contact.problem,
  }));
  await insertRows(trx, 'vault_contacts', rows);
}

/** Adds keys; those that a person has already stay. */
export async function saveFamilyKeys(trx: Transaction, keys: readonly FamilyKey[]): Promise<void> {
  const rows = keys.map(({ personId, key, evidence }) => ({
    person_id: personId,
    family_key: key,
    evidence,
  }));
  await saveRows(trx, 'vault_family_keys', { rows, key: ['person_id', 'family_key'] });
}

/** Family keys of all persons of a study, in the order of the persons' numbers. */
export async function listFamilyKeys(db: Reader, studyId: string): Promise<readonly FamilyKey[]> {
  const rows = await db('vault_family_keys')
    .join('vault_persons', 'vault_persons.id', 'vault_family_keys.person_id')
    .where('vault_persons.study_id', studyId)
    .orderBy(['vault_persons.person_number', 'family_key'])
    .select<{ person_id: string; family_key: string; evidence: FamilyEvidence }[]>(
      'person_id',
      'family_key',
      'evidence',
    );
  return rows.map((row) => ({ personId: row.person_id, key: row.family_key, evidence: row.evidence }));
}

/** Ties each person to a family. */
export async function updateFamilies(
  trx: Transaction,
  families: readonly { readonly personId: string; readonly familyId: string }[],
): Promise<void> {
  for (const piece of pieces(families)) {
    const cases = piece.map(() => 'when ? then ?').join(' ');
    await trx('vault_persons')
      .whereIn(
        'id',
        piece.map(({ personId }) => personId),
      )
      .update({
        family_id: trx.raw(
          `case id ${cases} end`,
          piece.flatMap(({ personId, familyId }) => [personId, familyId]),
        ),
      });
  }
}

function toPerson(row: PersonRow): VaultPerson {
  return {
    id: row.id,
    number: row.person_number,
    domainId: row.domain_id,
    groupKey: row.group_key,
    firstNameKey: row.first_name_key,
    initialKey: row.initial_key,
    isMatchUncertain: row.is_match_uncertain === 1,
    hasSecretAddress: row.has_secret_address === 1,
    birthDate: row.birth_date_sealed,
    firstName: row.first_name_sealed,
    prefix: row.prefix_sealed,
    lastName: row.last_name_sealed,
    postcode: row.postcode_sealed,
  };
}
