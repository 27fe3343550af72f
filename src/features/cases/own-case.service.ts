import type { Actor, Application } from '../../application.js';
import { type Transaction, transaction } from '../../database/database.js';
import { UserProblem } from '../../errors.js';
import { recordEvent } from '../audit/audit.service.js';
import { getStudyById, type Study } from '../studies/studies.service.js';
import { getOwnCase, renewLease } from './case-claims.service.js';
import type { CaseFile } from './case-record.js';
import { listCases } from './cases.queries.js';
import { loadCaseFile } from './cases.service.js';

/** A case in the hands of the interviewer who acts. */
export interface OwnCase {
  readonly study: Study;
  readonly file: CaseFile;
  readonly interviewerId: string;
}

/** Who acts on which case. */
export interface OwnCaseKey {
  readonly interviewerId: string;
  readonly caseNumber: string;
}

/** @throws UserProblem `case_taken` or `not_found` */
export async function getOwnCaseFile(
  app: Application,
  { interviewerId, caseNumber }: OwnCaseKey,
): Promise<OwnCase> {
  const db = app.database.read;
  const record = await getOwnCase(db, interviewerId, caseNumber);
  const study = await getStudyById(db, record.studyId);
  return { study, file: await loadCaseFile(app, db, study, record), interviewerId };
}

/**
 * Does something to the case that an interviewer has in hand, in one transaction in which nobody else can touch it.
 * What consent forbids is refused and written to the audit log.
 * @throws UserProblem `case_taken` when the case is not theirs (any more)
 */
export async function inOwnCase<Result>(
  app: Application,
  actor: Actor,
  key: OwnCaseKey,
  work: (trx: Transaction, own: OwnCase) => Promise<Result>,
): Promise<Result> {
  const { interviewerId, caseNumber } = key;
  const found = await getOwnCase(app.database.read, interviewerId, caseNumber);
  const study = await getStudyById(app.database.read, found.studyId);
  try {
    return await transaction(app.database, async (trx) => {
      await renewLease(app, trx, { caseId: found.id, interviewerId });
      const [record] = await listCases(trx, [found.id]);
      if (record === undefined) throw new UserProblem('not_found');
      return work(trx, { study, file: await loadCaseFile(app, trx, study, record), interviewerId });
    });
  } catch (error) {
    await logRefusal(app, actor, error, found.id);
    throw error;
  }
}

/** Writes to the audit log that the rules of consent stopped somebody. */
export async function logRefusal(
  app: Application,
  actor: Actor,
  error: unknown,
  caseId: string,
): Promise<void> {
  if (!(error instanceof UserProblem) || error.kind !== 'consent_forbids') return;
  await recordEvent(app, actor, {
    action: 'consent.refuse',
    objectKind: 'case',
    objectId: caseId,
    result: 'refused',
  });
}
