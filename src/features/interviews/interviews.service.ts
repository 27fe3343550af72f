import type { Actor, Application } from '../../application.js';
import type { Transaction } from '../../database/database.js';
import { ageOn, type CivilDate } from '../../domain/calendar/civil-date.js';
import { localTime } from '../../domain/calendar/instant.js';
import { ageBandOf } from '../../domain/consent/who-may-be-asked.js';
import { interviewProgress, nextScreen, type Progress } from '../../domain/interview/route.js';
import type { Respondent } from '../../domain/questionnaire/model.js';
import { NO_TRAITS } from '../../domain/study/traits.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { ensureCallOfToday, recordOutcome } from '../cases/case-outcomes.service.js';
import { addCaseEvent } from '../cases/cases.service.js';
import { finishingOwnCase, inOwnCase, type OwnCase, type OwnCaseKey } from '../cases/own-case.service.js';
import * as queries from './interviews.queries.js';
import { interviewSoFar, respondentOf } from './open-interview.service.js';
import { settleResponse } from './settling.service.js';

/**
 * Begins the interview with the person whom the rules allow today, or goes on where it broke off.
 * @throws UserProblem `consent_forbids`, audited, or `wrong_state` when nobody was called in this attempt
 */
export async function startInterview(app: Application, actor: Actor, key: OwnCaseKey): Promise<void> {
  await inOwnCase(app, actor, key, async (trx, own) => {
    const { verdict, state, record } = own.file;
    if (verdict.kind === 'nobody' || verdict.mayBeInterviewed === null) {
      throw new UserProblem('consent_forbids', 'Er is nog geen toestemming voor dit interview.');
    }
    ensureCallOfToday(app, state);
    const role = verdict.mayBeInterviewed;
    await ensureResponse(app, trx, own, respondentOf(role));
    if (state.status === 'interviewing') return;
    await addCaseEvent(app, trx, {
      caseId: record.id,
      event: { kind: 'interview_started', at: app.clock(), role },
      madeBy: own.interviewerId,
    });
    await recordAudit(trx, actor, app.clock(), {
      action: 'interview.start',
      objectKind: 'case',
      objectId: record.id,
      detail: { respondent: role },
    });
  });
}

/** An interview that broke off with somebody who may no longer be asked does not go on with somebody else. */
async function ensureResponse(
  app: Application,
  trx: Transaction,
  own: OwnCase,
  respondent: Respondent,
): Promise<void> {
  const { record } = own.file;
  const found = await queries.findResponseOfCase(trx, record.id);
  if (found !== null && found.status === 'in_progress' && found.respondent === respondent) return;
  await beginResponse(app, trx, own, respondent);
}

/** Begins with no answers; those of an interview that was under way are deleted. */
export async function beginResponse(
  app: Application,
  trx: Transaction,
  own: OwnCase,
  respondent: Respondent,
): Promise<void> {
  const { record } = own.file;
  const found = await queries.findResponseOfCase(trx, record.id);
  if (found !== null) await queries.deleteResponse(trx, found.id);
  const { languages } = app.questionnaires.get(own.study.questionnaireId);
  const agreedIn = own.file.consents.at(-1)?.language;
  const today = localTime(app.clock()).date;
  await queries.insertResponse(trx, record.id, {
    id: app.newId(),
    status: 'in_progress',
    respondent,
    questionnaireId: own.study.questionnaireId,
    language: languages.find((one) => one === agreedIn) ?? languages[0] ?? 'nl',
    studyId: own.study.id,
    domainId: record.domainId,
    segment: record.segment,
    measure: record.measure,
    ageBand: ageBandLabel(own, today),
    traits: { ...NO_TRAITS, sex: record.sex, firstTime: record.firstTime },
    designWeight: record.designWeight,
    startedOn: today,
  });
}

const AGE_BANDS = { parent_only: '0-11', permission_first: '12-15', own_consent: '16+' } as const;

function ageBandLabel({ file, study }: OwnCase, today: CivilDate): string {
  if (file.bornOn === null) throw new UserProblem('wrong_state', 'De contactgegevens zijn gewist.');
  return AGE_BANDS[ageBandOf(ageOn(file.bornOn, today), study.rules.consent)];
}

/**
 * Closes an interview in which everything was asked.
 * @throws UserProblem `wrong_state` while questions are open
 */
export async function completeInterview(app: Application, actor: Actor, key: OwnCaseKey): Promise<void> {
  await finishingOwnCase(app, actor, key, async (trx, own) => {
    await settleResponse(app, trx, own, 'complete');
    await recordOutcome(app, trx, own, {
      code: 'complete',
      appointment: null,
      language: null,
      note: null,
    });
    await recordAudit(trx, actor, app.clock(), {
      action: 'interview.complete',
      objectKind: 'case',
      objectId: own.file.record.id,
    });
  });
}

/** Where an interview that broke off goes on: the question and how much was answered; `null` without one. */
export async function findBreakOff(
  app: Application,
  { study, file }: OwnCase,
): Promise<{ readonly questionId: string; readonly progress: Progress } | null> {
  const { record, bornOn, state } = file;
  if (state.status !== 'broken_off' || bornOn === null) return null;
  const db = app.database.read;
  const stored = await queries.findInterviewOfCase(db, record.id);
  if (stored?.response.status !== 'in_progress') return null;
  const { route } = interviewSoFar(app, { study, record, bornOn, stored });
  const next = nextScreen(route);
  return next === null ? null : { questionId: next.id, progress: interviewProgress(route) };
}
