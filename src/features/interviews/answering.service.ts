import { isDeepStrictEqual } from 'node:util';
import type { Actor, Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import { findDatabaseRefusal } from '../../database/errors.js';
import type { Answer } from '../../domain/interview/answer.js';
import { answerProblem } from '../../domain/interview/answer-problem.js';
import { changeAnswer, type ChangeResult } from '../../domain/interview/change.js';
import { interviewProblem } from '../../domain/interview/check-problem.js';
import { type AnswerInput, readAnswer } from '../../domain/interview/read-answer.js';
import {
  interviewRoute,
  nextScreen,
  type Route,
  screenBefore,
  screenOnRoute,
} from '../../domain/interview/route.js';
import { questionSpoken } from '../../domain/consent/spoken-language.js';
import { isKeptWithContact, type Variable } from '../../domain/questionnaire/variables.js';
import { renewLease, renewToFinish } from '../cases/case-holds.service.js';
import { addConsents, findFollowUp } from '../consents/consents.service.js';
import type { OwnCaseKey } from '../cases/own-case.service.js';
import { type AnswerSave, saveAnswers } from './interviews.queries.js';
import { getOpenInterview, type OpenInterview } from './open-interview.service.js';
import { answerForHistory, sealAnswer, sealHistory } from './stored-answers.js';

/** One answer as the page sent it. */
export interface GivenAnswer {
  readonly questionId: string;
  readonly input: AnswerInput;
  /** The version that the page was made from. */
  readonly version: number;
  readonly secondsOnQuestion: number | null;
  /** The interviewer confirmed an unusual value, or that later answers are dropped. */
  readonly isConfirmed: boolean;
}

/** What became of an answer. */
export type SaveResult =
  /** `null` when everything has been asked. */
  | { readonly kind: 'saved'; readonly nextQuestionId: string | null }
  /** Not saved: what is wrong, or what must be confirmed first. */
  | { readonly kind: 'refused' | 'to_confirm'; readonly interview: OpenInterview; readonly message: string }
  /** Not saved: this page is not the one that the interview is at. */
  | { readonly kind: 'stale'; readonly interview: OpenInterview };

/**
 * Saves one answer, durably, before anything else is shown. Saving the same answer twice is one save; a page that
 * something newer stands behind is refused.
 */
export async function saveAnswer(
  app: Application,
  actor: Actor,
  key: OwnCaseKey,
  given: GivenAnswer,
): Promise<SaveResult> {
  const interview = await getOpenInterview(app, actor, key);
  const judged = judge(interview, given);
  if (judged.kind === 'to_note') {
    await noteVisit(app, key, judged);
    return saved(interview.route);
  }
  if (judged.kind === 'stale' && (await isSentAgain(app, interview, given))) return saved(interview.route);
  if (judged.kind !== 'to_save') return judged;
  const result = await store(app, key, judged);
  return result ?? { kind: 'stale', interview: await getOpenInterview(app, actor, key) };
}

/** An answer that stands with the contact data is compared there, so that sending it twice is one save. */
async function isSentAgain(
  app: Application,
  { route, record }: OpenInterview,
  { questionId, input }: GivenAnswer,
): Promise<boolean> {
  const variable = findOpenScreen(route, questionId);
  if (variable === null || !route.answers.has(questionId)) return false;
  const answer = readAnswer(variable, input);
  const decision = answer === null ? null : followUpDecision(variable, answer);
  return decision !== null && decision === (await findFollowUp(app.database.read, record.id));
}

/**
 * Leaves a question without going on, back or out of the interview. An answer that needs no confirmation is saved; of
 * anything else only the visit is written down. That takes no leave to go on with the case.
 * @returns the question before this one; `null` at the first
 */
export async function leaveQuestion(
  app: Application,
  actor: Actor,
  key: OwnCaseKey,
  given: GivenAnswer,
): Promise<string | null> {
  const interview = await getOpenInterview(app, actor, key);
  const judged = judge(interview, { ...given, isConfirmed: false });
  // Whoever leaves a text did not read it aloud.
  if (judged.kind === 'to_save' && judged.variable.question.type !== 'text') {
    await store(app, key, { ...judged, renew: renewToFinish });
  } else {
    const variable = findOpenScreen(interview.route, given.questionId);
    if (variable !== null)
      await noteVisit(app, key, { kind: 'to_note', interview, variable, given, renew: renewToFinish });
  }
  return screenBefore(interview.route, given.questionId)?.id ?? null;
}

function judge(interview: OpenInterview, given: GivenAnswer): SaveResult | Save | Visit {
  const variable = findOpenScreen(interview.route, given.questionId);
  if (variable === null) return { kind: 'stale', interview };
  const answer = readAnswer(variable, given.input);
  if (answer !== null && isDeepStrictEqual(answer, interview.route.answers.get(variable.id))) {
    return { kind: 'to_note', interview, variable, given, renew: renewLease };
  }
  if (isStale(interview, given)) return { kind: 'stale', interview };
  return answer === null
    ? { kind: 'refused', interview, message: answerProblem(variable, null)?.message ?? '' }
    : judgeAnswer(interview, given, { variable, answer });
}

/** Something was changed after the page was made. */
function isStale({ position }: OpenInterview, { version }: GivenAnswer): boolean {
  return version < position.lastChange || version > position.last;
}

function judgeAnswer(
  interview: OpenInterview,
  given: GivenAnswer,
  { variable, answer }: Pick<Save, 'variable' | 'answer'>,
): SaveResult | Save {
  const problem = interviewProblem(interview, variable, answer);
  if (problem?.severity === 'refuse') return { kind: 'refused', interview, message: problem.message };
  const change = changeAnswer(interview, { variableId: variable.id, answer });
  const doubts = [problem?.message ?? null, fallenOffMessage(change.fallenOff)].filter((one) => one !== null);
  if (doubts.length > 0 && !given.isConfirmed) {
    return { kind: 'to_confirm', interview, message: doubts.join(' ') };
  }
  const isCheckOverridden = problem !== null;
  return {
    kind: 'to_save',
    interview,
    variable,
    answer,
    given,
    change,
    isCheckOverridden,
    renew: renewLease,
  };
}

/** A screen that is answered already, or the first that is not: nobody skips ahead. */
export function findOpenScreen(route: Route, questionId: string): Variable | null {
  const screen = screenOnRoute(route, questionId);
  if (screen === null || route.answers.has(questionId)) return screen;
  return nextScreen(route)?.id === questionId ? screen : null;
}

interface Save {
  readonly kind: 'to_save';
  readonly interview: OpenInterview;
  readonly variable: Variable;
  readonly answer: Answer;
  readonly given: GivenAnswer;
  readonly change: ChangeResult;
  readonly isCheckOverridden: boolean;
  readonly renew: typeof renewLease;
}

/** A question that was on the screen again and was left as it was. */
interface Visit {
  readonly kind: 'to_note';
  readonly interview: OpenInterview;
  readonly variable: Variable;
  readonly given: GivenAnswer;
  readonly renew: typeof renewLease;
}

/** Writes down how long a question was on the screen again; the same page sent twice is one visit. */
async function noteVisit(app: Application, key: OwnCaseKey, visit: Visit): Promise<void> {
  const { interview, variable, given } = visit;
  const { response, position, record } = interview;
  if (given.version !== position.last) return;
  const entry = sealHistory(app.vault, response.id, {
    sequence: position.last + 1,
    questionId: variable.id,
    change: 'seen',
    answer: null,
    secondsOnQuestion: given.secondsOnQuestion,
    isCheckOverridden: false,
  });
  await isFirst(
    transaction(app.database, async (trx) => {
      await visit.renew(app, trx, { caseId: record.id, interviewerId: key.interviewerId });
      await saveAnswers(trx, {
        responseId: response.id,
        history: [entry],
        removedQuestionIds: [],
        items: [],
      });
    }),
  );
}

/** Whether a save was the first on top of its page; a second tab, or a second press of the key, was quicker. */
async function isFirst(saving: Promise<void>): Promise<boolean> {
  try {
    await saving;
    return true;
  } catch (error) {
    if (findDatabaseRefusal(error)?.kind === 'unique') return false;
    throw error;
  }
}

/** Answers `null` when somebody saved on top of the same page: a second tab, or a second press of the key. */
async function store(app: Application, key: OwnCaseKey, save: Save): Promise<SaveResult | null> {
  const { interview, variable, answer, change } = save;
  const caseId = interview.record.id;
  const { interviewerId } = key;
  const isSaved = await isFirst(
    transaction(app.database, async (trx) => {
      await save.renew(app, trx, { caseId, interviewerId });
      await saveAnswers(trx, rowsOf(app, save));
      const followUp = followUpOf(interview, variable, answer);
      if (followUp === null) return;
      const { questionnaire, spokenLanguage } = interview;
      const { id: questionnaireId, languages } = questionnaire;
      const spoken = questionSpoken(spokenLanguage, { questionnaireId, questionId: variable.id, languages });
      await addConsents(app, trx, [followUp], { caseId, interviewerId, spoken });
    }),
  );
  if (!isSaved) return null;
  return saved(interviewRoute(interview.questionnaire, interview.sample, change.answers));
}

function rowsOf(app: Application, save: Save): AnswerSave {
  const { interview, variable, answer, given, change } = save;
  const { response, position, answers } = interview;
  const isChange = answers.has(variable.id);
  const removed = change.fallenOff.flatMap((questionId) => {
    const old = answers.get(questionId);
    return old === undefined ? [] : [{ questionId, answer: old, change: 'removed' as const }];
  });
  const entry = {
    questionId: variable.id,
    answer: answerForHistory(variable, answer),
    change: isChange ? ('changed' as const) : ('given' as const),
  };
  return {
    responseId: response.id,
    history: [entry, ...removed].map((one, index) =>
      sealHistory(app.vault, response.id, {
        ...one,
        sequence: position.last + 1 + index,
        secondsOnQuestion: index === 0 ? given.secondsOnQuestion : null,
        isCheckOverridden: index === 0 && save.isCheckOverridden,
      }),
    ),
    removedQuestionIds: [...(isChange ? [variable.id] : []), ...removed.map(({ questionId }) => questionId)],
    items: sealAnswer(app.vault, response.id, variable, answer),
  };
}

/** Of a question whose answer belongs to the contact data, the answer goes to the consents of the case. */
function followUpOf({ response }: OpenInterview, variable: Variable, answer: Answer) {
  const decision = followUpDecision(variable, answer);
  return decision === null
    ? null
    : ({ givenBy: response.respondent, subject: 'follow_up', decision } as const);
}

function followUpDecision({ question }: Variable, answer: Answer): 'given' | 'refused' | null {
  if (!isKeptWithContact(question)) return null;
  return answer.kind === 'single' && answer.code === 1 ? 'given' : 'refused';
}

/** On to where the interview is: also after a change far back. */
function saved(route: Route): SaveResult {
  return { kind: 'saved', nextQuestionId: nextScreen(route)?.id ?? null };
}

function fallenOffMessage(questionIds: readonly string[]): string | null {
  if (questionIds.length === 0) return null;
  const which = questionIds.length === 1 ? 'vraag' : 'vragen';
  return `Door dit antwoord vervalt het antwoord op ${which} ${questionIds.join(', ')}. Klopt dat?`;
}
