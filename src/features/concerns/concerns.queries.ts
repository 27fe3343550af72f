import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { ConcernState } from '../../domain/concern/concern-state.js';

/** A concern as the vault stores it. */
export interface StoredConcern {
  readonly id: string;
  readonly studyId: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly isUrgent: boolean;
  readonly state: ConcernState;
  readonly textSealed: string;
  readonly reportedAt: Instant;
  readonly reportedBy: string | null;
}

export type ConcernEventKind = 'reported' | 'read' | 'taken_in_hand' | 'noted' | 'settled' | 'reopened';

/** An entry in the log of one concern. */
export interface StoredConcernEvent {
  readonly concernId: string;
  readonly sequence: number;
  readonly kind: ConcernEventKind;
  readonly noteSealed: string | null;
  readonly at: Instant;
  readonly madeBy: string | null;
}

interface ConcernRow {
  readonly id: string;
  readonly study_id: string;
  readonly case_id: string;
  readonly is_urgent: number;
  readonly state: ConcernState;
  readonly text_sealed: string;
  readonly reported_at: Instant;
  readonly reported_by: string | null;
}

interface EventRow {
  readonly concern_id: string;
  readonly sequence: number;
  readonly kind: ConcernEventKind;
  readonly note_sealed: string | null;
  readonly occurred_at: Instant;
  readonly made_by: string | null;
}

export async function insertConcern(
  trx: Transaction,
  concern: Omit<StoredConcern, 'caseNumber' | 'state'>,
): Promise<void> {
  await trx<ConcernRow>('vault_concerns').insert({
    id: concern.id,
    study_id: concern.studyId,
    case_id: concern.caseId,
    is_urgent: concern.isUrgent ? 1 : 0,
    state: 'new',
    text_sealed: concern.textSealed,
    reported_at: concern.reportedAt,
    reported_by: concern.reportedBy,
  });
}

export async function insertEvent(trx: Transaction, event: StoredConcernEvent): Promise<void> {
  await trx<EventRow>('vault_concern_events').insert({
    concern_id: event.concernId,
    sequence: event.sequence,
    kind: event.kind,
    note_sealed: event.noteSealed,
    occurred_at: event.at,
    made_by: event.madeBy,
  });
}

export async function updateState(trx: Transaction, id: string, state: ConcernState): Promise<void> {
  await trx<ConcernRow>('vault_concerns').where({ id }).update({ state });
}

/** Makes others who lock the same concern wait, so that two steps at once do not both count. */
export async function lockConcern(trx: Transaction, id: string): Promise<void> {
  await trx<ConcernRow>('vault_concerns').where({ id }).forUpdate().select('id');
}

type JoinedRow = ConcernRow & { readonly case_number: string };

/** Concerns of a study, urgent ones first and then the oldest. */
export async function listConcerns(db: Reader, studyId: string): Promise<readonly StoredConcern[]> {
  const rows = await db('vault_concerns')
    .join('cases', 'cases.id', 'vault_concerns.case_id')
    .where('vault_concerns.study_id', studyId)
    .orderBy([
      { column: 'is_urgent', order: 'desc' },
      { column: 'reported_at' },
      { column: 'vault_concerns.id' },
    ])
    .select<JoinedRow[]>('vault_concerns.*', 'cases.case_number');
  return rows.map(toConcern);
}

export async function findConcern(db: Reader, id: string): Promise<StoredConcern | null> {
  const row = await db('vault_concerns')
    .join('cases', 'cases.id', 'vault_concerns.case_id')
    .where('vault_concerns.id', id)
    .first<JoinedRow | undefined>('vault_concerns.*', 'cases.case_number');
  return row === undefined ? null : toConcern(row);
}

export async function listEvents(db: Reader, concernId: string): Promise<readonly StoredConcernEvent[]> {
  const rows = await db<EventRow>('vault_concern_events')
    .where({ concern_id: concernId })
    .orderBy('sequence');
  return rows.map((row) => ({
    concernId: row.concern_id,
    sequence: row.sequence,
    kind: row.kind,
    noteSealed: row.note_sealed,
    at: row.occurred_at,
    madeBy: row.made_by,
  }));
}

/** How many concerns of a study are in each state. */
export async function countByState(db: Reader, studyId: string): Promise<ReadonlyMap<ConcernState, number>> {
  const rows: { state: ConcernState; count: number | string }[] = await db('vault_concerns')
    .where({ study_id: studyId })
    .groupBy('state')
    .select('state')
    .count({ count: '*' });
  return new Map(rows.map(({ state, count }) => [state, Number(count)]));
}

export async function listOfCase(
  db: Reader,
  caseId: string,
): Promise<readonly { readonly id: string; readonly state: ConcernState }[]> {
  return db<ConcernRow>('vault_concerns').where({ case_id: caseId }).orderBy('id').select('id', 'state');
}

export async function deleteConcerns(trx: Transaction, ids: readonly string[]): Promise<void> {
  await trx('vault_concern_events')
    .whereIn('concern_id', [...ids])
    .delete();
  await trx('vault_concerns')
    .whereIn('id', [...ids])
    .delete();
}

function toConcern(row: JoinedRow): StoredConcern {
  return {
    id: row.id,
    studyId: row.study_id,
    caseId: row.case_id,
    caseNumber: row.case_number,
    isUrgent: row.is_urgent === 1,
    state: row.state,
    textSealed: row.text_sealed,
    reportedAt: row.reported_at,
    reportedBy: row.reported_by,
  };
}
