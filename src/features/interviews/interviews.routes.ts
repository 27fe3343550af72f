import type { Response } from 'express';
import { epochMilliseconds, type Instant } from '../../domain/calendar/instant.js';
import { nextScreen } from '../../domain/interview/route.js';
import type { Application } from '../../application.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, userIdOf, type Visit } from '../../web/visit.js';
import { getCaseContact } from '../contacts/contacts.service.js';
import type { OwnCaseKey } from '../cases/own-case.service.js';
import { leaveFlash } from '../sessions/sessions.service.js';
import { findOpenScreen, saveAnswer } from './answering.service.js';
import { answerForm } from './interviews.forms.js';
import {
  type Attempted,
  endPage,
  endView,
  interviewPath,
  questionPage,
  questionView,
} from './interviews.pages.js';
import {
  completeInterview,
  getOpenInterview,
  type OpenInterview,
  startInterview,
} from './interviews.service.js';

const INTERVIEW = '/fieldwork/cases/:case/interview';
const LONGEST_SECONDS = 3600;

export const interviewRoutes: readonly Route[] = [
  {
    method: 'post',
    path: INTERVIEW,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const key = keyOf(visit, pathParameter(request, 'case'));
      await startInterview(visit.app, visit.actor, key);
      seeOther(response, interviewPath(key.caseNumber));
    },
  },
  {
    method: 'get',
    path: INTERVIEW,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const key = keyOf(visit, pathParameter(request, 'case'));
      goToCurrent(response, await getOpenInterview(visit.app, visit.actor, key));
    },
  },
  {
    method: 'get',
    path: `${INTERVIEW}/end`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const key = keyOf(visit, pathParameter(request, 'case'));
      const interview = await getOpenInterview(visit.app, visit.actor, key);
      if (nextScreen(interview.route) !== null) goToCurrent(response, interview);
      else render(response, endView, endPage(interview));
    },
  },
  {
    method: 'post',
    path: `${INTERVIEW}/complete`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const { app, actor, session } = visit;
      const key = keyOf(visit, pathParameter(request, 'case'));
      await completeInterview(app, actor, key);
      const text = `Het interview van casus ${key.caseNumber} is voltooid. Dank u wel.`;
      if (session !== null) await leaveFlash(app, session, { kind: 'success', text });
      seeOther(response, '/fieldwork');
    },
  },
  {
    method: 'get',
    path: `${INTERVIEW}/:question`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const key = keyOf(visit, pathParameter(request, 'case'));
      const interview = await getOpenInterview(visit.app, visit.actor, key);
      const screen = findOpenScreen(interview.route, pathParameter(request, 'question'));
      if (screen === null) goToCurrent(response, interview);
      else await showQuestion(visit.app, response, { interview, questionId: screen.id });
    },
  },
  {
    method: 'post',
    path: `${INTERVIEW}/:question`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const { app, actor } = visit;
      const key = keyOf(visit, pathParameter(request, 'case'));
      const questionId = pathParameter(request, 'question');
      const form = answerForm.parse(formFields(request));
      if (form.isContradictory) {
        const interview = await getOpenInterview(app, actor, key);
        response.status(422);
        const error = 'Kies óf antwoorden, óf “weet niet” of “wil niet zeggen”.';
        const attempted = { input: form.input, error };
        await showQuestion(app, response, { interview, questionId, attempted });
        return;
      }
      const result = await saveAnswer(app, actor, key, {
        questionId,
        input: form.input,
        version: form.version,
        isConfirmed: form.isConfirmed,
        secondsOnQuestion: secondsSince(app, form.shownAt),
      });
      switch (result.kind) {
        case 'saved':
          seeOther(response, `${interviewPath(key.caseNumber)}/${result.nextQuestionId ?? 'end'}`);
          return;
        case 'stale':
          response.status(409);
          await showCurrent(app, response, result.interview);
          return;
        case 'refused':
        case 'to_confirm': {
          const matter = result.kind === 'refused' ? { error: result.message } : { confirm: result.message };
          response.status(422);
          const attempted = { input: form.input, ...matter };
          await showQuestion(app, response, { interview: result.interview, questionId, attempted });
        }
      }
    },
  },
];

function keyOf(visit: Visit, caseNumber: string): OwnCaseKey {
  return { interviewerId: userIdOf(visit), caseNumber };
}

function goToCurrent(response: Response, { route, record }: OpenInterview): void {
  seeOther(response, `${interviewPath(record.caseNumber)}/${nextScreen(route)?.id ?? 'end'}`);
}

async function showCurrent(app: Application, response: Response, interview: OpenInterview): Promise<void> {
  const current = nextScreen(interview.route);
  if (current === null) render(response, endView, endPage(interview));
  else await showQuestion(app, response, { interview, questionId: current.id, isStale: true });
}

interface Shown {
  readonly interview: OpenInterview;
  readonly questionId: string;
  readonly attempted?: Attempted;
  readonly isStale?: boolean;
}

async function showQuestion(
  app: Application,
  response: Response,
  { questionId, ...shown }: Shown,
): Promise<void> {
  const { interview } = shown;
  const screen = findOpenScreen(interview.route, questionId);
  if (screen === null) {
    goToCurrent(response, interview);
    return;
  }
  const { firstName } = await getCaseContact(app, app.database.read, interview.record.id);
  const childFirstName = isInitials(firstName) ? null : firstName;
  render(response, questionView, questionPage({ ...shown, screen, childFirstName, shownAt: app.clock() }));
}

/** `S.` and `A.B.` cannot be said aloud. */
function isInitials(firstName: string): boolean {
  return firstName === '' || firstName.includes('.') || firstName.length === 1;
}

function secondsSince(app: Application, shownAt: string): number | null {
  const seconds = (epochMilliseconds(app.clock()) - epochMilliseconds(shownAt as Instant)) / 1000;
  return seconds >= 0 && seconds <= LONGEST_SECONDS ? seconds : null;
}
