import { pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import { mayDo } from '../../domain/access/permission.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { getStudy } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { startPage, startView } from './fieldwork.pages.js';
import { readinessOf, startFieldwork } from './fieldwork-start.service.js';

const FIELDWORK = '/studies/:study/fieldwork';

export const supervisionRoutes: readonly Route[] = [
  {
    method: 'get',
    path: `${FIELDWORK}/start`,
    access: 'sample.release',
    async handle({ app, actor, session }, request, response) {
      const db = app.database.read;
      const readiness = await readinessOf(db, await getStudy(db, pathParameter(request, 'study')));
      render(
        response,
        startView,
        startPage(readiness, { roles: actor.roles, csrfToken: session?.csrfToken ?? '' }),
      );
    },
  },
  {
    method: 'post',
    path: `${FIELDWORK}/start`,
    access: 'sample.release',
    async handle(visit, request, response) {
      const slug = pathParameter(request, 'study');
      const count = await startFieldwork(visit.app, visit.actor, slug);
      const isSupervisor = mayDo(visit.actor.roles, 'fieldwork.supervise');
      await tellOnNextPage(visit, `Het veldwerk is gestart met ${String(count)} casussen.`);
      seeOther(response, studyPath(slug, isSupervisor ? 'fieldwork' : 'overview'));
    },
  },
];
