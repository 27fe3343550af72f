import type { Response } from 'express';
import { checkForm } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { tokenForm } from './api-tokens.forms.js';
import { apiTokensPage, type ApiTokensState, apiTokensView } from './api-tokens.pages.js';
import { createToken, listOwnTokens, revokeToken } from './api-tokens.service.js';

export const apiTokenRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/account/tokens',
    access: 'table.view',
    async handle(visit, _request, response) {
      await show(visit, response, {});
    },
  },
  {
    method: 'post',
    path: '/account/tokens',
    access: 'table.view',
    async handle(visit, request, response) {
      const fields = formFields(request);
      const form = checkForm(tokenForm, fields);
      if (!form.ok) {
        response.status(422);
        const typedLabel = typeof fields['label'] === 'string' ? fields['label'] : '';
        await show(visit, response, { typedLabel, errors: form.errors });
        return;
      }
      // Shown in this answer and nowhere else: a message for the next page would be kept in the database.
      await show(visit, response, { secret: await createToken(visit.app, visit.actor, form.values) });
    },
  },
  {
    method: 'post',
    path: '/account/tokens/:token/revoke',
    access: 'table.view',
    async handle({ app, actor, session }, request, response) {
      await revokeToken(app, actor, pathParameter(request, 'token'));
      await tellOnNextPage({ app, session }, 'Het token werkt niet meer.');
      seeOther(response, '/account/tokens');
    },
  },
];

async function show(
  { app, actor, session }: Visit,
  response: Response,
  state: Omit<ApiTokensState, 'now' | 'csrfToken'>,
): Promise<void> {
  const frame = { now: app.clock(), csrfToken: session?.csrfToken ?? '' };
  render(response, apiTokensView, apiTokensPage(await listOwnTokens(app, actor), { ...state, ...frame }));
}
