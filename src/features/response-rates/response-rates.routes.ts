import { pathParameter, queryFields, type Route } from '../../web/route.js';
import { sendChart, sendFile } from '../../web/sending.js';
import { render } from '../../web/views.js';
import { exportFigures } from '../figure-files/figure-files.service.js';
import { breakDownResponse, listCasesBehind } from './breakdown.service.js';
import { caseListPage, caseListView } from './case-list.pages.js';
import { curveId, curveTable, standTable } from './curve-tables.js';
import { curveChart, curvePage, curveView } from './curve.pages.js';
import { findCurves } from './curve.service.js';
import { writeDailyReport } from './daily-report.service.js';
import { definitionsPage, definitionsView } from './definitions.pages.js';
import { figuresToDefine } from './definitions.service.js';
import { funnelChart, funnelPage, funnelTables, funnelView } from './funnel.pages.js';
import { findFunnel } from './funnel.service.js';
import { caseLinkOf, responsePath } from './response-paths.js';
import { responseChart, responseRatesPage, responseRatesView } from './response-rates.pages.js';
import { responseTables } from './response-tables.js';
import { caseListChoices, measureOf, responseViewOf } from './response.forms.js';

export const responseRatesRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/studies/:study/response',
    access: 'response.view',
    async handle({ app, actor }, request, response) {
      const choice = responseViewOf(pathParameter(request, 'study'), queryFields(request));
      render(
        response,
        responseRatesView,
        responseRatesPage(await breakDownResponse(app, choice), actor.roles),
      );
    },
  },
  {
    method: 'get',
    path: '/studies/:study/response/chart.svg',
    access: 'response.view',
    async handle({ app }, request, response) {
      const choice = responseViewOf(pathParameter(request, 'study'), queryFields(request));
      const chart = responseChart(await breakDownResponse(app, choice));
      sendChart(response, chart);
    },
  },
  {
    method: 'get',
    path: '/studies/:study/response/rates/:file',
    access: 'response.view',
    async handle({ app, actor }, request, response) {
      const choice = responseViewOf(pathParameter(request, 'study'), queryFields(request));
      const found = await breakDownResponse(app, choice);
      const file = await exportFigures(app, actor, {
        study: found.study,
        tables: responseTables(found, caseLinkOf(choice.slug, [])),
        name: pathParameter(request, 'file'),
      });
      sendFile(response, file);
    },
  },
  {
    method: 'get',
    path: '/studies/:study/response/curve',
    access: 'response.view',
    async handle({ app, actor }, request, response) {
      const found = await findCurves(app, pathParameter(request, 'study'));
      render(response, curveView, curvePage(found, measureOf(queryFields(request)), actor.roles));
    },
  },
  {
    method: 'get',
    path: '/studies/:study/response/curve/chart/:file',
    access: 'response.view',
    async handle({ app }, request, response) {
      const found = await findCurves(app, pathParameter(request, 'study'));
      const file = pathParameter(request, 'file');
      const curve = found.curves.find((one) => `${curveId(one)}.svg` === file);
      const chart = curve === undefined ? null : curveChart(found, curve, measureOf(queryFields(request)));
      sendChart(response, chart);
    },
  },
  {
    method: 'get',
    path: '/studies/:study/response/curve/files/:file',
    access: 'response.view',
    async handle({ app, actor }, request, response) {
      const found = await findCurves(app, pathParameter(request, 'study'));
      const measure = measureOf(queryFields(request));
      const noLink = caseLinkOf(found.study.slug, []);
      const file = await exportFigures(app, actor, {
        study: found.study,
        tables: [
          standTable(found, noLink),
          ...found.curves.map((curve) => curveTable(found, curve, { measure, link: noLink })),
        ],
        name: pathParameter(request, 'file'),
      });
      sendFile(response, file);
    },
  },
  {
    method: 'get',
    path: '/studies/:study/response/daily/:file',
    access: 'fieldwork.supervise',
    async handle({ app, actor }, request, response) {
      const slug = pathParameter(request, 'study');
      const file = await writeDailyReport(app, actor, { slug, name: pathParameter(request, 'file') });
      sendFile(response, file);
    },
  },
  {
    method: 'get',
    path: '/studies/:study/response/funnel',
    access: 'response.view',
    async handle({ app, actor }, request, response) {
      const funnel = await findFunnel(app, pathParameter(request, 'study'));
      render(response, funnelView, funnelPage(funnel, actor.roles));
    },
  },
  {
    method: 'get',
    path: '/studies/:study/response/funnel/chart.svg',
    access: 'response.view',
    async handle({ app }, request, response) {
      const chart = funnelChart(await findFunnel(app, pathParameter(request, 'study')));
      sendChart(response, chart);
    },
  },
  {
    method: 'get',
    path: '/studies/:study/response/funnel/files/:file',
    access: 'response.view',
    async handle({ app, actor }, request, response) {
      const funnel = await findFunnel(app, pathParameter(request, 'study'));
      const file = await exportFigures(app, actor, {
        study: funnel.study,
        tables: funnelTables(funnel, caseLinkOf(funnel.study.slug, [])),
        name: pathParameter(request, 'file'),
      });
      sendFile(response, file);
    },
  },
  {
    method: 'get',
    path: '/studies/:study/response/definitions',
    access: 'response.view',
    async handle({ app, actor }, request, response) {
      const figures = await figuresToDefine(app, pathParameter(request, 'study'), actor.roles);
      render(response, definitionsView, definitionsPage(figures, actor.roles));
    },
  },
  {
    method: 'get',
    path: '/studies/:study/response/cases',
    access: 'response.cases',
    async handle({ app, actor }, request, response) {
      const slug = pathParameter(request, 'study');
      const { page, ...choice } = caseListChoices.parse(queryFields(request));
      const list = await listCasesBehind(app, { slug, ...choice }, page);
      const { set, by, part, domain, until } = choice;
      const query = new URLSearchParams({
        set,
        by,
        ...(part === null ? {} : { part }),
        ...(domain === null ? {} : { domain }),
        ...(until === null ? {} : { until }),
      });
      const href = `${responsePath(slug)}/cases?${query.toString()}&`;
      render(response, caseListView, caseListPage(list, { set, until, page, href, roles: actor.roles }));
    },
  },
];
