import type { Actor, Application } from '../../application.js';
import { type Reader, transaction } from '../../database/database.js';
import type { Claimant } from '../../domain/calling/claim.js';
import {
  type CaseAction,
  findActionHindrance,
  findActionUndoHindrance,
} from '../../domain/contact/case-action.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { endAttempts, lockCases } from '../cases/case-claims.service.js';
import {
  addToHistories,
  type CaseFile,
  type CaseHappening,
  listCasesByNumber,
  listCasesById,
  listHistoriesOf,
  loadCaseFiles,
} from '../cases/cases.service.js';
import { getClaimant, listInterviewers } from '../interviewers/interviewers.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { listUsers } from '../users/users.service.js';
import * as queries from './case-actions.queries.js';
import type { StoredAction } from './case-actions.queries.js';

export type { StoredAction } from './case-actions.queries.js';

/** More cases are not changed at once: for everybody there is the pause of a domain. */
export const MOST_CASES = 1000;

/** What somebody wants to do to which cases. */
export interface ActionInput {
  readonly slug: string;
  readonly action: CaseAction;
  /** To whom the cases are assigned. */
  readonly interviewerId: string | null;
  readonly caseNumbers: readonly string[];
}

/** What an action would do, or did: which cases it is possible for, and why not for the others. */
export interface SortedCases {
  readonly study: Study;
  readonly action: CaseAction;
  readonly interviewer: string | null;
  readonly possible: readonly CaseFile[];
  /** Case numbers by the reason, in Dutch. */
  readonly impossible: ReadonlyMap<string, readonly string[]>;
}

/** What an action would do to these cases, without doing it. */
export async function previewAction(app: Application, input: ActionInput): Promise<SortedCases> {
  return sortCases(app, app.database.read, input);
}

async function sortCases(app: Application, db: Reader, input: ActionInput): Promise<SortedCases> {
  const { action, caseNumbers } = input;
  const study = await getStudy(db, input.slug);
  ensureInFieldwork(study);
  const assignee = await findAssignee(db, input);
  const records = await listCasesByNumber(db, study, caseNumbers.slice(0, MOST_CASES));
  const possible: CaseFile[] = [];
  const impossible = new Map<string, string[]>();
  const now = app.clock();
  for (const file of await loadCaseFiles(app, db, study, records)) {
    const hindrance = findActionHindrance(action, file.state, {
      rules: study.rules.calling,
      isInHand: file.state.heldBy !== null && (file.record.leaseUntil ?? '') > now,
      assignee: assignee?.claimant ?? null,
    });
    if (hindrance === null) possible.push(file);
    else impossible.set(hindrance, [...(impossible.get(hindrance) ?? []), file.record.caseNumber]);
  }
  return { study, action, interviewer: assignee?.name ?? null, possible, impossible };
}

function ensureInFieldwork({ status }: Study): void {
  if (status !== 'fieldwork') throw new UserProblem('wrong_state', 'Dit onderzoek is niet in veldwerk.');
}

async function findAssignee(
  db: Reader,
  { action, interviewerId }: ActionInput,
): Promise<{ readonly claimant: Claimant; readonly name: string } | null> {
  if (action !== 'assign') return null;
  const chosen = (await listInterviewers(db)).find(({ id }) => id === interviewerId);
  if (chosen === undefined) throw new UserProblem('invalid_input', 'Kies een enquêteur die nog belt.');
  return { claimant: await getClaimant(db, chosen.id), name: chosen.name };
}

/** What was done, and which cases were left as they were. */
export interface DoneAction {
  /** `null` when nothing could be done. */
  readonly actionId: string | null;
  readonly done: number;
  readonly left: number;
}

/**
 * Does something to these cases, as far as it is possible for each of them now, as one action that can be taken back.
 * @throws UserProblem `wrong_state` when the study is not in fieldwork
 */
export async function doAction(
  app: Application,
  actor: Actor,
  input: ActionInput & { readonly reason: string },
): Promise<DoneAction> {
  return transaction(app.database, async (trx) => {
    const study = await getStudy(trx, input.slug);
    const records = await listCasesByNumber(trx, study, input.caseNumbers.slice(0, MOST_CASES));
    await lockCases(
      app,
      trx,
      records.map(({ id }) => id),
    );
    const { possible } = await sortCases(app, trx, input);
    const left = input.caseNumbers.length - possible.length;
    if (possible.length === 0) return { actionId: null, done: 0, left };
    const actionId = app.newId();
    const caseIds = possible.map(({ record: { id } }) => id);
    await queries.insertAction(trx, {
      id: actionId,
      studyId: study.id,
      kind: input.action,
      interviewerId: input.action === 'assign' ? input.interviewerId : null,
      reason: input.reason,
      cases: caseIds.length,
      madeAt: app.clock(),
      madeBy: actor.id,
      undoesActionId: null,
    });
    if (input.action === 'release') await endAttempts(app, trx, caseIds);
    const event = eventOf(app, actionId, input);
    await addToHistories(app, trx, study, { caseIds, event, madeBy: actor.id });
    await recordAudit(trx, actor, app.clock(), {
      action: `cases.${input.action}`,
      objectKind: 'case_action',
      objectId: actionId,
      detail: { cases: caseIds.length },
    });
    return { actionId, done: caseIds.length, left };
  });
}

function eventOf(app: Application, actionId: string, { action, interviewerId }: ActionInput): CaseHappening {
  const of = { at: app.clock(), actionId };
  switch (action) {
    case 'assign':
      return { ...of, kind: 'case_assigned', interviewerId };
    case 'unassign':
      return { ...of, kind: 'case_assigned', interviewerId: null };
    case 'pause':
      return { ...of, kind: 'case_paused' };
    case 'resume':
      return { ...of, kind: 'case_resumed' };
    case 'extend':
      return { ...of, kind: 'attempts_extended', by: 1 };
    case 'release':
      return { ...of, kind: 'case_taken_back' };
    case 'allow':
      return { ...of, kind: 'conversion_decided', isAllowed: true };
    case 'refuse':
      return { ...of, kind: 'conversion_decided', isAllowed: false };
  }
}

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
