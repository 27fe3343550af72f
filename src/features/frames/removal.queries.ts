import { isOneOf, updatePlainRows } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { GroupRecord } from '../../domain/frame/group-matching.js';

/** A care record with all that matching needs. */
export interface MatchedRecord extends GroupRecord {
  readonly deliveryId: string;
  readonly line: number;
  readonly groupKey: string;
}

interface RecordRow {
  readonly delivery_id: string;
  readonly line_number: number;
  readonly person_id: string;
  readonly group_key: string;
  readonly initial_key: string;
  readonly first_name_key: string | null;
  readonly is_match_certain: number;
}

/** The first lines of a delivery that are still there, with the group of the person of each. */
export async function listFirstRecords(
  trx: Transaction,
  deliveryId: string,
  limit: number,
): Promise<readonly { readonly line: number; readonly groupKey: string }[]> {
  return trx('vault_care_records as records')
    .join('vault_persons as persons', 'persons.id', 'records.person_id')
    .where('records.delivery_id', deliveryId)
    .orderBy('records.line_number')
    .limit(limit)
    .select<{ line: number; groupKey: string }[]>({
      line: 'records.line_number',
      groupKey: 'persons.group_key',
    });
}

export async function deleteRecordsThrough(
  trx: Transaction,
  deliveryId: string,
  line: number,
): Promise<void> {
  await trx('vault_care_records')
    .where({ delivery_id: deliveryId })
    .where('line_number', '<=', line)
    .delete();
}

/** All records of groups, in the order of import. */
export async function listGroupRecords(
  trx: Transaction,
  studyId: string,
  groupKeys: readonly string[],
): Promise<readonly MatchedRecord[]> {
  const rows = await trx('vault_persons as persons')
    .join('vault_care_records as records', 'records.person_id', 'persons.id')
    .join('vault_deliveries as deliveries', 'deliveries.id', 'records.delivery_id')
    .where('persons.study_id', studyId)
    .where(isOneOf(trx, 'persons.group_key', groupKeys))
    .orderBy(['deliveries.position', 'records.line_number'])
    .select<RecordRow[]>(
      'records.delivery_id',
      'records.line_number',
      'records.person_id',
      'persons.group_key',
      'persons.initial_key',
      'records.first_name_key',
      'records.is_match_certain',
    );
  return rows.map((row) => ({
    deliveryId: row.delivery_id,
    line: row.line_number,
    personId: row.person_id,
    groupKey: row.group_key,
    initial: row.initial_key,
    firstName: row.first_name_key,
    isCertain: row.is_match_certain === 1,
  }));
}

/** Gives a record to another person. */
export async function moveRecord(
  trx: Transaction,
  { deliveryId, line, personId }: { deliveryId: string; line: number; personId: string },
): Promise<void> {
  await trx('vault_care_records')
    .where({ delivery_id: deliveryId, line_number: line })
    .update({ person_id: personId });
}

export async function updateUncertain(
  trx: Transaction,
  persons: readonly { readonly id: string; readonly isMatchUncertain: boolean }[],
): Promise<void> {
  const rows = persons.map(({ id, isMatchUncertain }) => ({
    id,
    is_match_uncertain: isMatchUncertain ? 1 : 0,
  }));
  await updatePlainRows(trx, 'vault_persons', rows);
}

/** Deletes persons who have no records left. Whoever was merged into one of them stands alone again. */
export async function deletePersons(trx: Transaction, ids: readonly string[]): Promise<void> {
  await trx('vault_persons')
    .where(isOneOf(trx, 'merged_into_id', ids))
    .update({ merged_into_id: null });
  await trx('vault_persons')
    .where(isOneOf(trx, 'id', ids))
    .delete();
}

/** Deletes a delivery of which the records are gone, with its list of problems. */
export async function deleteDelivery(trx: Transaction, deliveryId: string): Promise<void> {
  await trx('vault_import_runs').where({ delivery_id: deliveryId }).update({ delivery_id: null });
  await trx('vault_delivery_problems').where({ delivery_id: deliveryId }).delete();
  await trx('vault_deliveries').where({ id: deliveryId }).delete();
}

/** The persons of a delivery after a key, in the order of their keys; of merged ones those into whom they went. */
export async function listPersonsOfDelivery(
  db: Reader,
  deliveryId: string,
  { after, limit }: { after: string; limit: number },
): Promise<readonly { readonly id: string; readonly domainId: string }[]> {
  const ids = db('vault_care_records as records')
    .join('vault_persons as persons', 'persons.id', 'records.person_id')
    .where('records.delivery_id', deliveryId)
    .select(db.raw('coalesce(persons.merged_into_id, persons.id)'));
  return db('vault_persons')
    .whereIn('id', ids)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .select<{ id: string; domainId: string }[]>({ id: 'id', domainId: 'domain_id' });
}

export async function countRecords(db: Reader, deliveryId: string): Promise<number> {
  const [row] = await db('vault_care_records')
    .where({ delivery_id: deliveryId })
    .count<{ records: number | string }[]>({ records: '*' });
  return Number(row?.records ?? 0);
}
