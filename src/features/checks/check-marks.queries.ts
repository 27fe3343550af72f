import { insertRows, pieces } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { ExclusionReason } from '../../domain/checks/exclusion-reason.js';

/** What one organisation said about one client. */
export interface StoredMark {
  readonly organisationId: string;
  readonly caseId: string;
  readonly reason: ExclusionReason;
  readonly markedBy: 'contact' | 'researcher';
  /** Why it came after the closing day, sealed; `null` for a mark that came in time. */
  readonly explanation: string | null;
  readonly markedAt: Instant;
  /** `null` as long as it can be taken back. */
  readonly carriedOutAt: Instant | null;
}

/** Equal marks of one organisation. */
export interface MarkTally {
  readonly organisationId: string;
  readonly reason: ExclusionReason;
  readonly isCarriedOut: boolean;
  readonly count: number;
}

interface MarkRow {
  readonly organisation_id: string;
  readonly case_id: string;
  readonly reason: ExclusionReason;
  readonly marked_by: 'contact' | 'researcher';
  readonly explanation_sealed: string | null;
  readonly marked_at: string;
  readonly carried_out_at: string | null;
}

/** All marks of one organisation, the oldest first. */
export async function listMarks(db: Reader, organisationId: string): Promise<readonly StoredMark[]> {
  const rows = await db<MarkRow>('vault_check_marks')
    .where({ organisation_id: organisationId })
    .orderBy(['marked_at', 'case_id']);
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    caseId: row.case_id,
    reason: row.reason,
    markedBy: row.marked_by,
    explanation: row.explanation_sealed,
    markedAt: row.marked_at as Instant,
    carriedOutAt: row.carried_out_at as Instant | null,
  }));
}

export async function countMarks(
  db: Reader,
  organisationIds: readonly string[],
): Promise<readonly MarkTally[]> {
  const rows = await db('vault_check_marks')
    .whereIn('organisation_id', [...organisationIds])
    .groupBy('organisation_id', 'reason')
    .select<
      { organisation_id: string; reason: ExclusionReason; all: number | string; done: number | string }[]
    >(
      'organisation_id',
      'reason',
      db.raw('count(*) as ??', ['all']),
      db.raw('count(carried_out_at) as ??', ['done']),
    );
  return rows.flatMap((row) => {
    const { organisation_id: organisationId, reason } = row;
    const done = Number(row.done);
    return [
      { organisationId, reason, isCarriedOut: true, count: done },
      { organisationId, reason, isCarriedOut: false, count: Number(row.all) - done },
    ];
  });
}

/** Organisations with marks that nobody carried out yet. */
export async function listPendingOrganisations(db: Reader, studyId: string): Promise<readonly string[]> {
  return db('vault_check_marks')
    .join('organisations', 'organisations.id', 'vault_check_marks.organisation_id')
    .where('organisations.study_id', studyId)
    .whereNull('carried_out_at')
    .orderBy('organisation_id')
    .distinct()
    .pluck<string[]>('organisation_id');
}

/** Puts marks in the place of those about the same clients. */
export async function replaceMarks(trx: Transaction, marks: readonly StoredMark[]): Promise<void> {
  const [first] = marks;
  if (first === undefined) return;
  await deleteMarks(
    trx,
    first.organisationId,
    marks.map(({ caseId }) => caseId),
  );
  const rows: MarkRow[] = marks.map((mark) => ({
    organisation_id: mark.organisationId,
    case_id: mark.caseId,
    reason: mark.reason,
    marked_by: mark.markedBy,
    explanation_sealed: mark.explanation,
    marked_at: mark.markedAt,
    carried_out_at: mark.carriedOutAt,
  }));
  await insertRows(trx, 'vault_check_marks', rows);
}

export async function deleteMarks(
  trx: Transaction,
  organisationId: string,
  caseIds: readonly string[],
): Promise<void> {
  for (const piece of pieces(caseIds)) {
    await trx('vault_check_marks')
      .where({ organisation_id: organisationId })
      .whereIn('case_id', [...piece])
      .delete();
  }
}
