import { insertPlainRows, isOneOf, updatePlainRows } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { RecordFacts } from '../../domain/frame/person-derivation.js';
import type { Delivered, PreparedRow } from './prepared-row.js';

/** A person of the frame as matching sees it: keyed hashes, no names. */
export interface KnownPerson {
  readonly id: string;
  /** The order of arrival within the study: the same files give the same numbers on each database. */
  readonly number: number;
  readonly groupKey: string;
  /** `null` as long as only initials are known. */
  readonly firstNameKey: string | null;
  readonly initialKey: string;
}

export interface NewPerson extends KnownPerson {
  /** The domain in which the person can be drawn. */
  readonly domainId: string;
  readonly isMatchUncertain: boolean;
  readonly hasSecretAddress: boolean;
}

/** What is derived of a person from its records. */
export interface DerivedPerson {
  readonly id: string;
  readonly domainId: string;
  readonly firstNameKey: string | null;
  readonly hasSecretAddress: boolean;
}

interface PersonRow {
  readonly id: string;
  readonly person_number: number;
  readonly group_key: string;
  readonly first_name_key: string | null;
  readonly initial_key: string;
}

/** The persons that have one of these group keys, in the order of their numbers; also those merged into another. */
export async function listPersonsInGroups(
  db: Reader,
  studyId: string,
  groupKeys: readonly string[],
): Promise<readonly KnownPerson[]> {
  // Sorted here: asked to sort, SQLite walks through the whole study by number instead of looking up the groups.
  const rows = await db('vault_persons')
    .where({ study_id: studyId })
    .where(isOneOf(db, 'group_key', groupKeys))
    .select<PersonRow[]>('id', 'person_number', 'group_key', 'first_name_key', 'initial_key');
  const persons = rows.map((row) => ({
    id: row.id,
    number: row.person_number,
    groupKey: row.group_key,
    firstNameKey: row.first_name_key,
    initialKey: row.initial_key,
  }));
  return persons.sort((one, other) => one.number - other.number);
}

export async function highestPersonNumber(db: Reader, studyId: string): Promise<number> {
  const row = await db('vault_persons')
    .where({ study_id: studyId })
    .max<{ highest: number | null }>({ highest: 'person_number' })
    .first();
  return row?.highest ?? 0;
}

export async function insertPersons(
  trx: Transaction,
  studyId: string,
  persons: readonly NewPerson[],
): Promise<void> {
  const rows = persons.map((person) => ({
    id: person.id,
    study_id: studyId,
    domain_id: person.domainId,
    person_number: person.number,
    group_key: person.groupKey,
    first_name_key: person.firstNameKey,
    initial_key: person.initialKey,
    is_match_uncertain: person.isMatchUncertain ? 1 : 0,
    has_secret_address: person.hasSecretAddress ? 1 : 0,
  }));
  await insertPlainRows(trx, 'vault_persons', rows);
}

export async function updateDerived(trx: Transaction, persons: readonly DerivedPerson[]): Promise<void> {
  const rows = persons.map((person) => ({
    id: person.id,
    domain_id: person.domainId,
    first_name_key: person.firstNameKey,
    has_secret_address: person.hasSecretAddress ? 1 : 0,
  }));
  await updatePlainRows(trx, 'vault_persons', rows);
}

/** Care records, each with the person that it is about. */
export async function insertCareRecords(
  trx: Transaction,
  delivered: Delivered,
  records: readonly { readonly personId: string; readonly row: PreparedRow }[],
): Promise<void> {
  const rows = records.map(({ personId, row }) => ({
    delivery_id: delivered.deliveryId,
    line_number: row.line,
    person_id: personId,
    domain_id: delivered.domain.id,
    organisation_id: delivered.organisationId,
    row_sealed: row.sealed,
    first_name_key: row.firstNameKey,
    is_match_certain: row.isMatchCertain ? 1 : 0,
    moved_key: row.movedKey,
    renamed_key: row.renamedKey,
    objection_key: row.objectionKey,
    client_number_key: row.clientNumberKey,
    family_keys: row.familyKeys,
    has_secret_address: row.hasSecretAddress ? 1 : 0,
    has_number: row.hasNumber ? 1 : 0,
    segment: row.segment,
    measure: row.measure,
    starts_on: row.startsOn,
    ends_on: row.endsOn,
  }));
  await insertPlainRows(trx, 'vault_care_records', rows);
}

/** One record and its person: itself, or the one into which it was merged. */
export interface FactsOfPerson {
  readonly personId: string;
  readonly mergedIntoId: string | null;
  readonly facts: RecordFacts;
}

interface FactsRow {
  readonly position: number;
  readonly line_number: number;
  readonly person_id: string;
  readonly merged_into_id: string | null;
  readonly domain_id: string;
  readonly first_name_key: string | null;
  readonly has_secret_address: number;
}

/** The records of these persons and of those merged into them, the earliest first. */
export async function listFacts(db: Reader, personIds: readonly string[]): Promise<readonly FactsOfPerson[]> {
  const own = await factsRows(db, 'persons.id', personIds);
  const merged = await factsRows(db, 'persons.merged_into_id', personIds);
  const ids = new Set(own.map(({ person_id }) => person_id));
  const rows = [...own, ...merged.filter(({ person_id }) => !ids.has(person_id))];
  rows.sort((one, other) => one.position - other.position || one.line_number - other.line_number);
  return rows.map((row) => ({
    personId: row.person_id,
    mergedIntoId: row.merged_into_id,
    facts: {
      domain: row.domain_id,
      firstName: row.first_name_key,
      hasSecretAddress: row.has_secret_address === 1,
    },
  }));
}

async function factsRows(
  db: Reader,
  column: 'persons.id' | 'persons.merged_into_id',
  personIds: readonly string[],
): Promise<readonly FactsRow[]> {
  return db('vault_persons as persons')
    .join('vault_care_records as records', 'records.person_id', 'persons.id')
    .join('vault_deliveries as deliveries', 'deliveries.id', 'records.delivery_id')
    .where(isOneOf(db, column, personIds))
    .select<FactsRow[]>(
      'deliveries.position',
      'records.line_number',
      'records.person_id',
      'persons.merged_into_id',
      'records.domain_id',
      'records.first_name_key',
      'records.has_secret_address',
    );
}

/** Those of these persons that were merged into another, each with that other. */
export async function listMerged(
  db: Reader,
  personIds: readonly string[],
): Promise<readonly { readonly id: string; readonly mergedIntoId: string }[]> {
  return db('vault_persons')
    .where(isOneOf(db, 'id', personIds))
    .whereNotNull('merged_into_id')
    .select<{ id: string; mergedIntoId: string }[]>({ id: 'id', mergedIntoId: 'merged_into_id' });
}

/** Ties persons to families. Whoever is not named is a family of one. */
export async function updateFamilies(
  trx: Transaction,
  studyId: string,
  families: readonly { readonly personId: string; readonly familyId: string }[],
): Promise<void> {
  await trx('vault_persons')
    .where({ study_id: studyId })
    .update({ family_id: trx.ref('id') });
  const rows = families.map(({ personId, familyId }) => ({ id: personId, family_id: familyId }));
  await updatePlainRows(trx, 'vault_persons', rows);
}
