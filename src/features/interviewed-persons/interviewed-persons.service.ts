import type { Application } from '../../application.js';
import type { Reader, Transaction } from '../../database/database.js';
import { localTime } from '../../domain/calendar/instant.js';
import { getStudyById, type Study } from '../studies/studies.service.js';
import * as queries from './interviewed-persons.queries.js';

export type { InterviewedCount } from './interviewed-persons.queries.js';

/**
 * Puts the person of a case on the list of who was interviewed, under keyed hashes, in the transaction that ends the
 * interview. A practice study has no list, nor has a study that keeps it for 0 years.
 */
export async function rememberInterviewed(
  app: Application,
  trx: Transaction,
  study: Study,
  caseId: string,
): Promise<void> {
  if (study.isPractice || study.rules.retention.interviewedYears === 0) return;
  const interviewedIn = monthOf(app);
  const keys = await queries.listKeysOfCase(trx, caseId);
  await queries.saveInterviewed(
    trx,
    keys.map((personKey) => ({ id: app.newId(), studyId: study.id, personKey, interviewedIn })),
  );
}

/** Takes the person of a case off the list, before the contact data are erased: consent was taken back. */
export async function forgetInterviewed(trx: Transaction, studyId: string, caseId: string): Promise<void> {
  await queries.deleteKeys(trx, studyId, await queries.listKeysOfCase(trx, caseId));
}

/**
 * Deletes every entry of which the years of its study are over.
 * @returns how many entries were deleted
 */
export async function deleteExpiredInterviewed(app: Application, trx: Transaction): Promise<number> {
  const [year, month] = monthOf(app).split('-') as [string, string];
  let deleted = 0;
  for (const studyId of await queries.listStudyIds(trx)) {
    const { interviewedYears } = (await getStudyById(trx, studyId)).rules.retention;
    deleted += await queries.deleteBefore(
      trx,
      studyId,
      `${String(Number(year) - interviewedYears)}-${month}`,
    );
  }
  return deleted;
}

/**
 * The ids of persons in the frame of a study who were interviewed for another study on a report year or a later one.
 * Entries that are too old are deleted first.
 */
export async function listInterviewedPersons(
  app: Application,
  trx: Transaction,
  study: Study,
  sinceReportYear: number,
): Promise<ReadonlySet<string>> {
  await deleteExpiredInterviewed(app, trx);
  return new Set(await queries.listInterviewedIn(trx, study.id, sinceReportYear));
}

/** How many persons of other studies are on the list, per report year, the latest first. */
export async function countInterviewed(
  db: Reader,
  study: Study,
): Promise<readonly queries.InterviewedCount[]> {
  return queries.countPerReportYear(db, study.id);
}

function monthOf(app: Application): string {
  return localTime(app.clock()).date.slice(0, 7);
}
