import { pathParameter, queryFields, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import { isCaseOfStudy } from '../cases/cases.service.js';
import { casePagePath } from '../studies/study-navigation.js';
import { caseFilterOf, caseListPlaceOf, soughtNumberOf } from './case-list.forms.js';
import { caseListPage, caseListView, unknownNumber } from './case-list.pages.js';
import { listCasePage } from './case-list.service.js';

export const caseListRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/studies/:study/cases',
    access: 'fieldwork.supervise',
    async handle({ app, actor }, request, response) {
      const slug = pathParameter(request, 'study');
      const query = queryFields(request);
      const list = await listCasePage(app, slug, caseFilterOf(query), caseListPlaceOf(query));
      const number = soughtNumberOf(query);
      if (number === null) {
        render(response, caseListView, caseListPage(list, actor.roles));
        return;
      }
      if (await isCaseOfStudy(app.database.read, list.study, number)) {
        seeOther(response, casePagePath(slug, number));
        return;
      }
      response.status(404);
      render(response, caseListView, caseListPage(list, actor.roles, unknownNumber(number, list.study)));
    },
  },
];
