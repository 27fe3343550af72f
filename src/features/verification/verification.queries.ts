import type { Knex } from 'knex';
import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';
import type { VerificationOutcome } from '../../domain/verification/verification-outcome.js';

/** Of how many interviews of a study somebody is called again. */
export interface VerificationShare {
  /** 0–100. */
  readonly percent: number;
  readonly secret: string;
}

export async function findShare(db: Reader, studyId: string): Promise<VerificationShare | null> {
  const row = await db<VerificationShare & { study_id: string }>('verification_shares')
    .where({ study_id: studyId })
    .first('percent', 'secret');
  return row ?? null;
}

/** Sets the percentage; the secret of the first time stays, so that a larger share keeps who was in. */
export async function saveShare(
  trx: Transaction,
  studyId: string,
  { percent, secret }: VerificationShare,
): Promise<void> {
  await trx('verification_shares')
    .insert({ study_id: studyId, percent, secret })
    .onConflict('study_id')
    .merge(['percent']);
}

/** An interview that counts, with who held it. */
export interface HeldInterview {
  readonly caseId: string;
  readonly caseNumber: string;
  /** When it was written down as complete. */
  readonly heldAt: Instant;
  readonly interviewerId: string | null;
}

interface HeldRow {
  readonly id: string;
  readonly case_number: string;
  readonly recorded_at: Instant;
  readonly recorded_by: string | null;
}

/** The interviews of a study that count now: who withdrew, or whose outcome was taken back, is not among them. */
export async function listInterviews(db: Reader, studyId: string): Promise<readonly HeldInterview[]> {
  return heldInterviews((await interviews(db).where('cases.study_id', studyId)) as HeldRow[]);
}

/** The interview of one case; `null` when it has none that counts. */
export async function findInterview(db: Reader, caseId: string): Promise<HeldInterview | null> {
  return heldInterviews((await interviews(db).where('cases.id', caseId)) as HeldRow[])[0] ?? null;
}

function interviews(db: Reader): Knex.QueryBuilder {
  return db('cases')
    .join('outcomes', 'outcomes.case_id', 'cases.id')
    .where({ 'cases.rate_group': 'I', 'outcomes.code': 'complete', 'outcomes.is_undone': 0 })
    .whereNull('outcomes.undoes_outcome_id')
    .orderBy(['outcomes.recorded_at', 'cases.case_number'])
    .select('cases.id', 'cases.case_number', 'outcomes.recorded_at', 'outcomes.recorded_by');
}

function heldInterviews(rows: readonly HeldRow[]): readonly HeldInterview[] {
  return rows.map((row) => ({
    caseId: row.id,
    caseNumber: row.case_number,
    heldAt: row.recorded_at,
    interviewerId: row.recorded_by,
  }));
}

/** A second call about an interview. */
export interface VerificationCall {
  readonly id: string;
  readonly caseId: string;
  readonly contactId: string;
  readonly askedFor: ContactRole;
  readonly calledAt: Instant;
  readonly calledBy: string | null;
  /** `null` while the call is in hand. */
  readonly outcome: VerificationOutcome | null;
}

interface CallRow {
  readonly id: string;
  readonly case_id: string;
  readonly contact_id: string;
  readonly asked_for: ContactRole;
  readonly called_at: Instant;
  readonly called_by: string | null;
  readonly outcome: VerificationOutcome | null;
}

/** The second calls of a study, in the order of time. */
export async function listCallsOfStudy(db: Reader, studyId: string): Promise<readonly VerificationCall[]> {
  const rows: CallRow[] = await db('verification_calls')
    .join('cases', 'cases.id', 'verification_calls.case_id')
    .where('cases.study_id', studyId)
    .orderBy(['called_at', 'verification_calls.id'])
    .select('verification_calls.*');
  return rows.map(callOf);
}

/** The second calls of a case, in the order of time. */
export async function listCallsOfCase(db: Reader, caseId: string): Promise<readonly VerificationCall[]> {
  return (
    await db<CallRow>('verification_calls').where({ case_id: caseId }).orderBy(['called_at', 'id'])
  ).map(callOf);
}

export async function insertCall(
  trx: Transaction,
  { id, caseId, contactId, askedFor, calledAt, calledBy }: Omit<VerificationCall, 'outcome'>,
): Promise<void> {
  await trx<CallRow>('verification_calls').insert({
    id,
    case_id: caseId,
    contact_id: contactId,
    asked_for: askedFor,
    called_at: calledAt,
    called_by: calledBy,
    outcome: null,
  });
}

export async function updateOutcome(
  trx: Transaction,
  id: string,
  { outcome, at }: { readonly outcome: VerificationOutcome; readonly at: Instant },
): Promise<void> {
  await trx('verification_calls').where({ id }).update({ outcome, recorded_at: at });
}

function callOf(row: CallRow): VerificationCall {
  return {
    id: row.id,
    caseId: row.case_id,
    contactId: row.contact_id,
    askedFor: row.asked_for,
    calledAt: row.called_at,
    calledBy: row.called_by,
    outcome: row.outcome,
  };
}
