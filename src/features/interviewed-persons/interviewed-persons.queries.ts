import { pieces, saveRows } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';

/** One entry of the list: a keyed hash, and the month of the interview. */
export interface InterviewedPerson {
  readonly id: string;
  readonly studyId: string;
  readonly personKey: string;
  /** `2026-04`. */
  readonly interviewedIn: string;
}

/** Entries per study on a report year. */
export interface InterviewedCount {
  readonly reportYear: number;
  readonly persons: number;
}

/** The keys by which the person of a case is recognised in another study; none once contact data are erased. */
export async function listKeysOfCase(db: Reader, caseId: string): Promise<readonly string[]> {
  return db('vault_case_links')
    .join('vault_persons as own', 'own.id', 'vault_case_links.person_id')
    .join('vault_persons as named', (on) => {
      on.on('named.id', 'own.id').orOn('named.merged_into_id', 'own.id');
    })
    .join('vault_care_records', 'vault_care_records.person_id', 'named.id')
    .where('vault_case_links.case_id', caseId)
    .whereNotNull('moved_key')
    .distinct('moved_key')
    .orderBy('moved_key')
    .pluck<string[]>('moved_key');
}

/** Adds entries; one that is there already keeps its place, with the new month. */
export async function saveInterviewed(
  trx: Transaction,
  persons: readonly InterviewedPerson[],
): Promise<void> {
  const rows = persons.map(({ id, studyId, personKey, interviewedIn }) => ({
    id,
    study_id: studyId,
    person_key: personKey,
    interviewed_in: interviewedIn,
  }));
  await saveRows(trx, 'interviewed_persons', { rows, key: ['study_id', 'person_key'] });
}

export async function deleteKeys(
  trx: Transaction,
  studyId: string,
  personKeys: readonly string[],
): Promise<number> {
  let deleted = 0;
  for (const piece of pieces(personKeys)) {
    deleted += await trx('interviewed_persons')
      .where({ study_id: studyId })
      .whereIn('person_key', [...piece])
      .delete();
  }
  return deleted;
}

/** The studies that have entries. */
export async function listStudyIds(db: Reader): Promise<readonly string[]> {
  return db('interviewed_persons').distinct('study_id').orderBy('study_id').pluck<string[]>('study_id');
}

/** Deletes the entries of a study from before a month. */
export async function deleteBefore(trx: Transaction, studyId: string, month: string): Promise<number> {
  return trx('interviewed_persons').where({ study_id: studyId }).where('interviewed_in', '<', month).delete();
}

/** The persons of a study's frame who are on the list of another study on this report year or a later one. */
export async function listInterviewedIn(
  db: Reader,
  studyId: string,
  sinceReportYear: number,
): Promise<readonly string[]> {
  const persons = (await db('vault_persons as person')
    .join('vault_care_records as record', 'record.person_id', 'person.id')
    .join('interviewed_persons as interviewed', 'interviewed.person_key', 'record.moved_key')
    .join('studies as earlier', 'earlier.id', 'interviewed.study_id')
    .where('person.study_id', studyId)
    .where('person.has_secret_address', 0)
    .whereNot('earlier.id', studyId)
    .where('earlier.report_year', '>=', sinceReportYear)
    .distinct(db.raw('coalesce(person.merged_into_id, person.id) as person_id'))
    .orderBy('person_id')) as { person_id: string }[];
  return persons.map((row) => row.person_id);
}

export async function countPerReportYear(
  db: Reader,
  exceptStudyId: string,
): Promise<readonly InterviewedCount[]> {
  const rows: { report_year: number; persons: number | string }[] = await db('interviewed_persons')
    .join('studies', 'studies.id', 'interviewed_persons.study_id')
    .whereNot('studies.id', exceptStudyId)
    .groupBy('report_year')
    .orderBy('report_year', 'desc')
    .select('report_year')
    .count({ persons: '*' });
  return rows.map((row) => ({ reportYear: row.report_year, persons: Number(row.persons) }));
}
