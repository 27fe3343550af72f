import { z } from 'zod';
import type { Actor } from '../../application.js';
import { mayDo } from '../../domain/access/permission.js';
import type { ErrorSummary, TextField } from '../../web/components.js';
import { checkForm, errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { formFields, type Route } from '../../web/route.js';
import { render, view } from '../../web/views.js';
import { seeOther, userIdOf } from '../../web/visit.js';
import { passwordForm } from './users.forms.js';
import { changeOwnPassword } from './users.service.js';

interface AccountPage {
  readonly title: string;
  readonly errors: ErrorSummary;
  readonly current: TextField;
  readonly password: TextField;
  /** Whether programs may read data in this person's name. */
  readonly mayHaveTokens: boolean;
}

const accountView = view<AccountPage>('users/account');

const ownPasswordForm = passwordForm.extend({ current: z.string().min(1, 'Vul uw huidige wachtwoord in.') });

function accountPage({ roles }: Pick<Actor, 'roles'>, errors: FieldErrors = {}): AccountPage {
  return {
    title: 'Uw account',
    errors: errorSummary(errors),
    mayHaveTokens: mayDo(roles, 'table.view'),
    current: {
      name: 'current',
      label: 'Huidig wachtwoord',
      type: 'password',
      autocomplete: 'current-password',
      value: '',
      ...fieldError(errors, 'current'),
    },
    password: {
      name: 'password',
      label: 'Nieuw wachtwoord',
      description: 'Ten minste 12 tekens. Daarna meldt u zich opnieuw aan.',
      type: 'password',
      autocomplete: 'new-password',
      value: '',
      ...fieldError(errors, 'password'),
    },
  };
}

export const accountRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/account',
    access: 'signed_in',
    handle({ actor }, _request, response) {
      render(response, accountView, accountPage(actor));
    },
  },
  {
    method: 'post',
    path: '/account',
    access: 'signed_in',
    async handle(visit, request, response) {
      const form = checkForm(ownPasswordForm, formFields(request));
      const changed =
        form.ok && (await changeOwnPassword(visit.app, visit.actor, userIdOf(visit), form.values));
      if (changed) {
        seeOther(response, '/sign-in');
        return;
      }
      response.status(422);
      render(
        response,
        accountView,
        accountPage(visit.actor, form.ok ? { current: 'Dit is niet uw huidige wachtwoord.' } : form.errors),
      );
    },
  },
];
