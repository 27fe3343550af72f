import type { Request } from 'express';
import { CALL_SHARES } from '../../domain/quality/outcome-mix.js';
import { UserProblem } from '../../errors.js';
import { pathParameter, queryFields, type Route } from '../../web/route.js';
import { sendChart, sendFile } from '../../web/sending.js';
import { render } from '../../web/views.js';
import { userIdOf, type Visit } from '../../web/visit.js';
import { exportFigures } from '../figure-files/figure-files.service.js';
import { figuresView } from './figures.pages.js';
import { funnelOf, interviewersPage, interviewerTables } from './interviewers.pages.js';
import { interviewersOfStudy, type OwnFigures, ownFigures } from './interviewers.service.js';
import { MY_FIGURES, myFiguresPage, ownTable } from './my-figures.pages.js';

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
    path: MY_FIGURES,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      render(response, figuresView, myFiguresPage(await ownOf(visit, request)));
    },
  },
  {
    method: 'get',
    path: `${MY_FIGURES}/files/:name`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const { found } = await ownOf(visit, request);
      if (found === null) throw new UserProblem('not_found');
      const { study } = found.all;
      const name = pathParameter(request, 'name');
      sendFile(
        response,
        await exportFigures(visit.app, visit.actor, { study, tables: [ownTable(found)], name }),
      );
    },
  },
];

function ownOf(visit: Visit, request: Request): Promise<OwnFigures> {
  const { study } = queryFields(request);
  return ownFigures(visit.app, userIdOf(visit), typeof study === 'string' ? study : null);
}
