import type { Application } from '../../application.js';
import type { Transaction } from '../../database/database.js';
import { type CivilDate } from '../../domain/calendar/civil-date.js';
import { localTime } from '../../domain/calendar/instant.js';
import { mayAnswersStay } from '../../domain/consent/handover.js';
import type { OutcomeCode } from '../../domain/contact/outcome.js';
import { interviewCompleteness } from '../../domain/interview/completeness.js';
import { nextScreen } from '../../domain/interview/route.js';
import { UserProblem } from '../../errors.js';
import type { CaseFile } from '../cases/cases.service.js';
import type { OwnCase } from '../cases/own-case.service.js';
import { rememberInterviewed } from '../interviewed-persons/interviewed-persons.service.js';
import type { Study } from '../studies/studies.service.js';
import * as queries from './interviews.queries.js';
import { interviewSoFar, type InterviewSoFar } from './open-interview.service.js';
import { sealHistory } from './stored-answers.js';

/**
 * Does to the answers what an outcome means for them, in the transaction that records the outcome.
 * @throws UserProblem `wrong_state` when too little was answered for this outcome
 */
export async function settleResponse(
  app: Application,
  trx: Transaction,
  { study, file }: OwnCase,
  code: OutcomeCode,
): Promise<void> {
  const { record, bornOn } = file;
  const stored = await queries.findInterviewOfCase(trx, record.id);
  if (stored === null) return;
  if (code === 'unsafe_or_secret') {
    await queries.deleteResponse(trx, stored.response.id);
    return;
  }
  if ((code !== 'complete' && code !== 'partial') || bornOn === null) return;
  const interview = interviewSoFar(app, { study, record, bornOn, stored });
  if (!isEnoughFor(interview, code)) {
    throw new UserProblem('wrong_state', 'Er is nog te weinig beantwoord voor deze uitkomst.');
  }
  await finish(app, trx, interview, { status: code, on: localTime(app.clock()).date });
}

/**
 * Settles the answers of a case that is closed without being reached again: an interview that broke off is a partial one
 * when it is enough for that, and the agreement of who answered stands.
 * @returns whether it is; otherwise nothing was changed
 */
export async function settleBrokenOff(
  app: Application,
  trx: Transaction,
  study: Study,
  { record, state, consents, bornOn, hasGuardian }: CaseFile,
): Promise<boolean> {
  const { status, interviewStartedAt: heldAt } = state;
  if (status !== 'broken_off' || heldAt === null || bornOn === null) return false;
  const stored = await queries.findInterviewOfCase(trx, record.id);
  if (stored?.response.status !== 'in_progress') return false;
  const adult = hasGuardian ? 'guardian' : 'parent';
  const isAgreed = mayAnswersStay(consents, stored.response.respondent === 'youth' ? 'youth' : adult);
  const interview = interviewSoFar(app, { study, record, bornOn, stored });
  if (!isAgreed || !isEnoughFor(interview, 'partial')) return false;
  await finish(app, trx, interview, { status: 'partial', on: localTime(heldAt).date });
  return true;
}

async function finish(
  app: Application,
  trx: Transaction,
  interview: InterviewSoFar,
  { status, on }: { readonly status: 'complete' | 'partial'; readonly on: CivilDate },
): Promise<void> {
  const { study, record, response } = interview;
  await removeOffRoute(app, trx, interview);
  await queries.updateResponse(trx, response.id, { status, finishedOn: on });
  await rememberInterviewed(app, trx, study, record.id);
}

/** A birthday between two calls can close a question that was answered: its answer stays in the history only. */
async function removeOffRoute(app: Application, trx: Transaction, interview: InterviewSoFar): Promise<void> {
  const { response, answers, route, position } = interview;
  const gone = [...answers].filter(([questionId]) => !route.answers.has(questionId));
  if (gone.length === 0) return;
  const history = gone.map(([questionId, answer], index) =>
    sealHistory(app.vault, response.id, {
      sequence: position.last + 1 + index,
      questionId,
      change: 'removed',
      answer,
      secondsOnQuestion: null,
      isCheckOverridden: false,
    }),
  );
  const removedQuestionIds = gone.map(([questionId]) => questionId);
  await queries.saveAnswers(trx, { responseId: response.id, history, removedQuestionIds, items: [] });
}

/** Whether an interview as it stands may end as complete or as partial, by the rule of its questionnaire. */
export function isEnoughFor(
  { questionnaire, route }: Pick<InterviewSoFar, 'questionnaire' | 'route'>,
  code: 'complete' | 'partial',
): boolean {
  const completeness = interviewCompleteness(questionnaire, route);
  if (code === 'complete') return nextScreen(route) === null && completeness === 'complete';
  return completeness !== 'not_enough';
}
