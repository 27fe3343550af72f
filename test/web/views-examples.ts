import { auditPage, auditView } from '../../src/features/audit/audit.pages.js';
import { signInPage, signInView } from '../../src/features/sessions/sessions.pages.js';
import {
  newUserPage,
  newUserView,
  userListPage,
  userListView,
  userPage,
  userView,
} from '../../src/features/users/users.pages.js';
import { INTERVIEW_EXAMPLE, STYLE_GUIDE_EXAMPLE } from '../../src/web/style-guide-example.js';
import { interviewExamplePage, styleGuidePage } from '../../src/web/style-guide.js';
import { type PageModel, type View, view } from '../../src/web/views.js';

interface ViewExample {
  readonly view: View<PageModel>;
  readonly model: PageModel;
}

const user = {
  id: '1',
  name: 'Noor',
  email: 'noor@example.org',
  roles: ['analist'],
  isActive: false,
} as const;

const emptyPassword = {
  name: 'password',
  label: 'Nieuw wachtwoord',
  type: 'password',
  autocomplete: 'new-password',
  value: '',
} as const;

/** Every view with a model that shows as much of it as possible. A new view goes into this list. */
export const VIEW_EXAMPLES: readonly ViewExample[] = [
  example(styleGuidePage, STYLE_GUIDE_EXAMPLE),
  example(interviewExamplePage, INTERVIEW_EXAMPLE),
  example(
    signInView,
    signInPage({ email: 'noor@example.org', next: '/studies', isWrong: true, isDemo: true }),
  ),
  example(userListView, userListPage([user])),
  example(newUserView, newUserPage({ email: 'noor', name: '', roles: [] }, { name: 'Vul een naam in.' })),
  example(userView, userPage(user, { roles: 'Kies ten minste één rol.' })),
  example(auditView, auditPage([], String)),
  byName('users/account', {
    title: 'Uw account',
    errors: { errors: [] },
    current: { ...emptyPassword, name: 'current', label: 'Huidig wachtwoord' },
    password: emptyPassword,
  }),
  byName('problem/problem', {
    title: 'Er ging iets mis in het programma',
    detail: 'De verbinding viel weg.',
    advice: 'Probeer het opnieuw.',
    requestId: 'r-1',
    homeHref: '/studies',
  }),
];

function example<Model extends PageModel>(view: View<Model>, model: Model): ViewExample {
  return { view: { name: view.name }, model };
}

/** For a view whose model is known only inside its feature. */
function byName(name: string, model: PageModel & Readonly<Record<string, unknown>>): ViewExample {
  return { view: view(name), model };
}
