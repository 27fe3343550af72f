import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { AppointmentAction, CaseAction } from '../../domain/contact/case-action.js';

/** Something that a supervisor did to one or more cases, as it was written down. */
export interface StoredAction {
  readonly id: string;
  readonly studyId: string;
  readonly kind: CaseAction | AppointmentAction | 'undo';
  /** To whom cases were assigned. */
  readonly interviewerId: string | null;
  readonly reason: string;
  readonly cases: number;
  readonly madeAt: Instant;
  readonly madeBy: string | null;
  /** The action that this one takes back. */
  readonly undoesActionId: string | null;
}

interface ActionRow {
  readonly id: string;
  readonly study_id: string;
  readonly kind: StoredAction['kind'];
  readonly interviewer_id: string | null;
  readonly reason: string;
  readonly cases: number;
  readonly made_at: Instant;
  readonly made_by: string | null;
  readonly undoes_action_id: string | null;
}

export async function insertAction(trx: Transaction, action: StoredAction): Promise<void> {
  await trx<ActionRow>('case_actions').insert({
    id: action.id,
    study_id: action.studyId,
    kind: action.kind,
    interviewer_id: action.interviewerId,
    reason: action.reason,
    cases: action.cases,
    made_at: action.madeAt,
    made_by: action.madeBy,
    undoes_action_id: action.undoesActionId,
  });
}

/** The newest first. */
export async function listActions(
  db: Reader,
  studyId: string,
  limit: number,
): Promise<readonly StoredAction[]> {
  const rows = await db<ActionRow>('case_actions')
    .where({ study_id: studyId })
    .orderBy([{ column: 'made_at', order: 'desc' }, { column: 'id' }])
    .limit(limit);
  return rows.map(toAction);
}

/** How many there were; found in the index on the study, however many cases it has. */
export async function countActions(db: Reader, studyId: string): Promise<number> {
  const row = await db('case_actions')
    .where({ study_id: studyId })
    .count<{ count: number | string }[]>({ count: '*' })
    .first();
  return Number(row?.count ?? 0);
}

export async function findAction(db: Reader, studyId: string, id: string): Promise<StoredAction | null> {
  const row = await db<ActionRow>('case_actions').where({ study_id: studyId, id }).first();
  return row === undefined ? null : toAction(row);
}

/** What took this action back, the first first. */
export async function listUndos(db: Reader, actionId: string): Promise<readonly StoredAction[]> {
  const rows = await db<ActionRow>('case_actions')
    .where({ undoes_action_id: actionId })
    .orderBy(['made_at', 'id']);
  return rows.map(toAction);
}

/** The cases to which an action was done, in the order of their keys. */
export async function listCaseIds(db: Reader, actionId: string): Promise<readonly string[]> {
  return db('case_events').where({ action_id: actionId }).orderBy('case_id').pluck<string[]>('case_id');
}

function toAction(row: ActionRow): StoredAction {
  return {
    id: row.id,
    studyId: row.study_id,
    kind: row.kind,
    interviewerId: row.interviewer_id,
    reason: row.reason,
    cases: row.cases,
    madeAt: row.made_at,
    madeBy: row.made_by,
    undoesActionId: row.undoes_action_id,
  };
}
