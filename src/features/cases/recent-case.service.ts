import type { Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import { addMinutes } from '../../domain/calendar/instant.js';
import type { CaseRecord } from './case-record.js';
import { getCase } from './cases.service.js';
import * as queries from './recent-case.queries.js';

/** So long after a case left their hands an interviewer can still report what they heard. */
const RECENT_MINUTES = 60;

/** The case that an interviewer had last, written down, given back or lost, or the one with this number; `null` without. */
export async function findRecentCase(
  app: Application,
  db: Reader,
  {
    interviewerId,
    caseNumber = null,
  }: { readonly interviewerId: string; readonly caseNumber?: string | null },
): Promise<CaseRecord | null> {
  const since = addMinutes(app.clock(), -RECENT_MINUTES);
  const id = await queries.findLastLeft(db, interviewerId, { since, caseNumber });
  return id === null ? null : getCase(db, id);
}
