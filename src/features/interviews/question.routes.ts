import type { Request, Response } from 'express';
import type { Application } from '../../application.js';
import { epochMilliseconds, type Instant } from '../../domain/calendar/instant.js';
import { nextScreen } from '../../domain/interview/route.js';
import { UserProblem } from '../../errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, userIdOf, type Visit } from '../../web/visit.js';
import type { OwnCaseKey } from '../cases/own-case.service.js';
import { takeKeptForm } from '../sessions/kept-forms.service.js';
import {
  findOpenScreen,
  type GivenAnswer,
  leaveQuestion,
  saveAnswer,
  type SaveResult,
} from './answering.service.js';
import { interviewPath } from './interview-path.js';
import { answerForm } from './interviews.forms.js';
import { endPage, endView } from './interviews.pages.js';
import { getOpenInterview, type OpenInterview } from './open-interview.service.js';
import { type Attempted, questionPage, questionView } from './question.pages.js';

const QUESTION = '/fieldwork/cases/:case/interview/:question';
const LONGEST_SECONDS = 3600;
const NO_INPUT = { choices: [], text: '', other: '', hidden: '' };

export const questionRoutes: readonly Route[] = [
  {
    method: 'get',
    path: QUESTION,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const interview = await getOpenInterview(visit.app, visit.actor, keyOf(visit, request));
      showQuestion(visit.app, response, { interview, questionId: pathParameter(request, 'question') });
    },
  },
  {
    method: 'get',
    path: `${QUESTION}/kept`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const interview = await getOpenInterview(visit.app, visit.actor, keyOf(visit, request));
      const questionId = pathParameter(request, 'question');
      const path = `${interviewPath(interview.record.caseNumber)}/${questionId}`;
      const kept = await takeKeptForm(visit.app, { userId: userIdOf(visit), path });
      if (kept === null) seeOther(response, path);
      else {
        const attempted = { input: answerForm(kept).input, isKept: true };
        showQuestion(visit.app, response, { interview, questionId, attempted });
      }
    },
  },
  {
    method: 'post',
    path: QUESTION,
    access: 'fieldwork.interview',
    keepsTyped: true,
    async handle(visit, request, response) {
      const { app, actor } = visit;
      const key = keyOf(visit, request);
      const form = answerForm(formFields(request));
      const questionId = pathParameter(request, 'question');
      const given = { ...form, questionId, secondsOnQuestion: secondsSince(app, form.shownAt) };
      if (form.step !== 'next') {
        const before = await leaveQuestion(
          app,
          actor,
          key,
          form.isContradictory ? { ...given, input: NO_INPUT } : given,
        );
        goOn(
          request,
          response,
          `${interviewPath(key.caseNumber)}/${form.step === 'stop' ? 'stop' : (before ?? '')}`,
        );
        return;
      }
      const result = form.isContradictory
        ? await contradiction(visit, key)
        : await saveOrTell(visit, key, given);
      answerWith(visit, request, response, { result, given });
    },
  },
];

export function keyOf(visit: Visit, request: Request): OwnCaseKey {
  return { interviewerId: userIdOf(visit), caseNumber: pathParameter(request, 'case') };
}

export function goToCurrent(response: Response, { route, record }: OpenInterview): void {
  seeOther(response, `${interviewPath(record.caseNumber)}/${nextScreen(route)?.id ?? 'end'}`);
}

/** Whoever cannot go on with the case now keeps what was typed on the screen, and hears why. */
async function saveOrTell({ app, actor }: Visit, key: OwnCaseKey, given: GivenAnswer): Promise<SaveResult> {
  try {
    return await saveAnswer(app, actor, key, given);
  } catch (error) {
    if (!(error instanceof UserProblem) || error.kind !== 'case_lapsed') throw error;
    const message = `${error.detail ?? error.problem.title} ${NOT_SAVED_YET}`;
    return { kind: 'refused', interview: await getOpenInterview(app, actor, key), message };
  }
}

const NOT_SAVED_YET =
  'Uw antwoord is nog niet opgeslagen en staat nog op het scherm: probeer het over een paar minuten opnieuw, of stop het gesprek en leg de uitkomst vast.';

async function contradiction({ app, actor }: Visit, key: OwnCaseKey): Promise<SaveResult> {
  const interview = await getOpenInterview(app, actor, key);
  const message = 'Kies óf antwoorden, óf “weet niet” of “wil niet zeggen”.';
  return { kind: 'refused', interview, message };
}

function answerWith(
  { app }: Visit,
  request: Request,
  response: Response,
  { result, given }: { result: SaveResult; given: GivenAnswer },
): void {
  if (result.kind === 'saved') {
    const path = request.path.slice(0, request.path.lastIndexOf('/'));
    goOn(request, response, `${path}/${result.nextQuestionId ?? 'end'}`);
    return;
  }
  // Nothing was saved: the script sends the form itself, and the page that comes says why.
  if (asksForNext(request)) {
    response.json({ next: null });
    return;
  }
  const { interview } = result;
  if (result.kind === 'stale') {
    response.status(409);
    showCurrent(app, response, interview);
    return;
  }
  response.status(422);
  const matter = result.kind === 'refused' ? { error: result.message } : { confirm: result.message };
  const attempted = { input: given.input, ...matter };
  showQuestion(app, response, { interview, questionId: given.questionId, attempted });
}

/** A script that sent the form goes on by itself; a browser is sent on. */
function goOn(request: Request, response: Response, path: string): void {
  if (asksForNext(request)) response.json({ next: path });
  else seeOther(response, path);
}

function asksForNext(request: Request): boolean {
  return request.get('accept') === 'application/json';
}

function showCurrent(app: Application, response: Response, interview: OpenInterview): void {
  const current = nextScreen(interview.route);
  if (current === null) render(response, endView, endPage(interview));
  else showQuestion(app, response, { interview, questionId: current.id, isStale: true });
}

interface Shown {
  readonly interview: OpenInterview;
  readonly questionId: string;
  readonly attempted?: Attempted;
  readonly isStale?: boolean;
}

function showQuestion(app: Application, response: Response, { questionId, ...shown }: Shown): void {
  const { interview } = shown;
  const screen = findOpenScreen(interview.route, questionId);
  if (screen === null) {
    goToCurrent(response, interview);
    return;
  }
  render(response, questionView, questionPage({ ...shown, screen, shownAt: app.clock() }));
}

function secondsSince(app: Application, shownAt: string): number | null {
  const seconds = (epochMilliseconds(app.clock()) - epochMilliseconds(shownAt as Instant)) / 1000;
  return seconds >= 0 && seconds <= LONGEST_SECONDS ? seconds : null;
}
