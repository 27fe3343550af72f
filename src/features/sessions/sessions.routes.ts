import { homeOf } from '../../web/navigation.js';
import { formFields, queryFields, type Route } from '../../web/route.js';
import { safeNextPath } from '../../web/next-path.js';
import { clearSessionCookie, setSessionCookie, setStepCookie } from '../../web/sessions.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import { signInForm } from './sessions.forms.js';
import { signInPage, signInView } from './sessions.pages.js';
import { endSession } from './sessions.service.js';
import { signIn } from './sign-in.service.js';

export const sessionRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/',
    access: 'public',
    handle({ actor }, _request, response) {
      seeOther(response, actor.kind === 'user' ? homeOf(actor.roles) : '/sign-in');
    },
  },
  {
    method: 'get',
    path: '/sign-in',
    access: 'public',
    handle({ app }, request, response) {
      const { next } = signInForm.parse(queryFields(request));
      render(
        response,
        signInView,
        signInPage({ email: '', next, isWrong: false, isDemo: app.config.isDemo }),
      );
    },
  },
  {
    method: 'post',
    path: '/sign-in',
    access: 'public',
    async handle({ app, actor }, request, response) {
      const { email, password, next } = signInForm.parse(formFields(request));
      const right = await signIn(app, actor, { email, password });
      if (right === null) {
        response.status(422);
        render(response, signInView, signInPage({ email, next, isWrong: true, isDemo: app.config.isDemo }));
        return;
      }
      if ('stepToken' in right) {
        setStepCookie(app, response, right.stepToken);
        const page = right.isSetUp ? '/sign-in/set-up' : '/sign-in/code';
        seeOther(response, `${page}?next=${encodeURIComponent(safeNextPath(next))}`);
        return;
      }
      setSessionCookie(app, response, right.sessionToken);
      seeOther(response, safeNextPath(next));
    },
  },
  {
    method: 'post',
    path: '/sign-out',
    access: 'signed_in',
    async handle({ app, actor, session }, _request, response) {
      if (session !== null) await endSession(app, actor, session);
      clearSessionCookie(app, response);
      seeOther(response, '/sign-in');
    },
  },
];
