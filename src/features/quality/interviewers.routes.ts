import { CALL_SHARES } from '../../domain/quality/outcome-mix.js';
import { pathParameter, queryFields, type Route } from '../../web/route.js';
import { sendChart, sendFile } from '../../web/sending.js';
import { render } from '../../web/views.js';
import { userIdOf } from '../../web/visit.js';
import { exportFigures } from '../figure-files/figure-files.service.js';
import { figuresView } from './figures.pages.js';
import { funnelOf, interviewersPage, interviewerTables } from './interviewers.pages.js';
import { interviewersOfStudy, ownFigures } from './interviewers.service.js';
import { myFiguresPage } from './my-figures.pages.js';

const INTERVIEWERS = '/studies/:study/quality/interviewers';

export const qualityInterviewerRoutes: readonly Route[] = [
  {
    method: 'get',
    path: INTERVIEWERS,
    access: 'fieldwork.supervise',
    async handle({ app, actor }, request, response) {
      const all = await interviewersOfStudy(app, pathParameter(request, 'study'));
      render(response, figuresView, interviewersPage(all, actor.roles));
    },
  },
  {
    method: 'get',
    path: `${INTERVIEWERS}/funnel/:share.svg`,
    access: 'fieldwork.supervise',
    async handle({ app }, request, response) {
      const share = CALL_SHARES.find((name) => name === pathParameter(request, 'share'));
      const all = await interviewersOfStudy(app, pathParameter(request, 'study'));
      const chart = share === undefined ? null : funnelOf(all, share);
      sendChart(response, chart);
    },
  },
  {
    method: 'get',
    path: `${INTERVIEWERS}/files/:name`,
    access: 'fieldwork.supervise',
    async handle({ app, actor }, request, response) {
      const all = await interviewersOfStudy(app, pathParameter(request, 'study'));
      const tables = interviewerTables(all);
      const name = pathParameter(request, 'name');
      const file = await exportFigures(app, actor, { study: all.study, tables, name });
      sendFile(response, file);
    },
  },
  {
    method: 'get',
    path: '/fieldwork/my-figures',
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const { study } = queryFields(request);
      const slug = typeof study === 'string' ? study : null;
      render(response, figuresView, myFiguresPage(await ownFigures(visit.app, userIdOf(visit), slug)));
    },
  },
];
