import { checkForm } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { newUserForm, passwordForm, typedUser, userForm } from './users.forms.js';
import { newUserPage, newUserView, userListPage, userListView, userPage, userView } from './users.pages.js';
import { addUser, changeUser, findAccount, getUser, listUsers, setPassword } from './users.service.js';

export const userRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/users',
    access: 'user.manage',
    async handle({ app }, _request, response) {
      render(response, userListView, userListPage(await listUsers(app)));
    },
  },
  {
    method: 'get',
    path: '/users/new',
    access: 'user.manage',
    handle(_visit, _request, response) {
      render(response, newUserView, newUserPage(typedUser({})));
    },
  },
  {
    method: 'post',
    path: '/users/new',
    access: 'user.manage',
    async handle({ app, actor, session }, request, response) {
      const form = checkForm(newUserForm, formFields(request));
      if (!form.ok) {
        response.status(422);
        render(response, newUserView, newUserPage(typedUser(formFields(request)), form.errors));
        return;
      }
      if ((await findAccount(app, form.values.email)) !== null) {
        response.status(422);
        const errors = { email: 'Dit e-mailadres heeft al een account. Kies een ander adres.' };
        render(response, newUserView, newUserPage(typedUser(formFields(request)), errors));
        return;
      }
      await addUser(app, actor, form.values);
      await tellOnNextPage({ app, session }, 'De gebruiker is toegevoegd.');
      seeOther(response, '/users');
    },
  },
  {
    method: 'get',
    path: '/users/:user',
    access: 'user.manage',
    async handle({ app }, request, response) {
      render(response, userView, userPage(await getUser(app, pathParameter(request, 'user'))));
    },
  },
  {
    method: 'post',
    path: '/users/:user',
    access: 'user.manage',
    async handle({ app, actor, session }, request, response) {
      const user = await getUser(app, pathParameter(request, 'user'));
      const form = checkForm(userForm, formFields(request));
      if (!form.ok) {
        response.status(422);
        render(response, userView, userPage(user, form.errors, typedUser(formFields(request))));
        return;
      }
      await changeUser(app, actor, user.id, form.values);
      await tellOnNextPage({ app, session }, 'De gebruiker is gewijzigd.');
      seeOther(response, '/users');
    },
  },
  {
    method: 'post',
    path: '/users/:user/password',
    access: 'user.manage',
    async handle({ app, actor, session }, request, response) {
      const user = await getUser(app, pathParameter(request, 'user'));
      const form = checkForm(passwordForm, formFields(request));
      if (!form.ok) {
        response.status(422);
        render(response, userView, userPage(user, form.errors));
        return;
      }
      await setPassword(app, actor, user.id, form.values.password);
      await tellOnNextPage({ app, session }, 'Het wachtwoord is gewijzigd.');
      seeOther(response, '/users');
    },
  },
];
