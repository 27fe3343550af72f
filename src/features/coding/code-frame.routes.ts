import type { Request, Response } from 'express';
import { type Code, codesInUse } from '../../domain/coding/code-frame.js';
import { UserProblem } from '../../errors.js';
import type { FieldErrors } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { typedText } from '../../web/typed-text.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { listUsers } from '../users/users.service.js';
import { agreementPage, agreementView } from './agreement.pages.js';
import { CHANGE_KINDS, type ChangeKind, fieldOf, FRAME_MESSAGES, readChange } from './code-frame.forms.js';
import { codePage, codeView } from './code.pages.js';
import { codeFramePage, codeFrameView } from './code-frame.pages.js';
import type { Typed } from './frame-parts.js';
import {
  changeFrame,
  getFrame,
  listFrameVersions,
  makeFrame,
  type StoredFrame,
} from './code-frames.service.js';
import { keyOf, type StudyAndQuestion } from './coded-questions.service.js';
import { codingPath } from './coding-paths.js';
import { nameOf, questionOf } from './coding-request.js';
import { countFinalCodes, listPairs } from './coding.service.js';

const QUESTION = '/studies/:study/coding/:question';
const access = 'answer.code';

export const codeFrameRoutes: readonly Route[] = [
  {
    method: 'post',
    path: `${QUESTION}/frame/make`,
    access,
    async handle(visit, request, response) {
      const about = await questionOf(visit, request);
      const from = typedText(formFields(request), `from-${about.question.id}`);
      await makeFrame(visit.app, visit.actor, about, from === '' ? null : from);
      await tellOnNextPage(
        visit,
        'Het codeerschema is gemaakt. Kijk de codes na, en begin met indelen vanaf het overzicht.',
      );
      seeOther(response, codingPath(about, 'frame'));
    },
  },
  {
    method: 'get',
    path: `${QUESTION}/frame`,
    access,
    async handle(visit, request, response) {
      await showFrame(visit, response, await questionOf(visit, request), { typed: {}, errors: {} });
    },
  },
  {
    method: 'get',
    path: `${QUESTION}/frame/codes/:code`,
    access,
    async handle(visit, request, response) {
      await showCode(visit, request, response, { typed: {}, errors: {} });
    },
  },
  {
    method: 'post',
    path: `${QUESTION}/frame/:change`,
    access,
    async handle(visit, request, response) {
      const shown = await change(visit, request, response);
      if (shown !== null) await showFrame(visit, response, await questionOf(visit, request), shown);
    },
  },
  {
    method: 'post',
    path: `${QUESTION}/frame/codes/:code/:change`,
    access,
    async handle(visit, request, response) {
      const shown = await change(visit, request, response);
      if (shown !== null) await showCode(visit, request, response, shown);
    },
  },
  {
    method: 'get',
    path: `${QUESTION}/agreement`,
    access,
    async handle(visit, request, response) {
      const about = await questionOf(visit, request);
      const db = visit.app.database.read;
      const { frame } = await getFrame(db, about);
      const pairs = await listPairs(db, keyOf(about));
      const state = { roles: visit.actor.roles, name: nameOf(visit, about), frame, pairs };
      render(response, agreementView, agreementPage(about, state));
    },
  },
];

const STALE =
  'Het codeerschema is intussen gewijzigd, en er is niets opgeslagen. Kijk of uw wijziging nog nodig is, en verstuur haar dan opnieuw.';

interface Shown {
  readonly typed: Typed;
  readonly errors: FieldErrors;
}

/** Carries out a change and sends the browser on; what must be shown again when it was refused. */
async function change(visit: Visit, request: Request, response: Response): Promise<Shown | null> {
  const about = await questionOf(visit, request);
  const fields = formFields(request);
  const kind = kindOf(pathParameter(request, 'change'));
  const number = Number(request.params['code'] ?? 0);
  const outcome = await changeFrame(visit.app, visit.actor, about, {
    version: Number(typedText(fields, 'version')),
    change: readChange(kind, number, fields),
  });
  if (outcome.kind !== 'changed') {
    response.status(outcome.kind === 'stale' ? 409 : 422);
    const typed = Object.entries(fields).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    );
    const message = outcome.kind === 'stale' ? STALE : FRAME_MESSAGES[outcome.problem];
    return { typed: Object.fromEntries(typed), errors: { [fieldOf(kind)]: message } };
  }
  await tellOnNextPage(visit, 'Het codeerschema is gewijzigd.');
  seeOther(response, codingPath(about, 'frame'));
  return null;
}

function kindOf(text: string): ChangeKind {
  const kind = CHANGE_KINDS.find((one) => one === text);
  if (kind === undefined) throw new UserProblem('not_found');
  return kind;
}

async function showFrame(
  visit: Visit,
  response: Response,
  about: StudyAndQuestion,
  shown: Shown,
): Promise<void> {
  const { app, actor } = visit;
  const versions = await listFrameVersions(app.database.read, about);
  if (versions.length === 0) {
    seeOther(response, studyPath(about.study.slug, 'coding'));
    return;
  }
  const state = {
    ...shown,
    roles: actor.roles,
    name: nameOf(visit, about),
    counts: await countFinalCodes(app.database.read, keyOf(about)),
    names: new Map((await listUsers(app)).map(({ id, name }) => [id, name])),
  };
  render(response, codeFrameView, codeFramePage(about, versions, state));
}

async function showCode(visit: Visit, request: Request, response: Response, shown: Shown): Promise<void> {
  const about = await questionOf(visit, request);
  const { app, actor, session } = visit;
  const stored = await getFrame(app.database.read, about);
  const code = codeOf(stored, Number(pathParameter(request, 'code')));
  const counts = await countFinalCodes(app.database.read, keyOf(about));
  const state = {
    ...shown,
    roles: actor.roles,
    name: nameOf(visit, about),
    code,
    csrfToken: session?.csrfToken ?? '',
    answers: counts.get(code.number) ?? 0,
  };
  render(response, codeView, codePage(about, stored, state));
}

/** @throws UserProblem `not_found` */
function codeOf({ frame }: StoredFrame, number: number): Code {
  const code = codesInUse(frame).find((one) => one.number === number);
  if (code === undefined) throw new UserProblem('not_found', 'Deze code is er niet (meer).');
  return code;
}
