import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';
import type { LineResult } from '../../domain/telephone/line-result.js';
import type { DriverName } from '../../telephony/telephony.js';

/** One line of the ledger of calls. */
export interface CallRecord {
  readonly id: string;
  readonly attemptId: string;
  readonly caseId: string;
  readonly contactId: string;
  readonly askedFor: ContactRole;
  readonly driver: DriverName;
  readonly dialledAt: Instant;
  /** When the interviewer took over because the provider did not make the call. */
  readonly byHandAt: Instant | null;
  readonly lineResult: LineResult | null;
  /** What a simulated respondent says, in Dutch. */
  readonly scene: string | null;
}

interface CallRow {
  readonly id: string;
  readonly attempt_id: string;
  readonly case_id: string;
  readonly contact_id: string;
  readonly asked_for: ContactRole;
  readonly driver: DriverName;
  readonly dialled_at: Instant;
  readonly by_hand_at: Instant | null;
  readonly line_result: LineResult | null;
  readonly scene: string | null;
}

export type NewCall = Omit<CallRecord, 'byHandAt' | 'lineResult' | 'scene'>;

export async function insertCall(trx: Transaction, call: NewCall): Promise<void> {
  await trx<CallRow>('calls').insert({
    id: call.id,
    attempt_id: call.attemptId,
    case_id: call.caseId,
    contact_id: call.contactId,
    asked_for: call.askedFor,
    driver: call.driver,
    dialled_at: call.dialledAt,
    by_hand_at: null,
    line_result: null,
    scene: null,
  });
}

export async function findCall(db: Reader, id: string): Promise<CallRecord | null> {
  const row = await db<CallRow>('calls').where({ id }).first();
  return row === undefined ? null : callOf(row);
}

/** The call of the running attempt of a case of which nobody wrote down yet what came of it. */
export async function findOpenCall(db: Reader, caseId: string): Promise<CallRecord | null> {
  const row = await db<CallRow>('calls')
    .join('attempts', 'attempts.id', 'calls.attempt_id')
    .leftJoin('outcomes', (on) => {
      on.on('outcomes.call_id', 'calls.id').andOnVal('outcomes.is_undone', 0);
    })
    .where('calls.case_id', caseId)
    .whereNull('attempts.ended_at')
    .whereNull('outcomes.id')
    .orderBy([
      { column: 'calls.dialled_at', order: 'desc' },
      { column: 'calls.id', order: 'desc' },
    ])
    .first<CallRow | undefined>('calls.*');
  return row === undefined ? null : callOf(row);
}

export async function updateLine(
  trx: Transaction,
  id: string,
  line: { readonly result: LineResult; readonly scene?: string },
): Promise<void> {
  await trx<CallRow>('calls')
    .where({ id })
    .update({ line_result: line.result, ...(line.scene === undefined ? {} : { scene: line.scene }) });
}

/** @returns whether this was the first time */
export async function updateByHand(trx: Transaction, id: string, at: Instant): Promise<boolean> {
  return (await trx<CallRow>('calls').where({ id }).whereNull('by_hand_at').update({ by_hand_at: at })) === 1;
}

function callOf(row: CallRow): CallRecord {
  return {
    id: row.id,
    attemptId: row.attempt_id,
    caseId: row.case_id,
    contactId: row.contact_id,
    askedFor: row.asked_for,
    driver: row.driver,
    dialledAt: row.dialled_at,
    byHandAt: row.by_hand_at,
    lineResult: row.line_result,
    scene: row.scene,
  };
}
