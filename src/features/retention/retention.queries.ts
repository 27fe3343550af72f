import type { Knex } from 'knex';
import type { Reader, Transaction } from '../../database/database.js';

/** How much of a study the contact vault holds. */
export interface VaultContents {
  readonly persons: number;
  readonly numbers: number;
  readonly notes: number;
  readonly links: number;
  readonly concerns: number;
  /** Of the concerns, those that no supervisor settled. */
  readonly openConcerns: number;
}

export async function countVault(db: Reader, studyId: string): Promise<VaultContents> {
  const persons = db('vault_persons').where({ study_id: studyId });
  const personIds = persons.clone().select('id');
  const caseIds = db('cases').where({ study_id: studyId }).select('id');
  const numbers = db('vault_contacts').whereIn('person_id', personIds).whereNotNull('number_sealed');
  const concerns = db('vault_concerns').where({ study_id: studyId });
  return {
    persons: await countRows(persons),
    numbers: await countRows(numbers),
    notes: await countRows(db('vault_case_notes').whereIn('case_id', caseIds)),
    links: await countRows(db('vault_case_links').whereIn('case_id', caseIds)),
    concerns: await countRows(concerns.clone()),
    openConcerns: await countRows(concerns.clone().whereNot({ state: 'settled' })),
  };
}

async function countRows(query: Knex.QueryBuilder): Promise<number> {
  const rows: { count: number }[] = await query.count({ count: '*' });
  return rows[0]?.count ?? 0;
}

/** Deletes everything of a study from the vault: persons, numbers, notes, and the links to cases and answers. */
export async function deleteVault(trx: Transaction, studyId: string): Promise<void> {
  const persons = trx('vault_persons').where({ study_id: studyId }).select('id');
  const cases = trx('cases').where({ study_id: studyId }).select('id');
  const deliveries = trx('vault_deliveries').where({ study_id: studyId }).select('id');
  const organisations = trx('organisations').where({ study_id: studyId }).select('id');
  const concerns = trx('vault_concerns').where({ study_id: studyId }).select('id');
  await trx('vault_concern_events').whereIn('concern_id', concerns).delete();
  await trx('vault_concerns').where({ study_id: studyId }).delete();
  await trx('vault_case_notes').whereIn('case_id', cases).delete();
  await trx('vault_case_links').whereIn('case_id', cases).delete();
  const links = trx('vault_check_links').whereIn('organisation_id', organisations).select('id');
  await trx('vault_check_marks').whereIn('organisation_id', organisations).delete();
  await trx('vault_check_sessions').whereIn('link_id', links).delete();
  await trx('vault_check_links').whereIn('organisation_id', organisations).delete();
  await trx('vault_check_lists').whereIn('organisation_id', organisations).delete();
  await trx('vault_contacts').whereIn('person_id', persons).delete();
  await trx('vault_care_records').whereIn('delivery_id', deliveries).delete();
  await trx('vault_match_decisions').where({ study_id: studyId }).delete();
  await trx('vault_match_pairs').where({ study_id: studyId }).delete();
  await trx('vault_persons').where({ study_id: studyId }).delete();
  const uploads = trx('vault_uploads').where({ study_id: studyId }).select('id');
  await trx('vault_upload_pieces').whereIn('upload_id', uploads).delete();
  await trx('vault_uploads').where({ study_id: studyId }).delete();
  await trx('vault_import_runs').where({ study_id: studyId }).delete();
  await trx('vault_delivery_problems').whereIn('delivery_id', deliveries).delete();
  await trx('vault_deliveries').where({ study_id: studyId }).delete();
}
