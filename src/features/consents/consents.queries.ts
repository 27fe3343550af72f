import { insertRows, pieces } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { ConsentRecord, ConsentSubject, ContactRole } from '../../domain/consent/consent-record.js';

/** What was asked: the interview itself, or a later conversation, on which no rule depends. */
export type StoredSubject = ConsentSubject | 'follow_up';

interface ConsentRow {
  readonly id: string;
  readonly case_id: string;
  readonly given_by: ContactRole;
  readonly subject: StoredSubject;
  readonly decision: 'given' | 'refused';
  readonly text_version: string;
  readonly language: string;
  readonly interviewer_id: string | null;
  readonly given_at: Instant;
  readonly withdrawn_at: Instant | null;
  readonly undone_at: Instant | null;
}

/** The records about the interview, by case, in the order in which they were made. */
export async function listConsents(
  db: Reader,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ConsentRecord[]>> {
  const consents = new Map<string, ConsentRecord[]>(caseIds.map((id) => [id, []]));
  for (const piece of pieces(caseIds)) {
    const rows = await db<ConsentRow>('consents')
      .whereIn('case_id', [...piece])
      .whereNull('undone_at')
      .orderBy('given_at')
      .orderBy('id');
    for (const row of rows) {
      if (row.subject !== 'follow_up')
        consents.get(row.case_id)?.push(toConsent({ ...row, subject: row.subject }));
    }
  }
  return consents;
}

/** What was decided last about a later conversation; `null` when that was not asked. */
export async function findFollowUp(db: Reader, caseId: string): Promise<'given' | 'refused' | null> {
  const row = await db<ConsentRow>('consents')
    .where({ case_id: caseId, subject: 'follow_up', undone_at: null })
    .orderBy([
      { column: 'given_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .first('decision');
  return row?.decision ?? null;
}

function toConsent(row: ConsentRow & { readonly subject: ConsentSubject }): ConsentRecord {
  return {
    givenBy: row.given_by,
    subject: row.subject,
    decision: row.decision,
    at: row.given_at,
    withdrawnAt: row.withdrawn_at,
    textVersion: row.text_version,
    language: row.language,
  };
}

export interface NewConsent {
  readonly id: string;
  readonly caseId: string;
  readonly givenBy: ContactRole;
  readonly subject: StoredSubject;
  readonly decision: 'given' | 'refused';
  readonly textVersion: string;
  readonly language: string;
  readonly interviewerId: string | null;
  readonly givenAt: Instant;
  readonly withdrawnAt: Instant | null;
}

export async function insertConsents(trx: Transaction, consents: readonly NewConsent[]): Promise<void> {
  await insertRows(
    trx,
    'consents',
    consents.map((consent): ConsentRow => ({
      id: consent.id,
      case_id: consent.caseId,
      given_by: consent.givenBy,
      subject: consent.subject,
      decision: consent.decision,
      text_version: consent.textVersion,
      language: consent.language,
      interviewer_id: consent.interviewerId,
      given_at: consent.givenAt,
      withdrawn_at: consent.withdrawnAt,
      undone_at: null,
    })),
  );
}

/** One answer that somebody gave: all the decisions of one moment. */
interface Said {
  readonly givenBy: ContactRole;
  readonly givenAt: Instant;
}

/** The last refusal to take part in a span of time that stands; `null` without one. */
export async function findLastRefusal(
  db: Reader,
  { caseId, from, until }: { readonly caseId: string; readonly from: Instant; readonly until: Instant },
): Promise<Said | null> {
  const row = await db<ConsentRow>('consents')
    .where({ case_id: caseId, decision: 'refused', undone_at: null })
    .whereNot({ subject: 'follow_up' })
    .whereBetween('given_at', [from, until])
    .orderBy('given_at', 'desc')
    .first('given_by', 'given_at');
  return row === undefined ? null : { givenBy: row.given_by, givenAt: row.given_at };
}

/** Takes back what somebody refused in one answer: it came with an outcome that was wrong. */
export async function updateUndone(
  trx: Transaction,
  { caseId, givenBy, givenAt, at }: Said & { readonly caseId: string; readonly at: Instant },
): Promise<void> {
  await trx<ConsentRow>('consents')
    .where({ case_id: caseId, decision: 'refused', given_by: givenBy, given_at: givenAt, undone_at: null })
    .whereNot({ subject: 'follow_up' })
    .update({ undone_at: at });
}

/** Marks every consent of a case that still stands as taken back. */
export async function updateWithdrawn(trx: Transaction, caseId: string, at: Instant): Promise<void> {
  await trx<ConsentRow>('consents')
    .where({ case_id: caseId })
    .whereNull('withdrawn_at')
    .update({ withdrawn_at: at });
}
