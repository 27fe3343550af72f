import type { Actor, Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Claimant } from '../../domain/calling/claim.js';
import { CASE_DECISIONS, type CaseDecision, findActionHindrance } from '../../domain/contact/case-action.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { lockCase } from '../cases/case-claims.service.js';
import { explainCase, lookAtField } from '../cases/case-explanation.service.js';
import { addCaseEvent, type CaseFile, getCaseOfStudy, loadCaseFile } from '../cases/cases.service.js';
import { findNobodyFor, listClaimants, listInterviewers } from '../interviewers/interviewers.service.js';
import { settleBrokenOff } from '../interviews/settling.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { circumstancesOf, doAction, ensureInFieldwork } from './case-actions.service.js';

/** Which case, within its study. */
export interface CaseKey {
  readonly slug: string;
  readonly caseNumber: string;
}

/** One case that a supervisor decides about. */
export interface CaseToDecide {
  readonly study: Study;
  readonly file: CaseFile;
  /** Why it is called now, or why not. */
  readonly why: string;
  readonly missingEffort: readonly string[];
  /** What can be decided now. */
  readonly possible: readonly CaseDecision[];
  /** To whom it can be assigned. */
  readonly interviewers: readonly { readonly id: string; readonly name: string }[];
  readonly seenAt: Instant;
}

/** @throws UserProblem `not_found`, or `wrong_state` when the study is not in fieldwork */
export async function getCaseToDecide(
  app: Application,
  { slug, caseNumber }: CaseKey,
): Promise<CaseToDecide> {
  const db = app.database.read;
  const seenAt = app.clock();
  const study = await getStudy(db, slug);
  ensureInFieldwork(study);
  const file = await loadCaseFile(app, db, study, await getCaseOfStudy(db, study, caseNumber));
  const circumstances = circumstancesOf(file, {
    study,
    now: seenAt,
    nobodyFor: await findNobodyFor(db),
    seenAt,
  });
  const claimants = await listClaimants(db);
  const mayGet = (assignee: Claimant): boolean =>
    findActionHindrance('assign', file.state, { ...circumstances, assignee }) === null;
  const assignable = claimants.filter(mayGet).map(({ interviewerId }) => interviewerId);
  const isPossible = (decision: CaseDecision): boolean =>
    decision === 'assign'
      ? assignable.length > 0
      : findActionHindrance(decision, file.state, circumstances) === null;
  return {
    study,
    file,
    why: (await explainCase(app, db, await lookAtField(app, db, study), file)).sentence,
    missingEffort: circumstances.missingEffort,
    possible: CASE_DECISIONS.filter(isPossible),
    interviewers: (await listInterviewers(db)).filter(({ id }) => assignable.includes(id)),
    seenAt,
  };
}

/** What a supervisor decides about one case, and why. */
export interface DecisionInput extends CaseKey {
  readonly action: CaseDecision;
  /** To whom the case is assigned. */
  readonly interviewerId: string | null;
  readonly reason: string;
  readonly seenAt: Instant;
}

/**
 * Decides about one case.
 * @throws UserProblem `wrong_state` when it cannot be done, or not any more
 */
export async function decideCase(app: Application, actor: Actor, input: DecisionInput): Promise<void> {
  const { action, caseNumber, ...about } = input;
  if (action === 'give_up') return giveUp(app, actor, input);
  const done = await doAction(app, actor, { ...about, action, caseNumbers: [caseNumber] });
  if (done.actionId === null) throw impossible(caseNumber, done.whyLeft.join('; '));
}

/** Closes a case that nobody can be reached in; one attempt more opens it again, unless the interview so far is enough. */
async function giveUp(
  app: Application,
  actor: Actor,
  { slug, caseNumber, reason, seenAt }: DecisionInput,
): Promise<void> {
  await transaction(app.database, async (trx) => {
    const study = await getStudy(trx, slug);
    ensureInFieldwork(study);
    const { id: caseId } = await getCaseOfStudy(trx, study, caseNumber);
    await lockCase(trx, caseId);
    const file = await loadCaseFile(app, trx, study, await getCaseOfStudy(trx, study, caseNumber));
    const nobodyFor = await findNobodyFor(trx);
    const circumstances = circumstancesOf(file, { study, now: app.clock(), nobodyFor, seenAt });
    const hindrance = findActionHindrance('give_up', file.state, circumstances);
    if (hindrance !== null) throw impossible(caseNumber, hindrance);
    const isEnough = await settleBrokenOff(app, trx, study, file);
    const event = { kind: 'case_given_up', at: app.clock(), reason } as const;
    await addCaseEvent(app, trx, {
      caseId,
      event: isEnough ? { ...event, isEnough } : event,
      madeBy: actor.id,
    });
    await recordAudit(trx, actor, app.clock(), {
      action: 'case.give_up',
      objectKind: 'case',
      objectId: caseId,
      ...(isEnough ? { detail: { counts_as: 'partial' } } : {}),
    });
  });
}

function impossible(caseNumber: string, why: string): UserProblem {
  return new UserProblem('wrong_state', `Dit kan niet (meer) met casus ${caseNumber}: ${why}.`);
}
