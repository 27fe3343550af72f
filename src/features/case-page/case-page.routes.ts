import { pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { casePage, casePageView } from './case-page.pages.js';
import { getCaseOverview } from './case-page.service.js';

export const casePageRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/studies/:study/cases/:case',
    access: 'fieldwork.supervise',
    async handle({ app, actor, session }, request, response) {
      const overview = await getCaseOverview(
        app,
        pathParameter(request, 'study'),
        pathParameter(request, 'case'),
      );
      const frame = { roles: actor.roles, csrfToken: session?.csrfToken ?? '' };
      render(response, casePageView, casePage(overview, frame));
    },
  },
];
