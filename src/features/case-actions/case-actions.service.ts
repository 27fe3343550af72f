import type { Actor, Application } from '../../application.js';
import { type Reader, type Transaction, transaction } from '../../database/database.js';
import type { Claimant } from '../../domain/calling/claim.js';
import type { Instant } from '../../domain/calendar/instant.js';
import {
  type ActionCircumstances,
  type AppointmentAction,
  type CaseAction,
  findActionHindrance,
} from '../../domain/contact/case-action.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { endAttempts, lockCases } from '../cases/case-claims.service.js';
import {
  addToHistories,
  type CaseFile,
  type CaseHappening,
  listCasesByNumber,
  loadCaseFiles,
} from '../cases/cases.service.js';
import { plannedCallOf } from '../cases/planned-call.service.js';
import {
  findNobodyFor,
  getClaimant,
  listInterviewers,
  type NobodyFor,
} from '../interviewers/interviewers.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import * as queries from './case-actions.queries.js';

/** More cases are not changed at once: for everybody there is the pause of a domain. */
export const MOST_CASES = 1000;

/** What somebody wants to do to which cases. */
export interface ActionInput {
  readonly slug: string;
  readonly action: CaseAction;
  /** To whom the cases are assigned. */
  readonly interviewerId: string | null;
  readonly caseNumbers: readonly string[];
  /** When somebody looked at the cases before deciding. */
  readonly seenAt: Instant;
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
export async function previewAction(
  app: Application,
  input: Omit<ActionInput, 'seenAt'>,
): Promise<SortedCases & Pick<ActionInput, 'seenAt'>> {
  const seenAt = app.clock();
  return { ...(await sortCases(app, app.database.read, { ...input, seenAt })), seenAt };
}

async function sortCases(app: Application, db: Reader, input: ActionInput): Promise<SortedCases> {
  const { action, caseNumbers } = input;
  const study = await getStudy(db, input.slug);
  ensureInFieldwork(study);
  const assignee = await findAssignee(db, input);
  const records = await listCasesByNumber(db, study, caseNumbers.slice(0, MOST_CASES));
  const possible: CaseFile[] = [];
  const impossible = new Map<string, string[]>();
  const around = { study, now: app.clock(), nobodyFor: await findNobodyFor(db), seenAt: input.seenAt };
  for (const file of await loadCaseFiles(app, db, study, records)) {
    const circumstances = circumstancesOf(file, around);
    const hindrance = findActionHindrance(action, file.state, {
      ...circumstances,
      assignee: assignee?.claimant ?? null,
    });
    if (hindrance === null) possible.push(file);
    else impossible.set(hindrance, [...(impossible.get(hindrance) ?? []), file.record.caseNumber]);
  }
  return { study, action, interviewer: assignee?.name ?? null, possible, impossible };
}

/** What besides the case decides what can be done to it now. */
export function circumstancesOf(
  file: CaseFile,
  {
    study: { rules },
    now,
    nobodyFor,
    seenAt,
  }: { study: Study; now: Instant; nobodyFor: NobodyFor; seenAt: Instant },
): ActionCircumstances {
  const { isCallPlanned, missingEffort } = plannedCallOf(file, { rules, now, nobodyFor });
  return {
    rules: rules.calling,
    isInHand: file.state.heldBy !== null && (file.record.leaseUntil ?? '') > now,
    assignee: null,
    seenAt,
    isCallPlanned,
    missingEffort,
  };
}

export function ensureInFieldwork({ status }: Study): void {
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
  /** Why, in Dutch, for the ones that were left. */
  readonly whyLeft: readonly string[];
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
    const { possible, impossible } = await sortCases(app, trx, input);
    const whyLeft = [...impossible.keys()];
    const left = input.caseNumbers.length - possible.length;
    if (possible.length === 0) return { actionId: null, done: 0, left, whyLeft };
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
    return { actionId, done: caseIds.length, left, whyLeft };
  });
}

/** What a supervisor does about the appointment of one case, in the transaction in which the case is locked. */
export interface AppointmentChange {
  readonly study: Study;
  readonly caseId: string;
  readonly kind: AppointmentAction;
  readonly reason: string;
  /** What happens to the case, as part of this action. */
  readonly eventOf: (actionId: string) => CaseHappening;
}

/** Writes an action about an appointment down, so that it stands in the history and can be taken back. */
export async function addAppointmentAction(
  app: Application,
  trx: Transaction,
  actor: Actor,
  { study, caseId, kind, reason, eventOf: happening }: AppointmentChange,
): Promise<void> {
  const actionId = app.newId();
  await queries.insertAction(trx, {
    id: actionId,
    studyId: study.id,
    kind,
    interviewerId: null,
    reason,
    cases: 1,
    madeAt: app.clock(),
    madeBy: actor.id,
    undoesActionId: null,
  });
  const change = { caseIds: [caseId], event: happening(actionId), madeBy: actor.id };
  await addToHistories(app, trx, study, change);
  await recordAudit(trx, actor, app.clock(), {
    action: `cases.${kind}`,
    objectKind: 'case_action',
    objectId: actionId,
    detail: { cases: 1 },
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
