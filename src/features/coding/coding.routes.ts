import type { Request, Response } from 'express';
import { UserProblem } from '../../errors.js';
import type { FieldErrors } from '../../web/form-errors.js';
import { formFields, pathParameter, queryFields, type Route } from '../../web/route.js';
import { typedText } from '../../web/typed-text.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { getStudy } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';
import {
  type AnswerState,
  codesMessage,
  codingAnswerPage,
  codingAnswerView,
  decidePage,
} from './answer.pages.js';
import { framesOf, getFrame, listStudiesToReuse } from './code-frames.service.js';
import { listCodable, type StudyAndQuestion } from './coded-questions.service.js';
import { codingPath } from './coding-paths.js';
import { nameOf, questionOf } from './coding-request.js';
import {
  codeAnswer,
  type CodingResult,
  collectAnswers,
  countStates,
  findNextAnswer,
  findPreviousAnswer,
  openAnswer,
  undoCoding,
} from './coding.service.js';
import { decideAnswer, findNextToDecide, openToDecide } from './deciding.service.js';
import { codingOverviewPage, codingOverviewView, type QuestionProgress } from './overview.pages.js';

const LIST = '/studies/:study/coding';
const QUESTION = `${LIST}/:question`;
const access = 'answer.code';

export const codingRoutes: readonly Route[] = [
  { method: 'get', path: LIST, access, handle: showOverview },
  {
    method: 'post',
    path: `${QUESTION}/start`,
    access,
    async handle(visit, request, response) {
      const about = await questionOf(visit, request);
      await collectAnswers(visit.app, about);
      seeOther(response, codingPath(about, 'next'));
    },
  },
  {
    method: 'get',
    path: `${QUESTION}/next`,
    access,
    async handle(visit, request, response) {
      const about = await questionOf(visit, request);
      await goOn(visit, response, about, typedText(queryFields(request), 'after'));
    },
  },
  {
    method: 'get',
    path: `${QUESTION}/answers/:answer`,
    access,
    async handle(visit, request, response) {
      const about = await questionOf(visit, request);
      await showAnswer(visit, response, about, {
        id: pathParameter(request, 'answer'),
        typed: null,
        errors: {},
      });
    },
  },
  {
    method: 'post',
    path: `${QUESTION}/answers/:answer`,
    access,
    async handle(visit, request, response) {
      const about = await questionOf(visit, request);
      const id = pathParameter(request, 'answer');
      const sent = sentCodes(request);
      const result = await codeAnswer(visit.app, visit.actor, about, { id, ...sent });
      if (result.kind === 'problem') {
        response.status(422);
        await showAnswer(visit, response, about, { id, typed: sent.typed, errors: errorsOf(result) });
      } else if (result.kind !== 'saved') {
        await sayWhyNot(visit, result.kind);
        seeOther(response, codingPath(about, 'answers', id));
      } else {
        await goOnCollecting(visit, response, about, id);
      }
    },
  },
  {
    method: 'post',
    path: `${QUESTION}/answers/:answer/undo`,
    access,
    async handle(visit, request, response) {
      const about = await questionOf(visit, request);
      const id = pathParameter(request, 'answer');
      const result = await undoCoding(visit.app, visit.actor, about, id);
      if (result.kind === 'closed') await sayWhyNot(visit, result.kind);
      if (result.kind === 'saved')
        await tellOnNextPage(visit, 'De indeling van dit antwoord is ongedaan gemaakt.');
      seeOther(response, codingPath(about, 'answers', id));
    },
  },
  {
    method: 'get',
    path: `${QUESTION}/decide`,
    access,
    async handle(visit, request, response) {
      const about = await questionOf(visit, request);
      await decideOn(visit, response, about, typedText(queryFields(request), 'after'));
    },
  },
  {
    method: 'get',
    path: `${QUESTION}/decide/:answer`,
    access,
    async handle(visit, request, response) {
      const about = await questionOf(visit, request);
      await showDecision(visit, response, about, {
        id: pathParameter(request, 'answer'),
        typed: null,
        errors: {},
      });
    },
  },
  {
    method: 'post',
    path: `${QUESTION}/decide/:answer`,
    access,
    async handle(visit, request, response) {
      const about = await questionOf(visit, request);
      const id = pathParameter(request, 'answer');
      const sent = sentCodes(request);
      const result = await decideAnswer(visit.app, visit.actor, about, { id, ...sent });
      if (result.kind === 'problem') {
        response.status(422);
        await showDecision(visit, response, about, { id, typed: sent.typed, errors: errorsOf(result) });
      } else if (result.kind !== 'saved') {
        await sayWhyNot(visit, result.kind);
        seeOther(response, codingPath(about, 'decide', id));
      } else {
        await decideOn(visit, response, about, id);
      }
    },
  },
];

async function showOverview(visit: Visit, request: Request, response: Response): Promise<void> {
  const { app, actor, session } = visit;
  const db = app.database.read;
  const study = await getStudy(db, pathParameter(request, 'study'));
  const frames = await framesOf(db, study);
  const questions: QuestionProgress[] = [];
  for (const about of listCodable(app, study)) {
    const hasFrame = frames.has(about.question.id);
    const reusable = hasFrame ? [] : await listStudiesToReuse(db, about);
    questions.push({ about, name: nameOf(visit, about), hasFrame, reusable });
  }
  const state = {
    roles: actor.roles,
    csrfToken: session?.csrfToken ?? '',
    counts: await countStates(db, study.id),
  };
  render(response, codingOverviewView, codingOverviewPage(study, questions, state));
}

/** What the page showed and what was typed; the box is the question mark of who does not type it. */
function sentCodes(request: Request): { readonly typed: string; readonly shown: string } {
  const fields = formFields(request);
  const typed = typedText(fields, 'codes');
  const doubt = typedText(fields, 'doubt') === '' || typed.includes('?') ? '' : '?';
  return { typed: `${typed}${doubt}`, shown: typedText(fields, 'shown') };
}

function errorsOf({ problem }: Extract<CodingResult, { kind: 'problem' }>): FieldErrors {
  return { codes: codesMessage(problem) };
}

const WHY_NOT = {
  stale:
    'Dit antwoord is intussen in een ander venster of door een ander ingedeeld. Er is niets gewijzigd; hieronder staat wat er nu is.',
  closed:
    'Dit antwoord is intussen door twee codeurs ingedeeld, of er is over beslist. Er is niets gewijzigd: wijzigen kan alleen nog met een beslissing.',
} as const;

async function sayWhyNot(visit: Visit, reason: keyof typeof WHY_NOT): Promise<void> {
  await tellOnNextPage(visit, WHY_NOT[reason], 'warning');
}

async function goOnCollecting(
  visit: Visit,
  response: Response,
  about: StudyAndQuestion,
  after: string,
): Promise<void> {
  const next = { coderId: visit.actor.id ?? '', after };
  if ((await findNextAnswer(visit.app.database.read, about, next)) === null) {
    await collectAnswers(visit.app, about);
  }
  await goOn(visit, response, about, after);
}

async function goOn(visit: Visit, response: Response, about: StudyAndQuestion, after: string): Promise<void> {
  const coderId = visit.actor.id ?? '';
  const where = { coderId, after: after === '' ? null : after };
  const next = await findNextAnswer(visit.app.database.read, about, where);
  if (next !== null) {
    seeOther(response, codingPath(about, 'answers', next));
    return;
  }
  await tellOnNextPage(visit, `Van ${about.question.id} is er nu niets meer voor u om in te delen.`);
  seeOther(response, studyPath(about.study.slug, 'coding'));
}

async function decideOn(
  visit: Visit,
  response: Response,
  about: StudyAndQuestion,
  after: string,
): Promise<void> {
  const next = await findNextToDecide(visit.app.database.read, about, after);
  if (next !== null) {
    seeOther(response, codingPath(about, 'decide', next));
    return;
  }
  await tellOnNextPage(visit, `Over ${about.question.id} is alles beslist.`);
  seeOther(response, studyPath(about.study.slug, 'coding'));
}

interface Shown {
  readonly id: string;
  readonly typed: string | null;
  readonly errors: FieldErrors;
}

async function showAnswer(
  visit: Visit,
  response: Response,
  about: StudyAndQuestion,
  { id, ...shown }: Shown,
): Promise<void> {
  const { app, actor } = visit;
  const answer = await openAnswer(app, actor, about, id);
  if (answer === null) {
    await goOn(visit, response, about, id);
    return;
  }
  const before = { coderId: actor.id ?? '', before: id };
  const previous = await findPreviousAnswer(app.database.read, about, before);
  const state = { ...(await answerState(visit, about)), ...shown, previous };
  render(response, codingAnswerView, codingAnswerPage(about, answer, state));
}

async function showDecision(
  visit: Visit,
  response: Response,
  about: StudyAndQuestion,
  { id, ...shown }: Shown,
): Promise<void> {
  const answer = await openToDecide(visit.app, visit.actor, about, id);
  if (answer === null) {
    await decideOn(visit, response, about, id);
    return;
  }
  const state = { ...(await answerState(visit, about)), ...shown };
  render(response, codingAnswerView, decidePage(about, answer, state));
}

async function answerState(
  visit: Visit,
  about: StudyAndQuestion,
): Promise<Omit<AnswerState, 'typed' | 'errors'>> {
  const { app, actor, session } = visit;
  if (session === null) throw new UserProblem('not_signed_in');
  return {
    roles: actor.roles,
    csrfToken: session.csrfToken,
    name: nameOf(visit, about),
    frame: (await getFrame(app.database.read, about)).frame,
    counts: await countStates(app.database.read, about.study.id),
  };
}
