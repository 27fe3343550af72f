import { pieces } from '../../database/batches.js';
import type { Database, Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Slot } from '../../domain/calling/calling-hours.js';
import type { ClaimStep } from '../../domain/calling/claim.js';

export interface Claim {
  readonly studyId: string;
  readonly interviewerId: string;
  readonly now: Instant;
  readonly leaseUntil: Instant;
}

/**
 * Takes the first case of one step of the queue, in one statement: whoever comes at the same time gets another
 * case or none. On PostgreSQL rows that another claim is about to take are passed over instead of waited for;
 * SQLite has one writer.
 * @returns the key of the case, or `null` when nothing is due in this step
 */
export async function claimFirst(
  trx: Transaction,
  engine: Database['engine'],
  { studyId, interviewerId, now, leaseUntil }: Claim,
  { rank, slot }: ClaimStep,
): Promise<string | null> {
  const first = trx('cases')
    .select('id')
    .where({ study_id: studyId, due_rank: rank, due_slot: slot })
    .where('due_at', '<=', now)
    .whereNull('due_language')
    .whereRaw('(lease_until is null or lease_until <= ?)', [now])
    .whereRaw('(due_until is null or due_until > ?)', [now])
    .whereRaw('(due_interviewer_id is null or due_interviewer_id = ? or due_reserved_until <= ?)', [
      interviewerId,
      now,
    ])
    // A case with an end is a conversion: not by the interviewer to whom somebody refused.
    .whereRaw(
      `(due_until is null or not exists (select 1 from outcomes
        where outcomes.case_id = cases.id and code = 'refusal_soft' and recorded_by = ?))`,
      [interviewerId],
    )
    .orderBy('due_at')
    .orderBy('id')
    .limit(1);
  if (engine === 'postgres') void first.forUpdate().skipLocked();
  const taken = await trx<{ id: string }>('cases')
    .where('id', first)
    .update({ lease_interviewer_id: interviewerId, lease_until: leaseUntil } as object)
    .returning('id');
  return taken[0]?.id ?? null;
}

/** Lets one request of an interviewer at a time take a case. SQLite has one writer already. */
export async function lockInterviewer(
  trx: Transaction,
  engine: Database['engine'],
  interviewerId: string,
): Promise<void> {
  if (engine === 'postgres') await trx('users').where({ id: interviewerId }).forNoKeyUpdate().first('id');
}

/**
 * Goes on holding a case. Holds the row until the transaction ends, so that nothing else changes the case meanwhile.
 * @returns whether the interviewer still had it; nobody else took it even when the time had passed
 */
export async function extendLease(
  trx: Transaction,
  { caseId, interviewerId, leaseUntil }: { caseId: string; interviewerId: string; leaseUntil: Instant },
): Promise<boolean> {
  const count = await trx('cases')
    .where({ id: caseId, lease_interviewer_id: interviewerId })
    .update({ lease_until: leaseUntil });
  return count === 1;
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

/** The moment at which the next case of a study is due that has a plan and needs no other language. */
export async function findNextDueAt(db: Reader, studyId: string, after: Instant): Promise<Instant | null> {
  const row = await db<{ study_id: string; due_at: Instant | null }>('cases')
    .where({ study_id: studyId })
    .where('due_at', '>', after)
    .whereNull('due_language')
    .orderBy('due_at')
    .first('due_at');
  return row?.due_at ?? null;
}

/** The slots in which free cases wait with their moment already passed. */
export async function listWaitingSlots(db: Reader, studyId: string, now: Instant): Promise<readonly Slot[]> {
  return (await db('cases')
    .where({ study_id: studyId })
    .where('due_at', '<=', now)
    .whereNull('due_language')
    .whereRaw('(lease_until is null or lease_until <= ?)', [now])
    .whereRaw('(due_until is null or due_until > ?)', [now])
    .orderBy('due_slot')
    .distinct()
    .pluck('due_slot')) as Slot[];
}

/** Keeps everybody else from a case until the transaction ends. */
export async function lockCase(trx: Transaction, caseId: string): Promise<void> {
  await trx('cases')
    .where({ id: caseId })
    .update({ lease_until: trx.ref('lease_until') });
}
