import type { Request, Response } from 'express';
import type { Application } from '../../application.js';
import { UserProblem } from '../../errors.js';
import { safeNextPath } from '../../web/next-path.js';
import { formFields, queryFields, type Route } from '../../web/route.js';
import { clearStepCookie, setSessionCookie, stepCookieOf } from '../../web/sessions.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import {
  codePage,
  codeView,
  recoveryCodesPage,
  recoveryCodesView,
  setUpPage,
  setUpView,
} from './second-factors.pages.js';
import { codeForm } from './second-factors.routes.js';
import {
  findHalfSignedIn,
  type HalfSignedIn,
  signInAfterSetUp,
  signInWithCode,
} from '../sessions/sign-in.service.js';

/** The second step of signing in; only for who gave the right password a moment ago. */
export const signInStepRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/sign-in/code',
    access: 'public',
    async handle({ app }, request, response) {
      await getHalf(app, request);
      render(
        response,
        codeView,
        codePage({ next: safeNextPath(queryFields(request)['next']), isWrong: false }),
      );
    },
  },
  {
    method: 'post',
    path: '/sign-in/code',
    access: 'public',
    async handle({ app, actor }, request, response) {
      const fields = formFields(request);
      const token = await signInWithCode(app, actor, stepTokenOf(request), codeForm.parse(fields).code);
      if (token === null) {
        response.status(422);
        render(response, codeView, codePage({ next: safeNextPath(fields['next']), isWrong: true }));
        return;
      }
      letIn(app, response, token);
      seeOther(response, safeNextPath(fields['next']));
    },
  },
  {
    method: 'get',
    path: '/sign-in/set-up',
    access: 'public',
    async handle({ app }, request, response) {
      const { user, secret } = await getHalfToSetUp(app, request);
      const next = safeNextPath(queryFields(request)['next']);
      render(
        response,
        setUpView,
        setUpPage({ where: 'sign-in', email: user.email, secret, next, isWrong: false }),
      );
    },
  },
  {
    method: 'post',
    path: '/sign-in/set-up',
    access: 'public',
    async handle({ app, actor }, request, response) {
      const fields = formFields(request);
      const { user, secret } = await getHalfToSetUp(app, request);
      const done = await signInAfterSetUp(app, actor, stepTokenOf(request), codeForm.parse(fields).code);
      const next = safeNextPath(fields['next']);
      if (done === null) {
        response.status(422);
        render(
          response,
          setUpView,
          setUpPage({ where: 'sign-in', email: user.email, secret, next, isWrong: true }),
        );
        return;
      }
      letIn(app, response, done.sessionToken);
      render(response, recoveryCodesView, recoveryCodesPage(done.recoveryCodes, next));
    },
  },
];

function letIn(app: Application, response: Response, sessionToken: string): void {
  clearStepCookie(app, response);
  setSessionCookie(app, response, sessionToken);
}

/** @throws UserProblem `not_signed_in`, which leads to the sign-in page */
function stepTokenOf(request: Request): string {
  const token = stepCookieOf(request);
  if (token === null) throw new UserProblem('not_signed_in');
  return token;
}

async function getHalf(app: Application, request: Request): Promise<HalfSignedIn> {
  const half = await findHalfSignedIn(app, stepTokenOf(request));
  if (half === null) throw new UserProblem('not_signed_in');
  return half;
}

async function getHalfToSetUp(
  app: Application,
  request: Request,
): Promise<{ readonly user: HalfSignedIn['user']; readonly secret: string }> {
  const { user, secretToSetUp } = await getHalf(app, request);
  if (secretToSetUp === null) throw new UserProblem('not_signed_in');
  return { user, secret: secretToSetUp };
}
