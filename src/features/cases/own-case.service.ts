import type { Actor, Application } from '../../application.js';
import { type Transaction, transaction } from '../../database/database.js';
import { UserProblem } from '../../errors.js';
import { recordEvent } from '../audit/audit.service.js';
import { getStudyById, type Study } from '../studies/studies.service.js';
import { getOwnCase } from './case-claims.service.js';
import { renewLease, renewToFinish } from './case-holds.service.js';
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

/** What is done to a case in hand, in the transaction in which nobody else can touch it. */
type OwnCaseWork<Result> = (trx: Transaction, own: OwnCase) => Promise<Result>;

/**
 * Does something to the case that an interviewer has in hand, in one transaction in which nobody else can touch it.
 * What consent forbids is refused and written to the audit log.
 * @throws UserProblem `case_taken` when the case is not theirs (any more), `case_lapsed` when their time for it has ended
 *   and they cannot go on now
 */
export async function inOwnCase<Result>(
  app: Application,
  actor: Actor,
  key: OwnCaseKey,
  work: OwnCaseWork<Result>,
): Promise<Result> {
  return inHeldCase(app, actor, { key, renew: renewLease }, work);
}

/** The same for what is only written down: it can be done also when the interviewer cannot go on with the case. */
export async function finishingOwnCase<Result>(
  app: Application,
  actor: Actor,
  key: OwnCaseKey,
  work: OwnCaseWork<Result>,
): Promise<Result> {
  return inHeldCase(app, actor, { key, renew: renewToFinish }, work);
}

/** What an open page that shows a case is told. */
export interface HoldAnswer {
  /** What is the matter, in Dutch; `null` as long as the interviewer can go on with the case. */
  readonly message: string | null;
  /** Somebody else has the case, or nobody: asking again is of no use. */
  readonly isOver: boolean;
}

/**
 * Goes on holding a case because a page that shows it is still open.
 * @throws UserProblem `not_found` when there is no such case
 */
export async function holdOwnCase(
  app: Application,
  { interviewerId, caseNumber }: OwnCaseKey,
): Promise<HoldAnswer> {
  try {
    const { id: caseId } = await getOwnCase(app.database.read, interviewerId, caseNumber);
    await transaction(app.database, (trx) => renewLease(app, trx, { caseId, interviewerId }));
    return { message: null, isOver: false };
  } catch (error) {
    const problem = error instanceof UserProblem ? error : null;
    if (problem?.kind !== 'case_taken' && problem?.kind !== 'case_lapsed') throw error;
    const { title, advice } = problem.problem;
    const message = [`${title}.`, problem.detail ?? '', advice].join(' ');
    return { message, isOver: problem.kind === 'case_taken' };
  }
}

async function inHeldCase<Result>(
  app: Application,
  actor: Actor,
  { key, renew }: { key: OwnCaseKey; renew: typeof renewLease },
  work: OwnCaseWork<Result>,
): Promise<Result> {
  const { interviewerId, caseNumber } = key;
  const found = await getOwnCase(app.database.read, interviewerId, caseNumber);
  const study = await getStudyById(app.database.read, found.studyId);
  try {
    return await transaction(app.database, async (trx) => {
      await renew(app, trx, { caseId: found.id, interviewerId });
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
