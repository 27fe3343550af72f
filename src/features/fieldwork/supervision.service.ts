import type { Actor, Application } from '../../application.js';
import { type Reader, type Transaction, transaction } from '../../database/database.js';
import { type Instant, localTime } from '../../domain/calendar/instant.js';
import type { CallPlan, DuePlan, NotDueReason } from '../../domain/calling/call-plan.js';
import { languagesWithoutCaller } from '../../domain/calling/contact-language.js';
import { contactEffort } from '../../domain/calling/contact-effort.js';
import { explain } from '../../domain/calling/explain.js';
import type { CaseEvent } from '../../domain/contact/case-event.js';
import { CASE_STATUS_TABLE } from '../../domain/contact/case-status.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { endAttempt, lockCase } from '../cases/case-claims.service.js';
import {
  addCaseEvent,
  type CaseFile,
  type CaseHappening,
  getCaseOfStudy,
  loadCaseFile,
  loadCaseFiles,
  permittedPlan,
} from '../cases/cases.service.js';
import {
  countWaiting,
  listWaiting,
  WAITING_REASONS,
  type WaitingReason,
} from '../cases/waiting-cases.service.js';
import { listClaimants } from '../interviewers/interviewers.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';

/** A case without a next call, and why. */
export interface StuckCase {
  readonly file: CaseFile;
  readonly reason: string;
  /** What must still be tried before it may be closed as not reached. */
  readonly missingEffort: readonly string[];
  /** Whether one more attempt helps, and the rules of the study allow it. */
  readonly mayExtend: boolean;
  /** Whether the effort that the study asks for was made, or cannot be made any more. */
  readonly mayClose: boolean;
  /** Whether a call is planned that can be made: then there is nothing to decide. */
  readonly isRunning: boolean;
}

/** Cases that nobody will call unless the supervisor decides. */
export interface Decisions {
  readonly study: Study;
  /** Soft refusals on which the supervisor decides. */
  readonly toDecide: readonly CaseFile[];
  readonly stuck: readonly StuckCase[];
  /** How many there are of each, the ones that are not listed included. */
  readonly waiting: Readonly<Record<WaitingReason, number>>;
}

/**
 * The cases that wait for the supervisor, in the order of their numbers.
 * @param limit how many of each kind are listed at most; without it all of them
 */
export async function getDecisions(app: Application, slug: string, limit?: number): Promise<Decisions> {
  const db = app.database.read;
  const study = await getStudy(db, slug);
  const unspoken = await listUnspoken(db);
  const search = { studyId: study.id, now: app.clock(), unspoken };
  const waiting = await countWaiting(db, search);
  const listed = async (reason: WaitingReason): Promise<readonly CaseFile[]> =>
    waiting[reason] === 0 ? [] : loadCaseFiles(app, db, study, await listWaiting(db, reason, search, limit));
  const stuck: CaseFile[] = [];
  for (const reason of WAITING_REASONS) if (reason !== 'refusal') stuck.push(...(await listed(reason)));
  return {
    study,
    toDecide: await listed('refusal'),
    stuck: stuck
      .toSorted((one, other) => (one.record.caseNumber < other.record.caseNumber ? -1 : 1))
      .map((file) => stuckCase(app, study, file, unspoken)),
    waiting,
  };
}

/** Reasons that go away when the supervisor adds an attempt. */
const SPENT: readonly NotDueReason[] = ['attempts_used', 'dials_used', 'resumes_used'];

async function listUnspoken(db: Reader): Promise<readonly string[]> {
  return languagesWithoutCaller((await listClaimants(db)).flatMap(({ languages }) => languages));
}

/** A call that is planned for a language that nobody speaks, or whose days are over. */
function canNeverBeMade(plan: DuePlan, now: Instant, unspoken: readonly string[]): boolean {
  const isOver = plan.expiresAt !== null && plan.expiresAt <= now;
  return isOver || (plan.language !== null && unspoken.includes(plan.language));
}

function stuckCase(app: Application, study: Study, file: CaseFile, unspoken: readonly string[]): StuckCase {
  const { calling } = study.rules;
  const plan = permittedPlan(file, study.rules, localTime(app.clock()).date);
  const isSpent = !plan.isDue && SPENT.includes(plan.reason);
  const missingEffort = isSpent ? contactEffort(file.state, calling).missing : [];
  const mayExtend = isSpent && file.state.addedAttempts < calling.attemptsExtensionLimit;
  const isRunning = plan.isDue && !canNeverBeMade(plan, app.clock(), unspoken);
  return {
    file,
    reason: whyStuck(app, study, file, plan),
    missingEffort,
    mayExtend,
    mayClose: !isRunning && (missingEffort.length === 0 || !mayExtend),
    isRunning,
  };
}

function whyStuck(app: Application, { rules }: Study, { record, state }: CaseFile, plan: CallPlan): string {
  if (!plan.isDue && plan.reason === 'no_number') return 'Er is geen nummer dat mag worden gebeld.';
  if (record.dueLanguage !== null) return 'Wacht op een enquêteur die de taal spreekt.';
  return explain(state, rules.calling, app.clock()).sentence;
}

/** What a supervisor can decide about a case that waits. */
export const SUPERVISOR_DECISIONS = ['allow', 'refuse', 'extend', 'resume', 'give_up'] as const;

export type SupervisorDecision = (typeof SUPERVISOR_DECISIONS)[number];

type NewHappening<Event = CaseHappening> = Event extends CaseEvent ? Omit<Event, 'at'> : never;

const EVENTS: Readonly<Record<SupervisorDecision, NewHappening>> = {
  allow: { kind: 'conversion_decided', isAllowed: true },
  refuse: { kind: 'conversion_decided', isAllowed: false },
  extend: { kind: 'attempts_extended', by: 1 },
  resume: { kind: 'case_resumed' },
  give_up: { kind: 'case_given_up' },
};

/**
 * Decides about a soft refusal, or about a case that nobody can be reached in.
 * @throws UserProblem `wrong_state` when somebody has the case, or it is not for deciding any more
 */
export async function decideCase(
  app: Application,
  actor: Actor,
  input: { slug: string; caseNumber: string; decision: SupervisorDecision },
): Promise<void> {
  await transaction(app.database, async (trx) => {
    const { study, file } = await lockedCase(app, trx, input);
    if (file.record.leaseInterviewerId !== null && file.state.heldBy !== null) {
      throw new UserProblem('wrong_state', 'Een enquêteur heeft deze casus nu.');
    }
    const isRefusal = file.state.status === 'conversion_asked';
    const isAboutRefusal = input.decision === 'allow' || input.decision === 'refuse';
    if (isRefusal !== isAboutRefusal || CASE_STATUS_TABLE[file.state.status].isFinal) {
      throw new UserProblem('wrong_state', 'Over deze casus is al besloten.');
    }
    ensureAllowed(input.decision, stuckCase(app, study, file, await listUnspoken(trx)));
    const event = { ...EVENTS[input.decision], at: app.clock() } as CaseHappening;
    await addCaseEvent(app, trx, { caseId: file.record.id, event, madeBy: actor.id });
    await recordAudit(trx, actor, app.clock(), {
      action: `case.${input.decision}`,
      objectKind: 'case',
      objectId: file.record.id,
    });
  });
}

function ensureAllowed(
  decision: SupervisorDecision,
  { file, mayExtend, mayClose, isRunning, missingEffort }: StuckCase,
): void {
  if (decision === 'give_up' && isRunning) {
    throw new UserProblem(
      'wrong_state',
      'Voor deze casus is nog een belpoging gepland. Sluiten kan pas als er geen volgende poging meer is.',
    );
  }
  if (decision === 'resume' && !file.state.isPaused) {
    throw new UserProblem('wrong_state', 'Deze casus is niet gepauzeerd.');
  }
  if (decision === 'extend' && !mayExtend) {
    throw new UserProblem('wrong_state', 'Er mogen geen pogingen meer bij.');
  }
  if (decision === 'give_up' && !mayClose) {
    const missing = missingEffort.join(', ');
    throw new UserProblem(
      'wrong_state',
      `Voor sluiten is de inzet nog te klein: ${missing}. Geef een poging erbij.`,
    );
  }
}

/** Takes a case out of the hands of an interviewer who is not coming back. */
export async function releaseCase(
  app: Application,
  actor: Actor,
  input: { slug: string; caseNumber: string },
): Promise<void> {
  await transaction(app.database, async (trx) => {
    const { record } = (await lockedCase(app, trx, input)).file;
    await endAttempt(app, trx, record.id);
    await recordAudit(trx, actor, app.clock(), {
      action: 'case.release',
      objectKind: 'case',
      objectId: record.id,
      detail: { interviewer: record.leaseInterviewerId },
    });
  });
}

async function lockedCase(
  app: Application,
  trx: Transaction,
  { slug, caseNumber }: { slug: string; caseNumber: string },
): Promise<{ study: Study; file: CaseFile }> {
  const study = await getStudy(trx, slug);
  await lockCase(trx, (await getCaseOfStudy(trx, study, caseNumber)).id);
  const record = await getCaseOfStudy(trx, study, caseNumber);
  return { study, file: await loadCaseFile(app, trx, study, record) };
}
