import type { Transaction } from '../../database/database.js';
import { forgetInterviewed } from '../interviewed-persons/interviewed-persons.service.js';
import type { Study } from '../studies/studies.service.js';
import * as queries from './interviews.queries.js';

/**
 * Opens an interview again whose outcome was taken back: no answer is lost, and it goes on where it was.
 * @returns the key of the response; `null` when the case has no finished interview
 */
export async function reopenResponse(trx: Transaction, study: Study, caseId: string): Promise<string | null> {
  const response = await queries.findResponseOfCase(trx, caseId);
  if (response?.status !== 'complete' && response?.status !== 'partial') return null;
  await queries.updateResponse(trx, response.id, { status: 'in_progress', finishedOn: null });
  await forgetInterviewed(trx, study.id, caseId);
  return response.id;
}

/**
 * Deletes the answers of a case for good, because consent to them was taken back.
 * @returns how many answers and how many entries of their history were deleted
 */
export async function deleteResponseOfCase(
  trx: Transaction,
  caseId: string,
): Promise<{ readonly answers: number; readonly history: number }> {
  const response = await queries.findResponseOfCase(trx, caseId);
  return response === null ? { answers: 0, history: 0 } : queries.deleteResponse(trx, response.id);
}
