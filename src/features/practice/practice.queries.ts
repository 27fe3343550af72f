import type { Knex } from 'knex';
import type { Reader, Transaction } from '../../database/database.js';

/** What stays of a practice study that begins again: itself, its domains, and the counts that deleting brings to zero. */
export const KEPT_TABLES: readonly string[] = [
  'domains',
  'segments',
  'case_counts',
  'part_counts',
  'dial_counts',
];

/** A table, the column that leads to its owner, and whose key that is. */
type Owned = readonly [table: string, column: string, owner: Owner];

type Owner = keyof typeof OWNERS;

/** Everything else that belongs to a study, in the order in which it can be deleted. */
export const OWNED_TABLES: readonly Owned[] = [
  ['vault_concern_events', 'concern_id', 'concern'],
  ['vault_concerns', 'study_id', 'study'],
  ['withdrawals', 'study_id', 'study'],
  ['vault_case_notes', 'case_id', 'case'],
  ['vault_case_links', 'case_id', 'case'],
  ['vault_check_marks', 'organisation_id', 'organisation'],
  ['vault_check_sessions', 'link_id', 'check_link'],
  ['vault_check_links', 'organisation_id', 'organisation'],
  ['vault_check_lists', 'organisation_id', 'organisation'],
  ['verification_calls', 'case_id', 'case'],
  ['verification_shares', 'study_id', 'study'],
  ['text_messages', 'case_id', 'case'],
  ['consents', 'case_id', 'case'],
  ['case_events', 'case_id', 'case'],
  ['case_actions', 'study_id', 'study'],
  ['field_pauses', 'study_id', 'study'],
  ['appointments', 'case_id', 'case'],
  ['outcomes', 'case_id', 'case'],
  ['call_events', 'leg_id', 'leg'],
  ['call_legs', 'call_id', 'call'],
  ['calls', 'case_id', 'case'],
  ['attempts', 'case_id', 'case'],
  ['response_weights', 'response_id', 'response'],
  ['weight_sets', 'study_id', 'study'],
  ['quotes', 'coded_answer_id', 'coded_answer'],
  ['answer_codes', 'coded_answer_id', 'coded_answer'],
  ['coded_answers', 'study_id', 'study'],
  ['code_frames', 'study_id', 'study'],
  ['answer_history', 'response_id', 'response'],
  ['answers', 'response_id', 'response'],
  ['responses', 'study_id', 'study'],
  ['published_results', 'study_id', 'study'],
  ['cases', 'study_id', 'study'],
  ['replicate_releases', 'draw_id', 'draw'],
  ['draw_units', 'draw_id', 'draw'],
  ['draw_strata', 'draw_id', 'draw'],
  ['draws', 'study_id', 'study'],
  ['interviewed_persons', 'study_id', 'study'],
  ['reminding_studies', 'study_id', 'study'],
  ['frame_reports', 'study_id', 'study'],
  ['vault_match_decisions', 'study_id', 'study'],
  ['vault_match_pairs', 'study_id', 'study'],
  ['vault_contacts', 'person_id', 'person'],
  ['vault_care_records', 'delivery_id', 'delivery'],
  ['vault_persons', 'study_id', 'study'],
  ['vault_upload_pieces', 'upload_id', 'upload'],
  ['vault_uploads', 'study_id', 'study'],
  ['vault_import_runs', 'study_id', 'study'],
  ['vault_delivery_problems', 'delivery_id', 'delivery'],
  ['vault_deliveries', 'study_id', 'study'],
  ['organisations', 'study_id', 'study'],
  ['check_rules', 'study_id', 'study'],
  ['snapshots', 'study_id', 'study'],
];

/** Deletes everything in a study but the study itself and its domains, which are as they were made. */
export async function emptyStudy(trx: Transaction, studyId: string): Promise<void> {
  // The counts of dials are right only when an outcome goes after the entry that undid it.
  await trx('outcomes')
    .whereIn('case_id', ownersOf(trx, 'case', studyId))
    .whereNotNull('undoes_outcome_id')
    .delete();
  for (const [table, column, owner] of OWNED_TABLES) {
    await trx(table)
      .whereIn(column, ownersOf(trx, owner, studyId))
      .delete();
  }
  await trx('domains')
    .where({ study_id: studyId })
    .update({ population_size: null, seats_taken: 0, is_paused: 0 });
  await trx('studies').where({ id: studyId }).update({ status: 'design' });
}

/** Where each owner stands, the column that leads to its own owner, and which that is. */
const OWNERS = {
  study: null,
  case: ['cases', 'study_id', 'study'],
  call: ['calls', 'case_id', 'case'],
  leg: ['call_legs', 'call_id', 'call'],
  concern: ['vault_concerns', 'study_id', 'study'],
  organisation: ['organisations', 'study_id', 'study'],
  check_link: ['vault_check_links', 'organisation_id', 'organisation'],
  person: ['vault_persons', 'study_id', 'study'],
  delivery: ['vault_deliveries', 'study_id', 'study'],
  upload: ['vault_uploads', 'study_id', 'study'],
  draw: ['draws', 'study_id', 'study'],
  response: ['responses', 'study_id', 'study'],
  coded_answer: ['coded_answers', 'study_id', 'study'],
} as const;

function ownersOf(trx: Transaction, owner: Owner, studyId: string): Knex.QueryBuilder {
  const place = OWNERS[owner];
  if (place === null) return trx('studies').where({ id: studyId }).select('id');
  const [table, column, above] = place;
  return trx(table)
    .whereIn(column, ownersOf(trx, above, studyId))
    .select('id');
}

/** Whether the study with this slug is for practice; `false` when there is none. */
export async function isPracticeStudy(db: Reader, slug: string): Promise<boolean> {
  const row: unknown = await db('studies').where({ slug, is_practice: 1 }).first('id');
  return row !== undefined;
}

/** Whether the case that an interviewer has in hand belongs to a practice study. */
export async function isPracticeCase(
  db: Reader,
  { interviewerId, caseNumber }: { readonly interviewerId: string; readonly caseNumber: string },
): Promise<boolean> {
  const row: unknown = await db('cases')
    .join('studies', 'studies.id', 'cases.study_id')
    .where({ lease_interviewer_id: interviewerId, case_number: caseNumber, is_practice: 1 })
    .first('cases.id');
  return row !== undefined;
}

/** Whether a case belongs to a practice study. */
export async function isPracticeCaseId(db: Reader, caseId: string): Promise<boolean> {
  const row: unknown = await db('cases')
    .join('studies', 'studies.id', 'cases.study_id')
    .where({ 'cases.id': caseId, is_practice: 1 })
    .first('cases.id');
  return row !== undefined;
}

/** Whether an organisation was asked to check the sample of a practice study. */
export async function isPracticeOrganisation(db: Reader, organisationId: string): Promise<boolean> {
  const row: unknown = await db('organisations')
    .join('studies', 'studies.id', 'organisations.study_id')
    .where({ 'organisations.id': organisationId, 'studies.is_practice': 1 })
    .first('studies.id');
  return row !== undefined;
}
