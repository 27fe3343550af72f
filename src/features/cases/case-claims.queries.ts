import { pieces } from '../../database/batches.js';
import type { Database, Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { DomainProgress } from '../../domain/calling/domain-target.js';

/** Lets one request of an interviewer at a time take a case. SQLite has one writer already. */
export async function lockInterviewer(
  trx: Transaction,
  engine: Database['engine'],
  interviewerId: string,
): Promise<void> {
  if (engine === 'postgres') await trx('users').where({ id: interviewerId }).forNoKeyUpdate().first('id');
}

/** Lets one claim at a time look for the last places of a domain. SQLite has one writer already. */
export async function lockDomains(trx: Transaction, domainIds: readonly string[]): Promise<void> {
  await trx('domains')
    .whereIn('id', [...domainIds])
    .orderBy('id')
    .forNoKeyUpdate()
    .select('id');
}

interface DomainRow {
  readonly id: string;
  readonly target_interviews: number | null;
  readonly seats_taken: number;
  readonly is_paused: number;
}

/** How far each domain of a study is, in the order of the study. */
export async function listDomainProgress(
  db: Reader,
  studyId: string,
  now: Instant,
): Promise<readonly DomainProgress[]> {
  const domains: DomainRow[] = await db('domains')
    .where({ study_id: studyId })
    .orderBy('position')
    .select('id', 'target_interviews', 'seats_taken', 'is_paused');
  const inHand: { domain_id: string; count: number | string }[] = await db('cases')
    .where({ study_id: studyId, holds_seat: 0 })
    .where('lease_until', '>', now)
    .groupBy('domain_id')
    .select('domain_id')
    .count({ count: '*' });
  return domains.map(({ id, target_interviews, seats_taken, is_paused }) => ({
    domainId: id,
    isPaused: is_paused === 1,
    target: target_interviews,
    seatsTaken: seats_taken,
    inHand: Number(inHand.find(({ domain_id }) => domain_id === id)?.count ?? 0),
  }));
}

/** Moves the number of places that are taken in each domain. */
export async function moveSeats(trx: Transaction, moves: ReadonlyMap<string, number>): Promise<void> {
  for (const [domainId, count] of [...moves].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    if (count !== 0) await trx('domains').where({ id: domainId }).increment('seats_taken', count);
  }
}

/** Whether somebody has one of these cases in hand. */
export async function isAnyInHand(db: Reader, caseIds: readonly string[], now: Instant): Promise<boolean> {
  const row: unknown = await db('cases')
    .whereIn('id', [...caseIds])
    .where('lease_until', '>', now)
    .first('id');
  return row !== undefined;
}

interface Held {
  readonly caseId: string;
  readonly interviewerId: string;
}

/**
 * Goes on holding a case. Holds the row until the transaction ends, so that nothing else changes the case meanwhile.
 * @returns whether the interviewer still had it, and the time for it had not ended
 */
export async function extendLease(
  trx: Transaction,
  { caseId, interviewerId, now, leaseUntil }: Held & { now: Instant; leaseUntil: Instant },
): Promise<boolean> {
  const count = await trx('cases')
    .where({ id: caseId, lease_interviewer_id: interviewerId })
    .where('lease_until', '>', now)
    .update({ lease_until: leaseUntil });
  return count === 1;
}

/**
 * Holds the row of a case until the transaction ends.
 * @returns whether the interviewer still had it; nobody else took it even when the time had ended
 */
export async function lockHold(trx: Transaction, { caseId, interviewerId }: Held): Promise<boolean> {
  const count = await trx('cases')
    .where({ id: caseId, lease_interviewer_id: interviewerId })
    .update({ lease_until: trx.ref('lease_until') });
  return count === 1;
}

/** Gives an interviewer who still has a case new time for it. */
export async function startLease(
  trx: Transaction,
  { caseId, interviewerId, leaseUntil }: Held & { leaseUntil: Instant },
): Promise<void> {
  await trx('cases')
    .where({ id: caseId, lease_interviewer_id: interviewerId })
    .update({ lease_until: leaseUntil });
}

export async function clearLeases(trx: Transaction, caseIds: readonly string[]): Promise<void> {
  for (const piece of pieces(caseIds)) {
    await trx('cases')
      .whereIn('id', [...piece])
      .update({ lease_interviewer_id: null, lease_until: null });
  }
}

export async function insertAttempt(
  trx: Transaction,
  attempt: { id: string; caseId: string; interviewerId: string; startedAt: Instant },
): Promise<void> {
  await trx('attempts').insert({
    id: attempt.id,
    case_id: attempt.caseId,
    interviewer_id: attempt.interviewerId,
    started_at: attempt.startedAt,
    ended_at: null,
  });
}

/** Goes on with an attempt that had ended, and gives the case back to whoever made it. */
export async function resumeAttempt(
  trx: Transaction,
  attempt: {
    readonly id: string;
    readonly caseId: string;
    readonly interviewerId: string;
    readonly leaseUntil: Instant;
  },
): Promise<void> {
  await trx('attempts').where({ id: attempt.id }).update({ ended_at: null });
  await trx('cases')
    .where({ id: attempt.caseId })
    .update({ lease_interviewer_id: attempt.interviewerId, lease_until: attempt.leaseUntil });
}

/** Ends every attempt at these cases that is still open: the one in hand, or one whose browser never came back. */
export async function endOpenAttempts(
  trx: Transaction,
  caseIds: readonly string[],
  at: Instant,
): Promise<void> {
  for (const piece of pieces(caseIds)) {
    await trx('attempts')
      .whereIn('case_id', [...piece])
      .whereNull('ended_at')
      .update({ ended_at: at });
  }
}

/** Keeps everybody else from a case until the transaction ends. */
export async function lockCase(trx: Transaction, caseId: string): Promise<void> {
  await trx('cases')
    .where({ id: caseId })
    .update({ lease_until: trx.ref('lease_until') });
}

/** The same for many cases, in the order of their keys. SQLite has one writer already. */
export async function lockCases(
  trx: Transaction,
  engine: Database['engine'],
  caseIds: readonly string[],
): Promise<void> {
  if (engine !== 'postgres') return;
  for (const piece of pieces(caseIds.toSorted())) {
    await trx('cases')
      .whereIn('id', [...piece])
      .orderBy('id')
      .forNoKeyUpdate()
      .select('id');
  }
}
