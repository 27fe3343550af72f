import type { Application } from '../../application.js';
import { type Reader, type Transaction, transaction } from '../../database/database.js';
import { addMinutes, type Instant, localTime } from '../../domain/calendar/instant.js';
import { firstMomentIn } from '../../domain/calling/calling-hours.js';
import { claimOrderAt, type ClaimStep } from '../../domain/calling/claim.js';
import { UserProblem } from '../../errors.js';
import type { Study } from '../studies/studies.service.js';
import * as claims from './case-claims.queries.js';
import { permittedPlan } from './case-plan.js';
import type { CaseRecord } from './case-record.js';
import * as queries from './cases.queries.js';
import { loadCaseFile, refreshCase } from './cases.service.js';

export { lockCase } from './case-claims.queries.js';

/** How long a case stays with an interviewer who does nothing; every action starts it again. */
const LEASE_MINUTES = 60;

/**
 * The next case for an interviewer: the one that they still have in hand, or else the first of the queue, claimed in
 * one step so that nobody else gets it.
 * @returns `null` when no case is due now
 */
export async function takeNextCase(
  app: Application,
  study: Study,
  interviewerId: string,
): Promise<CaseRecord | null> {
  const [held] = await queries.listHeldCases(app.database.read, { interviewerId });
  if (held !== undefined) return held;
  for (const step of claimOrderAt(app.clock(), study.rules.calling)) {
    const claimed = await claimInStep(app, study, interviewerId, step);
    if (claimed !== null) return claimed;
  }
  return null;
}

/** Cases that a birthday took out of the queue are put right and passed over. */
async function claimInStep(
  app: Application,
  study: Study,
  interviewerId: string,
  step: ClaimStep,
): Promise<CaseRecord | null> {
  for (;;) {
    const claim = await transaction(app.database, (trx) =>
      claimOnce(app, trx, { study, interviewerId, step }),
    );
    if (claim !== 'passed_over') return claim;
  }
}

async function claimOnce(
  app: Application,
  trx: Transaction,
  { study, interviewerId, step }: { study: Study; interviewerId: string; step: ClaimStep },
): Promise<CaseRecord | 'passed_over' | null> {
  const now = app.clock();
  const leaseUntil = addMinutes(now, LEASE_MINUTES);
  const claim = { studyId: study.id, interviewerId, now, leaseUntil };
  await claims.lockInterviewer(trx, app.database.engine, interviewerId);
  const [held] = await queries.listHeldCases(trx, { interviewerId });
  if (held !== undefined) return held;
  const caseId = await claims.claimFirst(trx, app.database.engine, claim, step);
  if (caseId === null) return null;
  const [record] = await queries.listCases(trx, [caseId]);
  if (record === undefined) throw new Error('a claimed case exists');
  await claims.endOpenAttempts(trx, [caseId], now);
  const plan = permittedPlan(await loadCaseFile(app, trx, study, record), study.rules, localTime(now).date);
  if (!plan.isDue || plan.dueAt > now) {
    await claims.clearLeases(trx, [caseId]);
    await refreshCase(app, trx, caseId);
    return 'passed_over';
  }
  await claims.insertAttempt(trx, { id: app.newId(), caseId, interviewerId, startedAt: now });
  await refreshCase(app, trx, caseId);
  return record;
}

/** The cases that an interviewer has in hand: one, or none. */
export async function listOwnCases(db: Reader, interviewerId: string): Promise<readonly CaseRecord[]> {
  return queries.listHeldCases(db, { interviewerId });
}

/** Who has a case of this study in hand now. */
export async function listHeldCases(db: Reader, study: Study, now: Instant): Promise<readonly CaseRecord[]> {
  const held = await queries.listHeldCases(db, { studyId: study.id });
  return held.filter(({ leaseUntil }) => leaseUntil !== null && leaseUntil > now);
}

/**
 * The case that an interviewer has in hand.
 * @throws UserProblem `case_taken` when it is not theirs (any more), `not_found` when there is no such case
 */
export async function getOwnCase(db: Reader, interviewerId: string, caseNumber: string): Promise<CaseRecord> {
  const own = await queries.listHeldCases(db, { interviewerId });
  const record = own.find((one) => one.caseNumber === caseNumber);
  if (record !== undefined) return record;
  if (!(await queries.isCaseNumberKnown(db, caseNumber))) throw new UserProblem('not_found');
  throw new UserProblem('case_taken');
}

/**
 * Begins every write of an interviewer to a case: goes on holding it, and keeps others out until the transaction ends.
 * @throws UserProblem `case_taken` when the case is not theirs any more
 */
export async function renewLease(
  app: Application,
  trx: Transaction,
  { caseId, interviewerId }: { caseId: string; interviewerId: string },
): Promise<void> {
  const leaseUntil = addMinutes(app.clock(), LEASE_MINUTES);
  if (!(await claims.extendLease(trx, { caseId, interviewerId, leaseUntil }))) {
    throw new UserProblem('case_taken');
  }
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

/** When the next case of a study can be taken, as far as is known now; `null` when nothing is planned. */
export async function findNextMoment(app: Application, study: Study): Promise<Instant | null> {
  const now = app.clock();
  const waiting = await claims.listWaitingSlots(app.database.read, study.id, now);
  const openings = waiting.map((slot) => firstMomentIn(slot, now, study.rules.calling));
  const dueAt = await claims.findNextDueAt(app.database.read, study.id, now);
  const moments = [...openings, ...(dueAt === null ? [] : [dueAt])].filter((moment) => moment > now);
  return moments.toSorted()[0] ?? null;
}
