import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';
import type { PlacedCall } from '../../telephony/telephony.js';

/** One line of the ledger of calls. */
export interface CallRecord {
  readonly id: string;
  readonly contactId: string;
  readonly askedFor: ContactRole;
  readonly driver: string;
  readonly dialledAt: Instant;
  readonly providerResult: string | null;
}

interface CallRow {
  readonly id: string;
  readonly attempt_id: string;
  readonly case_id: string;
  readonly contact_id: string;
  readonly asked_for: ContactRole;
  readonly driver: string;
  readonly dialled_at: Instant;
  readonly provider_reference: string | null;
  readonly provider_result: string | null;
}

export interface NewCall {
  readonly id: string;
  readonly attemptId: string;
  readonly caseId: string;
  readonly contactId: string;
  readonly askedFor: ContactRole;
  readonly driver: string;
  readonly dialledAt: Instant;
}

export async function insertCall(trx: Transaction, call: NewCall): Promise<void> {
  await trx<CallRow>('calls').insert({
    id: call.id,
    attempt_id: call.attemptId,
    case_id: call.caseId,
    contact_id: call.contactId,
    asked_for: call.askedFor,
    driver: call.driver,
    dialled_at: call.dialledAt,
    provider_reference: null,
    provider_result: null,
  });
}

export async function updateProviderResult(
  trx: Transaction,
  callId: string,
  { providerReference, simulatedResult }: PlacedCall,
): Promise<void> {
  await trx<CallRow>('calls')
    .where({ id: callId })
    .update({ provider_reference: providerReference, provider_result: simulatedResult });
}

export async function getCall(db: Reader, id: string): Promise<CallRecord> {
  const row = await db<CallRow>('calls').where({ id }).first();
  if (row === undefined) throw new Error('a call in the history is in the ledger');
  return {
    id: row.id,
    contactId: row.contact_id,
    askedFor: row.asked_for,
    driver: row.driver,
    dialledAt: row.dialled_at,
    providerResult: row.provider_result,
  };
}
