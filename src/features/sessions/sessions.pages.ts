import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../demo/accounts.js';
import { ROLE_LABELS } from '../../domain/access/role.js';
import type { DataTable, ErrorSummary, TextField } from '../../web/components.js';
import { view } from '../../web/views.js';

export interface SignInPage {
  readonly title: string;
  readonly next: string;
  readonly errors: ErrorSummary;
  readonly email: TextField;
  readonly password: TextField;
  readonly demoAccounts: DataTable | null;
}

export const signInView = view<SignInPage>('sessions/sign-in');

export function signInPage(input: {
  email: string;
  next: string;
  isWrong: boolean;
  isDemo: boolean;
}): SignInPage {
  const mistake =
    'Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer beide en probeer het opnieuw.';
  return {
    title: 'Aanmelden',
    next: input.next,
    errors: { errors: input.isWrong ? [{ field: 'email', message: mistake }] : [] },
    email: {
      name: 'email',
      label: 'E-mailadres',
      type: 'email',
      autocomplete: 'username',
      value: input.email,
      ...(input.isWrong ? { error: mistake } : {}),
    },
    password: {
      name: 'password',
      label: 'Wachtwoord',
      type: 'password',
      autocomplete: 'current-password',
      value: '',
    },
    demoAccounts: input.isDemo ? demoAccounts() : null,
  };
}

function demoAccounts(): DataTable {
  return {
    id: 'demo-accounts',
    caption: `Accounts van deze demo. Het wachtwoord is steeds ${DEMO_PASSWORD}`,
    columns: [{ label: 'E-mailadres' }, { label: 'Rol' }, { label: 'Wat u kunt doen', wide: true }],
    rows: DEMO_ACCOUNTS.flatMap(({ email, roles }) =>
      roles.map((role) => [
        { text: email },
        { text: ROLE_LABELS[role].label },
        { text: ROLE_LABELS[role].task },
      ]),
    ),
    empty: '',
  };
}
