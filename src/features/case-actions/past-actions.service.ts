import type { Actor, Application } from '../../application.js';
import { type Reader, transaction } from '../../database/database.js';
import { findActionUndoHindrance } from '../../domain/contact/case-action.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { lockCases } from '../cases/case-claims.service.js';
import { addToHistories, listCasesById, listHistoriesOf } from '../cases/cases.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { listUsers } from '../users/users.service.js';
import { ensureInFieldwork } from './case-actions.service.js';
import * as queries from './case-actions.queries.js';
import type { StoredAction } from './case-actions.queries.js';

export { countActions } from './case-actions.queries.js';
export type { StoredAction } from './case-actions.queries.js';

/** One action with what became of it. */
export interface ActionOverview {
  readonly study: Study;
  readonly action: StoredAction;
  readonly undos: readonly StoredAction[];
  /** Numbers of its cases, the first ones. */
  readonly caseNumbers: readonly string[];
  readonly undo: SortedUndo;
  readonly names: ReadonlyMap<string, string>;
}

/** For which cases an action can be taken back, and why not for the others. */
export interface SortedUndo {
  readonly possible: readonly string[];
  /** Case numbers by the reason, in Dutch. */
  readonly impossible: ReadonlyMap<string, readonly string[]>;
}

/** @throws UserProblem `not_found` */
export async function getAction(app: Application, slug: string, id: string): Promise<ActionOverview> {
  const db = app.database.read;
  const study = await getStudy(db, slug);
  const action = await getStored(db, study, id);
  const records = await listCasesById(db, await queries.listCaseIds(db, id));
  return {
    study,
    action,
    undos: await queries.listUndos(db, id),
    caseNumbers: records.map(({ caseNumber }) => caseNumber).toSorted(),
    undo: await sortUndo(db, action),
    names: await namesOfUsers(app),
  };
}

async function getStored(db: Reader, study: Study, id: string): Promise<StoredAction> {
  const action = await queries.findAction(db, study.id, id);
  if (action === null) throw new UserProblem('not_found');
  return action;
}

async function namesOfUsers(app: Application): Promise<ReadonlyMap<string, string>> {
  return new Map((await listUsers(app)).map(({ id, name }) => [id, name]));
}

async function sortUndo(db: Reader, { id, kind }: StoredAction): Promise<SortedUndo> {
  const possible: string[] = [];
  const impossible = new Map<string, string[]>();
  if (kind === 'undo' || kind === 'release') return { possible, impossible };
  const records = await listCasesById(db, await queries.listCaseIds(db, id));
  const histories = await listHistoriesOf(db, records);
  for (const record of records) {
    const hindrance = findActionUndoHindrance(histories.get(record.id) ?? [], id);
    if (hindrance === null) possible.push(record.id);
    else impossible.set(hindrance, [...(impossible.get(hindrance) ?? []), record.caseNumber]);
  }
  return { possible, impossible };
}

/**
 * Takes an action back for every case to which nothing happened since.
 * @returns for how many cases, and how many were left as they are
 * @throws UserProblem `wrong_state` when it cannot be taken back for any case
 */
export async function undoAction(
  app: Application,
  actor: Actor,
  { slug, actionId, reason }: { readonly slug: string; readonly actionId: string; readonly reason: string },
): Promise<{ readonly done: number; readonly left: number }> {
  return transaction(app.database, async (trx) => {
    const study = await getStudy(trx, slug);
    ensureInFieldwork(study);
    const action = await getStored(trx, study, actionId);
    await lockCases(app, trx, await queries.listCaseIds(trx, actionId));
    const { possible } = await sortUndo(trx, action);
    if (possible.length === 0) {
      throw new UserProblem('wrong_state', 'Van deze actie is niets (meer) terug te draaien.');
    }
    const id = app.newId();
    await queries.insertAction(trx, {
      id,
      studyId: study.id,
      kind: 'undo',
      interviewerId: null,
      reason,
      cases: possible.length,
      madeAt: app.clock(),
      madeBy: actor.id,
      undoesActionId: actionId,
    });
    const event = { kind: 'action_undone', at: app.clock(), actionId, reason } as const;
    await addToHistories(app, trx, study, { caseIds: possible, event, madeBy: actor.id });
    await recordAudit(trx, actor, app.clock(), {
      action: 'cases.undo',
      objectKind: 'case_action',
      objectId: actionId,
      detail: { cases: possible.length },
    });
    return { done: possible.length, left: action.cases - possible.length };
  });
}

/** What supervisors did to cases of a study, the newest first. */
export async function listStudyActions(
  app: Application,
  slug: string,
): Promise<{
  readonly study: Study;
  readonly actions: readonly StoredAction[];
  readonly names: ReadonlyMap<string, string>;
}> {
  const study = await getStudy(app.database.read, slug);
  return {
    study,
    actions: await queries.listActions(app.database.read, study.id, MOST_ACTIONS),
    names: await namesOfUsers(app),
  };
}

/** As many as anybody reads back. */
const MOST_ACTIONS = 100;
