import type { Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import { findCaseOfResponse } from './contacts.queries.js';
import { getCaseContact, isErased } from './contacts.service.js';

/**
 * The names of the child and of who could be called of the case behind a response: to find them in what was said, never
 * to show. Nothing when the answers were imported, or the contact data are gone.
 */
export async function listNamesBehind(
  app: Application,
  db: Reader,
  responseId: string,
): Promise<readonly string[]> {
  const caseId = await findCaseOfResponse(db, responseId);
  if (caseId === null || (await isErased(db, caseId))) return [];
  const { fullName, contacts } = await getCaseContact(app, db, caseId);
  return [fullName, ...contacts.flatMap(({ name }) => name ?? [])];
}
