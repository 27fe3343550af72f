import { pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { responseRatesPage, responseRatesView } from './response-rates.pages.js';
import { responseOfStudy } from './response-rates.service.js';

export const responseRatesRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/studies/:study/response',
    access: 'response.view',
    async handle({ app, actor }, request, response) {
      const found = await responseOfStudy(app, pathParameter(request, 'study'));
      render(response, responseRatesView, responseRatesPage(found, actor.roles));
    },
  },
];
