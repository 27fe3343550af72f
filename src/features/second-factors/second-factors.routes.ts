import { z } from 'zod';
import type { Application } from '../../application.js';
import { UserProblem } from '../../errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, userIdOf } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { getUser } from '../users/users.service.js';
import {
  recoveryCodesPage,
  recoveryCodesView,
  secondStepPage,
  secondStepView,
  setUpPage,
  setUpView,
} from './second-factors.pages.js';
import {
  beginSetUp,
  confirmSetUp,
  countRecoveryCodes,
  findSecretToSetUp,
  hasSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from './second-factors.service.js';

const ACCOUNT = '/account/second-step';

/** A code as it was sent; what cannot be one is as if nothing was typed. */
export const codeForm = z.object({ code: z.string().trim().max(40).catch('') });

export const secondFactorRoutes: readonly Route[] = [
  {
    method: 'get',
    path: ACCOUNT,
    access: 'signed_in',
    async handle(visit, _request, response) {
      const { app, session } = visit;
      const userId = userIdOf(visit);
      const secret = await findSecretToSetUp(app, userId);
      if (secret !== null) {
        const { email } = await getUser(app, userId);
        render(
          response,
          setUpView,
          setUpPage({ where: 'account', email, secret, next: '/account', isWrong: false }),
        );
        return;
      }
      const isOn = await hasSecondFactor(app, userId);
      const codesLeft = await countRecoveryCodes(app, userId);
      render(
        response,
        secondStepView,
        secondStepPage({ isOn, codesLeft, csrfToken: session?.csrfToken ?? '' }),
      );
    },
  },
  {
    method: 'post',
    path: `${ACCOUNT}/begin`,
    access: 'signed_in',
    async handle(visit, _request, response) {
      await beginSetUp(visit.app, userIdOf(visit));
      seeOther(response, ACCOUNT);
    },
  },
  {
    method: 'post',
    path: ACCOUNT,
    access: 'signed_in',
    async handle(visit, request, response) {
      const { app, actor } = visit;
      const userId = userIdOf(visit);
      const secret = await getSecretToSetUp(app, userId);
      const { email } = await getUser(app, userId);
      const codes = await confirmSetUp(app, actor, userId, codeForm.parse(formFields(request)).code);
      if (codes === null) {
        response.status(422);
        render(
          response,
          setUpView,
          setUpPage({ where: 'account', email, secret, next: '/account', isWrong: true }),
        );
        return;
      }
      render(response, recoveryCodesView, recoveryCodesPage(codes, '/account'));
    },
  },
  {
    method: 'post',
    path: `${ACCOUNT}/recovery-codes`,
    access: 'signed_in',
    async handle(visit, _request, response) {
      const userId = userIdOf(visit);
      if (!(await hasSecondFactor(visit.app, userId))) throw new UserProblem('wrong_state');
      const codes = await renewRecoveryCodes(visit.app, visit.actor, userId);
      render(response, recoveryCodesView, recoveryCodesPage(codes, '/account'));
    },
  },
  {
    method: 'post',
    path: '/users/:user/second-step/remove',
    access: 'user.manage',
    async handle({ app, actor, session }, request, response) {
      const user = await getUser(app, pathParameter(request, 'user'));
      const wasOn = await removeSecondFactor(app, actor, user.id);
      const text = wasOn
        ? 'De tweede stap is verwijderd. Bij de volgende aanmelding wordt die opnieuw ingesteld.'
        : 'Deze gebruiker had nog geen tweede stap.';
      // Who removes their own is signed out by it.
      if (session?.userId !== user.id) await tellOnNextPage({ app, session }, text);
      seeOther(response, `/users/${user.id}`);
    },
  },
];

async function getSecretToSetUp(app: Application, userId: string): Promise<string> {
  const secret = await findSecretToSetUp(app, userId);
  if (secret === null) throw new UserProblem('wrong_state', 'Aanmelden in twee stappen staat al aan.');
  return secret;
}
