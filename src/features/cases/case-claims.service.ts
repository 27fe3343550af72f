import type { Application } from '../../application.js';
import { type Reader, type Transaction, transaction } from '../../database/database.js';
import { type Instant, localTime } from '../../domain/calendar/instant.js';
import { firstMomentIn } from '../../domain/calling/calling-hours.js';
import {
  type Claimant,
  claimOrderAt,
  type ClaimStep,
  findClaimHindrance,
  queueSteps,
  type Shifts,
  shiftsAround,
} from '../../domain/calling/claim.js';
import { type DomainProgress, domainsInOrder, isTargetReached } from '../../domain/calling/domain-target.js';
import { caseStateAfter } from '../../domain/contact/case-state-of.js';
import { UserProblem } from '../../errors.js';
import { findShiftsOfToday, getClaimant } from '../interviewers/interviewers.service.js';
import type { Study } from '../studies/studies.service.js';
import * as claims from './case-claims.queries.js';
import { goOnOrLetGo, holdEnd } from './case-holds.service.js';
import * as queue from './case-queue.queries.js';
import { permittedPlan } from './case-plan.js';
import type { CaseFile, CaseRecord } from './case-record.js';
import * as queries from './cases.queries.js';
import { loadCaseFile, storeStates } from './cases.service.js';
import { isFamilyInHand } from './family-in-hand.service.js';

export { lockCase } from './case-claims.queries.js';
export { endAttempt, endAttempts } from './case-holds.service.js';

/** Keeps everybody else from these cases until the transaction ends. */
export async function lockCases(
  app: Application,
  trx: Transaction,
  caseIds: readonly string[],
): Promise<void> {
  await claims.lockCases(trx, app.database.engine, caseIds);
}

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
  const now = app.clock();
  const steps = claimOrderAt(now, study.rules.calling);
  const [claimant, shifts] = await Promise.all([
    getClaimant(app.database.read, interviewerId),
    findShiftsOfToday(app.database.read, now),
  ]);
  const passedOver: string[] = [];
  for (;;) {
    const asked: Asked = { study, now, steps, claimant, shifts, passedOver };
    const claim = await transaction(app.database, (trx) => claimOnce(app, trx, asked));
    if (claim === null || claim.isGiven) return claim?.record ?? null;
    if (!claim.isPutRight) passedOver.push(claim.record.id);
  }
}

/** One request for a case, with all that was looked up for it. */
interface Asked {
  readonly study: Study;
  readonly now: Instant;
  readonly steps: readonly ClaimStep[];
  readonly claimant: Claimant;
  readonly shifts: Shifts;
  readonly passedOver: readonly string[];
}

/** A case that was taken, and given or not. */
interface Claimed {
  readonly record: CaseRecord;
  readonly isGiven: boolean;
  /** It was in the queue at the wrong place and is not there any more. */
  readonly isPutRight: boolean;
}

async function claimOnce(app: Application, trx: Transaction, asked: Asked): Promise<Claimed | null> {
  const { study, now, claimant, shifts } = asked;
  const { interviewerId } = claimant;
  await claims.lockInterviewer(trx, app.database.engine, interviewerId);
  const [held] = await queries.listHeldCases(trx, { interviewerId });
  if (held !== undefined) {
    const goesOn = await goOnOrLetGo(app, trx, { record: held, interviewerId });
    if (goesOn) return { record: held, isGiven: true, isPutRight: false };
  }
  const progress = await progressForClaim(trx, study, now);
  const openDomainIds = domainsInOrder(progress);
  const runningDomainIds = running(progress);
  if (runningDomainIds.length === 0) return null;
  const record = await queue.claimFirst(trx, app.database.engine, {
    studyId: study.id,
    interviewerId,
    now,
    leaseUntil: holdEnd(app),
    steps: asked.steps,
    openDomainIds,
    runningDomainIds,
    domainCount: progress.length,
    hasAssigned: await queue.hasAssigned(trx, study.id, interviewerId),
    languages: claimant.languages,
    mayConvert: mayConvert(study, claimant),
    passedOver: asked.passedOver,
    shifts: shiftsAround(shifts, now, study.rules.calling),
  });
  if (record === null) return null;
  await claims.endOpenAttempts(trx, [record.id], now);
  const file = await loadCaseFile(app, trx, study, record);
  const plan = permittedPlan(file, study.rules, localTime(now).date);
  const hindrance = !plan.isDue
    ? plan.reason
    : findClaimHindrance(plan, [claimant], {
        now,
        rules: study.rules.calling,
        shifts,
        isInHand: false,
        isFamilyInHand: await isFamilyInHand(trx, record.id, now),
        isTargetReached: !openDomainIds.includes(record.domainId),
        pause: null,
      });
  if (hindrance !== null) {
    await claims.clearLeases(trx, [record.id]);
    // A birthday, for one, took it out of the queue or moved it.
    await storeStates(app, trx, study, [file]);
    return { record, isGiven: false, isPutRight: !plan.isDue || hindrance === 'not_yet' };
  }
  await beginAttempt(app, trx, { study, file, interviewerId, now });
  return { record, isGiven: true, isPutRight: false };
}

async function beginAttempt(
  app: Application,
  trx: Transaction,
  { study, file, interviewerId, now }: { study: Study; file: CaseFile; interviewerId: string; now: Instant },
): Promise<void> {
  const attemptId = app.newId();
  await claims.insertAttempt(trx, { id: attemptId, caseId: file.record.id, interviewerId, startedAt: now });
  const started = { kind: 'attempt_started', at: now, attemptId, interviewerId } as const;
  await storeStates(app, trx, study, [{ ...file, state: caseStateAfter(file.state, started) }]);
}

function mayConvert({ rules }: Study, { skills = [] }: Claimant): boolean {
  return rules.calling.conversion.needsSkill !== true || skills.includes('conversion');
}

function running(progress: readonly DomainProgress[]): readonly string[] {
  return progress.filter(({ isPaused }) => !isPaused).map(({ domainId }) => domainId);
}

/** With so few places left, claims that come at the same time could give them out twice: then they take turns. */
const LAST_SEATS = 50;

async function progressForClaim(
  trx: Transaction,
  study: Study,
  now: Instant,
): Promise<readonly DomainProgress[]> {
  const progress = await claims.listDomainProgress(trx, study.id, now);
  const almostFull = progress.filter(
    (domain) =>
      !isTargetReached(domain) &&
      domain.target !== null &&
      domain.target - domain.seatsTaken - domain.inHand <= LAST_SEATS,
  );
  if (almostFull.length === 0) return progress;
  await claims.lockDomains(
    trx,
    almostFull.map(({ domainId }) => domainId),
  );
  return claims.listDomainProgress(trx, study.id, now);
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
 * Gives a case back to the interviewer who had it last, in the same attempt; the caller refreshes the case.
 * @throws UserProblem `wrong_state` when they have another case in hand
 */
export async function resumeAttempt(
  app: Application,
  trx: Transaction,
  attempt: { readonly id: string; readonly caseId: string; readonly interviewerId: string },
): Promise<void> {
  await claims.lockInterviewer(trx, app.database.engine, attempt.interviewerId);
  const held = await queries.listHeldCases(trx, { interviewerId: attempt.interviewerId });
  if (held.some(({ id }) => id !== attempt.caseId)) {
    throw new UserProblem('wrong_state', 'U heeft al een andere casus in handen. Rond die eerst af.');
  }
  await claims.resumeAttempt(trx, { ...attempt, leaseUntil: holdEnd(app) });
}

/** When an interviewer can take the next case of a study, as far as is known now; `null` when nothing is planned. */
export async function findNextMoment(
  app: Application,
  study: Study,
  interviewerId: string,
): Promise<Instant | null> {
  const now = app.clock();
  const { calling } = study.rules;
  const db = app.database.read;
  const progress = await claims.listDomainProgress(db, study.id, now);
  const search: queue.DueSearch = {
    studyId: study.id,
    now,
    interviewerId,
    languages: (await getClaimant(db, interviewerId)).languages,
    hasAssigned: await queue.hasAssigned(db, study.id, interviewerId),
    openDomainIds: domainsInOrder(progress),
    runningDomainIds: running(progress),
  };
  const moments: Instant[] = [];
  for (const step of queueSteps(now, calling)) {
    const dueAt = await queue.findFirstDueAt(db, search, step);
    if (dueAt !== null) moments.push(firstMomentIn(step.hours, dueAt > now ? dueAt : now, calling));
  }
  return moments.filter((moment) => moment > now).toSorted()[0] ?? null;
}
