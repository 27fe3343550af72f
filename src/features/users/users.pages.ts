import { ROLE_LABELS, ROLES } from '../../domain/access/role.js';
import type { Checkbox, ChoiceGroup, DataTable, ErrorSummary, TextField } from '../../web/components.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { MINIMUM_PASSWORD_LENGTH } from './passwords.js';
import type { TypedChange, TypedUser } from './users.forms.js';
import type { User } from './users.service.js';

interface UserListPage {
  readonly title: string;
  readonly users: DataTable;
}

interface NewUserPage {
  readonly title: string;
  readonly errors: ErrorSummary;
  readonly email: TextField;
  readonly name: TextField;
  readonly roles: ChoiceGroup;
  readonly password: TextField;
}

interface UserPage {
  readonly title: string;
  readonly email: string;
  readonly action: string;
  readonly passwordAction: string;
  readonly secondStepAction: string;
  readonly errors: ErrorSummary;
  readonly name: TextField;
  readonly roles: ChoiceGroup;
  readonly isActive: Checkbox;
  readonly password: TextField;
}

export const userListView = view<UserListPage>('users/list');
export const newUserView = view<NewUserPage>('users/new');
export const userView = view<UserPage>('users/edit');

export function userListPage(users: readonly User[]): UserListPage {
  return {
    title: 'Gebruikers',
    users: {
      id: 'users',
      caption: 'Wie zich kan aanmelden, en met welke rollen',
      columns: [{ label: 'Naam' }, { label: 'E-mailadres' }, { label: 'Rollen' }, { label: 'Toegang' }],
      rows: users.map((user) => [
        { text: user.name, href: `/users/${user.id}` },
        { text: user.email },
        { text: user.roles.map((role) => ROLE_LABELS[role].label).join(', ') },
        {
          text: '',
          badge: user.isActive
            ? { text: 'actief', tone: 'success' }
            : { text: 'geblokkeerd', tone: 'warning' },
        },
      ]),
      empty: 'Er zijn nog geen gebruikers.',
    },
  };
}

export function newUserPage(typed: TypedUser, errors: FieldErrors = {}): NewUserPage {
  return {
    title: 'Gebruiker toevoegen',
    errors: errorSummary(errors),
    email: {
      name: 'email',
      label: 'E-mailadres',
      type: 'email',
      autocomplete: 'off',
      value: typed.email,
      ...fieldError(errors, 'email'),
    },
    name: nameField(typed.name, errors),
    roles: rolesField(typed.roles, errors),
    password: passwordField('Eerste wachtwoord', errors),
  };
}

/** @param typed what was typed, when it is shown again because something is wrong with it */
export function userPage(
  user: User,
  errors: FieldErrors = {},
  typed: Pick<TypedChange, 'name' | 'roles' | 'isActive'> = user,
): UserPage {
  return {
    title: user.name,
    email: user.email,
    action: `/users/${user.id}`,
    passwordAction: `/users/${user.id}/password`,
    secondStepAction: `/users/${user.id}/second-step/remove`,
    errors: errorSummary(errors),
    name: nameField(typed.name, errors),
    roles: rolesField(typed.roles, errors),
    isActive: { name: 'isActive', label: 'Mag zich aanmelden', value: 'yes', checked: typed.isActive },
    password: passwordField('Nieuw wachtwoord', errors),
  };
}

function nameField(value: string, errors: FieldErrors): TextField {
  return { name: 'name', label: 'Naam', autocomplete: 'off', value, ...fieldError(errors, 'name') };
}

function passwordField(label: string, errors: FieldErrors): TextField {
  return {
    name: 'password',
    label,
    description: `Ten minste ${String(MINIMUM_PASSWORD_LENGTH)} tekens. Geef het niet per e-mail door.`,
    type: 'password',
    autocomplete: 'new-password',
    value: '',
    ...fieldError(errors, 'password'),
  };
}

function rolesField(chosen: readonly string[], errors: FieldErrors): ChoiceGroup {
  return {
    name: 'roles',
    label: 'Rollen',
    description: 'Geef niet meer rollen dan iemand voor het werk nodig heeft.',
    kind: 'checkbox',
    options: ROLES.map((role) => ({
      value: role,
      label: ROLE_LABELS[role].label,
      description: ROLE_LABELS[role].task,
      checked: chosen.includes(role),
    })),
    ...fieldError(errors, 'roles'),
  };
}
