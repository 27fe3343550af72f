import type { Request, Response } from 'express';
import type { WordChoice } from '../../domain/quotes/scrub.js';
import { formFields, pathParameter, queryFields, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import type { FieldErrors } from '../../web/form-errors.js';
import { framesOf, getFrame } from '../coding/code-frames.service.js';
import {
  getCodable,
  keyOf,
  listCodable,
  nameOfQuestion,
  type StudyAndQuestion,
} from '../coding/coded-questions.service.js';
import { countFinalCodes } from '../coding/coding.service.js';
import { listAnswersWithCode, openToQuote } from '../coding/quotable.service.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { choosePage, chooseView } from './choose.pages.js';
import { choosePath } from './quote-paths.js';
import { choiceErrors, readChoices, type TypedChoices } from './quotes.forms.js';
import { quotesPage, quotesView } from './quotes.pages.js';
import { type AnswerToScrub, listQuotes, makeQuote, openToScrub, removeQuote } from './quotes.service.js';
import { confirmPage, confirmView, scrubPage, scrubView } from './scrub.pages.js';

const LIST = '/studies/:study/quotes';
const ANSWER = `${LIST}/:question/answers/:answer`;
const access = 'quote.make';
const ANSWERS_PER_PAGE = 10;

export const quoteRoutes: readonly Route[] = [
  { method: 'get', path: LIST, access, handle: showQuotes },
  { method: 'get', path: `${LIST}/:question/choose`, access, handle: showAnswers },
  {
    method: 'get',
    path: ANSWER,
    access,
    async handle(visit, request, response) {
      const about = await questionOf(visit, request);
      const answer = await openedAnswer(visit, request, response, about);
      if (answer === null) return;
      const choices = readChoices({}, answer.proposals);
      render(
        response,
        scrubView,
        scrubPage(about, answer, { ...stateOf(visit, about), choices, errors: {} }),
      );
    },
  },
  {
    method: 'post',
    path: ANSWER,
    access,
    async handle(visit, request, response) {
      const about = await questionOf(visit, request);
      const answer = await openedAnswer(visit, request, response, about);
      if (answer !== null) await takeStep(visit, response, about, { answer, fields: formFields(request) });
    },
  },
  {
    method: 'post',
    path: `${LIST}/remove/:quote`,
    access,
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      await removeQuote(visit.app, visit.actor, study, pathParameter(request, 'quote'));
      await tellOnNextPage(visit, 'Het citaat is verwijderd.');
      seeOther(response, studyPath(study.slug, 'quotes'));
    },
  },
];

async function studyOf({ app }: Visit, request: Request): Promise<Study> {
  return getStudy(app.database.read, pathParameter(request, 'study'));
}

async function questionOf(visit: Visit, request: Request): Promise<StudyAndQuestion> {
  return getCodable(visit.app, await studyOf(visit, request), pathParameter(request, 'question'));
}

function stateOf({ app, actor }: Visit, about: StudyAndQuestion) {
  return { roles: actor.roles, name: nameOfQuestion(app, about) };
}

async function showQuotes(visit: Visit, request: Request, response: Response): Promise<void> {
  const { app, actor, session } = visit;
  const study = await studyOf(visit, request);
  const frames = await framesOf(app.database.read, study);
  const questions = listCodable(app, study)
    .filter(({ question }) => frames.has(question.id))
    .map((about) => ({ about, name: nameOfQuestion(app, about) }));
  const state = {
    roles: actor.roles,
    csrfToken: session?.csrfToken ?? '',
    quotes: await listQuotes(app, study),
  };
  render(response, quotesView, quotesPage(study, questions, state));
}

async function showAnswers(visit: Visit, request: Request, response: Response): Promise<void> {
  const about = await questionOf(visit, request);
  const { app, actor } = visit;
  const db = app.database.read;
  const { frame } = await getFrame(db, about);
  const { code: asked, after } = queryFields(request);
  const code = frame.codes.find(({ number }) => String(number) === asked)?.number ?? null;
  const from = typeof after === 'string' ? after : '';
  const found =
    code === null
      ? { ids: [], hasMore: false }
      : await listAnswersWithCode(db, about, { code, after: from, atMost: ANSWERS_PER_PAGE });
  const answers: { id: string; text: string }[] = [];
  for (const id of found.ids) {
    const answer = await openToQuote(app, actor, about, id);
    if (answer !== null) answers.push({ id, text: answer.text });
  }
  const counts = await countFinalCodes(db, keyOf(about));
  const state = { ...stateOf(visit, about), frame, counts, code, answers, hasMore: found.hasMore };
  render(response, chooseView, choosePage(about, state));
}

/** The answer of the address; sends the browser to choose another when it is not there (any more). */
async function openedAnswer(
  visit: Visit,
  request: Request,
  response: Response,
  about: StudyAndQuestion,
): Promise<AnswerToScrub | null> {
  const answer = await openToScrub(visit.app, visit.actor, about, pathParameter(request, 'answer'));
  if (answer !== null) return answer;
  await tellOnNextPage(visit, 'Dit antwoord is er niet meer. Kies een ander.', 'warning');
  seeOther(response, choosePath(about));
  return null;
}

interface Sent {
  readonly answer: AnswerToScrub;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** First the words, then the quote as it will be, then it is kept. */
async function takeStep(
  visit: Visit,
  response: Response,
  about: StudyAndQuestion,
  sent: Sent,
): Promise<void> {
  const { answer, fields } = sent;
  const typed = readChoices(fields, answer.proposals);
  const errors = choiceErrors(typed, answer.words);
  if (fields['step'] === 'words' || Object.keys(errors).length > 0) {
    const isRefused = fields['step'] !== 'words';
    if (isRefused) response.status(422);
    const state = { ...stateOf(visit, about), choices: typed, errors: isRefused ? errors : {} };
    render(response, scrubView, scrubPage(about, answer, state));
    return;
  }
  const choices = decided(typed);
  if (fields['step'] !== 'save' || fields['confirmed'] !== 'yes') {
    const unread = { confirmed: 'Lees het citaat, en kruis aan dat niemand te herkennen is.' };
    const missing: FieldErrors = fields['step'] === 'save' ? unread : {};
    if (fields['step'] === 'save') response.status(422);
    const state = { ...stateOf(visit, about), choices, errors: missing };
    render(response, confirmView, confirmPage(about, answer, state));
    return;
  }
  await makeQuote(visit.app, visit.actor, about, { answer, choices });
  await tellOnNextPage(
    visit,
    'Het citaat is bewaard. Het gaat mee met de tabellen als u dat bij het ophalen kiest.',
  );
  seeOther(response, studyPath(about.study.slug, 'quotes'));
}

function decided(choices: TypedChoices): WordChoice[] {
  return choices.map((choice) => choice ?? 'keep');
}
