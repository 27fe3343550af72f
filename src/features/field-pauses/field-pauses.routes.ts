import { z } from 'zod';
import { checkForm } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { pausePath } from '../studies/study-navigation.js';
import { pausePage, pauseView } from './field-pauses.pages.js';
import { changePause, getPauses } from './field-pauses.service.js';

const PAUSE = '/studies/:study/fieldwork/pause';

const pauseForm = z.object({
  what: z
    .string()
    .regex(/^(paused|resumed)(:.{1,60})?$/, 'Kies wat u wilt doen.')
    .transform((text) => {
      const [kind = '', domain = null] = text.split(':');
      return { kind: kind === 'paused' ? ('paused' as const) : ('resumed' as const), domain };
    }),
  reason: z.string().trim().min(1, 'Schrijf op waarom u dit doet.').max(200, 'Gebruik hoogstens 200 tekens.'),
});

export const fieldPauseRoutes: readonly Route[] = [
  {
    method: 'get',
    path: PAUSE,
    access: 'fieldwork.supervise',
    async handle({ app, actor }, request, response) {
      render(
        response,
        pauseView,
        pausePage(await getPauses(app, pathParameter(request, 'study')), actor.roles),
      );
    },
  },
  {
    method: 'post',
    path: PAUSE,
    access: 'fieldwork.supervise',
    async handle(visit, request, response) {
      const slug = pathParameter(request, 'study');
      const fields = formFields(request);
      const form = checkForm(pauseForm, fields);
      if (!form.ok) {
        const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
        const typed = { what: text('what'), reason: text('reason'), errors: form.errors };
        response.status(422);
        render(response, pauseView, pausePage(await getPauses(visit.app, slug), visit.actor.roles, typed));
        return;
      }
      const { what, reason } = form.values;
      await changePause(visit.app, visit.actor, { slug, reason, ...what });
      await tellOnNextPage(visit, what.kind === 'paused' ? 'De pauze is begonnen.' : 'De pauze is voorbij.');
      seeOther(response, pausePath(slug));
    },
  },
];
