import type { Application } from '../../application.js';
import type { Transaction } from '../../database/database.js';
import { addMinutes, type Instant } from '../../domain/calendar/instant.js';
import { findLapseHindrance, isInConversation } from '../../domain/calling/go-on.js';
import { UserProblem } from '../../errors.js';
import { findShiftsOfToday, getClaimant } from '../interviewers/interviewers.service.js';
import { listRunningPauses } from '../field-pauses/field-pauses.service.js';
import { getStudyById } from '../studies/studies.service.js';
import * as claims from './case-claims.queries.js';
import { explainCase } from './case-explanation.service.js';
import type { CaseRecord } from './case-record.js';
import { getCase, loadCaseFile, refreshCase } from './cases.service.js';
import { isFamilyInHand } from './family-in-hand.service.js';

/**
 * How long a case stays with an interviewer of whom nothing is heard; every action starts it again, and so does an open
 * page every two minutes. Long enough for the longest conversation between two actions on pages without scripts.
 */
const LEASE_MINUTES = 15;

/** Until when a case is held from now on. */
export function holdEnd(app: Application): Instant {
  return addMinutes(app.clock(), LEASE_MINUTES);
}

/** Which case, and who has it. */
export interface Hold {
  readonly caseId: string;
  readonly interviewerId: string;
}

/**
 * Begins every write of an interviewer to a case: goes on holding it, and keeps others out until the transaction ends.
 * When the time for it had ended, that takes what a claim takes.
 * @throws UserProblem `case_taken` when the case is not theirs any more, `case_lapsed` when they cannot go on now
 */
export async function renewLease(app: Application, trx: Transaction, hold: Hold): Promise<void> {
  const until = { now: app.clock(), leaseUntil: holdEnd(app) };
  if (await claims.extendLease(trx, { ...hold, ...until })) return;
  await lockHold(trx, hold);
  const hindrance = await findHindranceToGoOn(app, trx, hold);
  if (hindrance !== null) throw new UserProblem('case_lapsed', hindrance);
  await claims.startLease(trx, { ...hold, ...until });
}

/**
 * The same for whoever only writes down what came of the case: that takes no leave, and a case of which the time has
 * ended is not held any longer by it.
 * @throws UserProblem `case_taken` when the case is not theirs any more
 */
export async function renewToFinish(app: Application, trx: Transaction, hold: Hold): Promise<void> {
  const until = { now: app.clock(), leaseUntil: holdEnd(app) };
  if (!(await claims.extendLease(trx, { ...hold, ...until }))) await lockHold(trx, hold);
}

async function lockHold(trx: Transaction, hold: Hold): Promise<void> {
  if (!(await claims.lockHold(trx, hold))) throw new UserProblem('case_taken');
}

/** Why an interviewer cannot go on with a case of which their time has ended, in Dutch. */
async function findHindranceToGoOn(
  app: Application,
  trx: Transaction,
  { caseId, interviewerId }: Hold,
): Promise<string | null> {
  const record = await getCase(trx, caseId);
  const study = await getStudyById(trx, record.studyId);
  const file = await loadCaseFile(app, trx, study, record);
  const now = app.clock();
  const field = {
    study,
    claimants: [await getClaimant(trx, interviewerId)],
    shifts: await findShiftsOfToday(trx, now),
    progress: await claims.listDomainProgress(trx, study.id, now),
    pauses: await listRunningPauses(trx, study.id),
  };
  return findLapseHindrance(file.state, {
    interviewerId,
    isFamilyInHand: await isFamilyInHand(trx, caseId, now),
    claim: await explainCase(app, trx, field, file),
  });
}

/**
 * Whether an interviewer who asks for a case goes on with the one that they had. When their time for it has ended and it
 * cannot be called now, it goes back into the queue; unless somebody was called, because what came of that is to be
 * written down first.
 */
export async function goOnOrLetGo(
  app: Application,
  trx: Transaction,
  { record, interviewerId }: { record: CaseRecord; interviewerId: string },
): Promise<boolean> {
  const hold = { caseId: record.id, interviewerId };
  const now = app.clock();
  if ((record.leaseUntil ?? '') > now) return true;
  if (!(await claims.lockHold(trx, hold))) return false;
  const study = await getStudyById(trx, record.studyId);
  const { state } = await loadCaseFile(app, trx, study, await getCase(trx, record.id));
  if (isInConversation(state)) return true;
  if ((await findHindranceToGoOn(app, trx, hold)) !== null) {
    await endAttempt(app, trx, record.id);
    return false;
  }
  await claims.startLease(trx, { ...hold, leaseUntil: holdEnd(app) });
  return true;
}

/** Gives a case back: the attempt ends and the queue has the case again. */
export async function endAttempt(app: Application, trx: Transaction, caseId: string): Promise<void> {
  await endAttempts(app, trx, [caseId]);
  await refreshCase(app, trx, caseId);
}

/** Takes cases out of the hands of interviewers; the caller refreshes the cases. */
export async function endAttempts(
  app: Application,
  trx: Transaction,
  caseIds: readonly string[],
): Promise<void> {
  await claims.endOpenAttempts(trx, caseIds, app.clock());
  await claims.clearLeases(trx, caseIds);
}
