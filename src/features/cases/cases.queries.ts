import { pieces } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { ExclusionReason } from '../../domain/contact/case-event.js';
import type { CaseStatus } from '../../domain/contact/case-status.js';
import type { CaseRecord, StoredState } from './case-record.js';
import { type CaseRow, toCase } from './case-row.js';

/** In the order of their keys. */
export async function listCases(db: Reader, ids: readonly string[]): Promise<readonly CaseRecord[]> {
  const rows: CaseRow[] = [];
  for (const piece of pieces(ids.toSorted())) {
    rows.push(
      ...(await db<CaseRow>('cases')
        .whereIn('id', [...piece])
        .orderBy('id')),
    );
  }
  return rows.map(toCase);
}

/** Cases with one of these statuses, in the order of their numbers. */
export async function listCasesWithStatus(
  db: Reader,
  studyId: string,
  statuses: readonly CaseStatus[],
): Promise<readonly CaseRecord[]> {
  const rows = await db<CaseRow>('cases')
    .where({ study_id: studyId })
    .whereIn('status', [...statuses])
    .orderBy('case_number');
  return rows.map(toCase);
}

/** The first cases with an appointment in a span of time that still stands, in the order of time. */
export async function listAppointedCases(
  db: Reader,
  studyId: string,
  { from, until, limit }: { from: Instant; until: Instant; limit: number },
): Promise<readonly CaseRecord[]> {
  const rows = await db<CaseRow>('cases')
    .where({ study_id: studyId })
    .where('appointment_at', '>=', from)
    .where('appointment_at', '<', until)
    .orderBy(['appointment_at', 'id'])
    .limit(limit);
  return rows.map(toCase);
}

/** Cases of studies in fieldwork with an appointment that may still stand, made by this interviewer or assigned to them. */
export async function listCasesWithAppointmentOf(
  db: Reader,
  interviewerId: string,
): Promise<readonly CaseRecord[]> {
  const rows = await db<CaseRow>('cases')
    .whereIn(
      'id',
      db('appointments')
        .where({ interviewer_id: interviewerId })
        .select('case_id as id')
        .union(db('cases').where({ assigned_to: interviewerId }).select('id')),
    )
    .whereIn('status', ['appointment', 'broken_off'])
    .whereIn('study_id', db('studies').where({ status: 'fieldwork' }).select('id'))
    .orderBy('case_number');
  return rows.map(toCase);
}

/** The cases that an interviewer has in hand, in one study or in all. */
export async function listHeldCases(
  db: Reader,
  { studyId, interviewerId }: { studyId?: string; interviewerId?: string },
): Promise<readonly CaseRecord[]> {
  const query = db<CaseRow>('cases')
    .whereNotNull('lease_interviewer_id')
    .orderBy('case_number')
    .orderBy('id');
  if (studyId !== undefined) void query.where({ study_id: studyId });
  if (interviewerId !== undefined) void query.where({ lease_interviewer_id: interviewerId });
  return (await query).map(toCase);
}

export async function listCasesByNumber(
  db: Reader,
  studyId: string,
  caseNumbers: readonly string[],
): Promise<readonly CaseRecord[]> {
  const rows: CaseRow[] = [];
  for (const piece of pieces([...new Set(caseNumbers)].toSorted())) {
    rows.push(
      ...(await db<CaseRow>('cases')
        .where({ study_id: studyId })
        .whereIn('case_number', [...piece])
        .orderBy('case_number')),
    );
  }
  return rows.map(toCase);
}

export async function findCaseOfStudy(
  db: Reader,
  studyId: string,
  caseNumber: string,
): Promise<CaseRecord | null> {
  const row = await db<CaseRow>('cases').where({ study_id: studyId, case_number: caseNumber }).first();
  return row === undefined ? null : toCase(row);
}

export async function isCaseNumberKnown(db: Reader, caseNumber: string): Promise<boolean> {
  return (await db<CaseRow>('cases').where({ case_number: caseNumber }).first('id')) !== undefined;
}

/** Cases of a replicate that the organisations did not exclude and that are not in the field yet. */
export async function listReleasable(
  db: Reader,
  studyId: string,
  replicate: number,
): Promise<readonly string[]> {
  return (await db('cases')
    .where({ study_id: studyId, replicate })
    .whereNull('released_at')
    .whereNull('exclusion_reason')
    .orderBy('id')
    .pluck('id')) as string[];
}

export async function updateReleased(trx: Transaction, ids: readonly string[], at: Instant): Promise<void> {
  for (const piece of pieces(ids)) {
    await trx('cases')
      .whereIn('id', [...piece])
      .update({ released_at: at });
  }
}

export async function updateExcluded(
  trx: Transaction,
  caseId: string,
  { reason, at }: { reason: ExclusionReason; at: Instant },
): Promise<void> {
  await trx('cases').where({ id: caseId }).update({ exclusion_reason: reason, excluded_at: at });
}

/**
 * Stores what follows from the history of a case.
 * @returns by how much the places taken in its domain change: 1, 0 or -1
 */
export async function updateState(
  trx: Transaction,
  { id, holdsSeat: heldBefore }: Pick<CaseRecord, 'id' | 'holdsSeat'>,
  state: StoredState,
): Promise<number> {
  const due = state.due ?? NOT_DUE;
  await trx('cases')
    .where({ id })
    .update({
      status: state.status,
      rate_group: state.rateGroup,
      attempt_count: state.attemptCount,
      attention: state.attention,
      first_called_at: state.firstCalledAt,
      last_called_at: state.lastCalledAt,
      last_asked_role: trx.raw(LAST_ASKED, [id, id]),
      // Of whoever is out of the study no more is kept than that, and why.
      ...(OUT_OF_STUDY.includes(state.status)
        ? { age_band: null, sex: null, first_time: null, last_asked_role: null }
        : {}),
      appointment_at: state.appointmentAt,
      due_kind: due.kind,
      due_rank: due.rank,
      due_slot: due.slot,
      due_at: due.at,
      due_until: due.until,
      due_language: due.language,
      due_interviewer_id: due.interviewerId,
      due_reserved_until: due.reservedUntil,
      assigned_to: state.assignedTo,
    });
  if (heldBefore === state.holdsSeat) return 0;
  // Conditional, so that two writes at once do not count one place twice.
  const moved = await trx('cases')
    .where({ id, holds_seat: heldBefore ? 1 : 0 })
    .update({ holds_seat: state.holdsSeat ? 1 : 0 });
  return (state.holdsSeat ? 1 : -1) * moved;
}

const OUT_OF_STUDY: readonly CaseStatus[] = ['excluded', 'withdrawn'];

/** Whom a decision was asked of last, or whom the last call was for. */
const LAST_ASKED = `(select role from (
  select given_by as role, given_at as asked_at, 1 as rank from consents where case_id = ? and undone_at is null
  union all
  select asked_for as role, dialled_at as asked_at, 0 as rank from calls where case_id = ?
) as asked order by asked_at desc, rank desc limit 1)`;

const NOT_DUE = {
  kind: null,
  rank: null,
  slot: null,
  at: null,
  until: null,
  language: null,
  interviewerId: null,
  reservedUntil: null,
};

export interface StatusCount {
  readonly domainId: string;
  readonly status: CaseStatus;
  readonly count: number;
}

export async function countByStatus(db: Reader, studyId: string): Promise<readonly StatusCount[]> {
  const rows: { domain_id: string; status: CaseStatus; count: number | string }[] = await db('cases')
    .where({ study_id: studyId })
    .groupBy('domain_id', 'status')
    .select('domain_id', 'status')
    .count({ count: '*' });
  return rows.map((row) => ({ domainId: row.domain_id, status: row.status, count: Number(row.count) }));
}
