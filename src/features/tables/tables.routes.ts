import { pathParameter, queryFields, type Route } from '../../web/route.js';
import { sendChart, sendFile } from '../../web/sending.js';
import { render } from '../../web/views.js';
import { UserProblem } from '../../errors.js';
import { reportsRoutes } from './reports.routes.js';
import { exportTable } from './table-files.js';
import { chartOf } from './table-charts.js';
import { quotesAskedFor } from './quotes-in-file.js';
import { queryOf, tableFor } from './chosen-table.js';
import { tableChoices, tableFormatOf } from './tables.forms.js';
import { tablesPage, tablesView } from './tables.pages.js';
import { listEarlierStudies } from './tables.service.js';
import { listWeightNames } from '../weights/weights.service.js';

export const tablesRoutes: readonly Route[] = [
  ...reportsRoutes,
  {
    method: 'get',
    path: '/studies/:study/tables',
    access: 'table.view',
    async handle({ app, actor, session }, request, response) {
      const choices = tableChoices.parse(queryFields(request));
      const made = await tableFor(app, pathParameter(request, 'study'), choices);
      const state = {
        roles: actor.roles,
        choices,
        earlier: await listEarlierStudies(app, made.study),
        weightNames: await listWeightNames(app.database.read, made.study),
        query: queryOf(choices),
        csrfToken: session?.csrfToken ?? '',
      };
      render(response, tablesView, tablesPage(made, state));
    },
  },
  {
    method: 'get',
    path: '/studies/:study/tables/chart.svg',
    access: 'table.view',
    async handle({ app }, request, response) {
      const query = queryFields(request);
      const made = await tableFor(app, pathParameter(request, 'study'), tableChoices.parse(query));
      const chart = chartOf(made, { block: String(query['block']), isOfMeans: query['kind'] === 'means' });
      sendChart(response, chart);
    },
  },
  {
    method: 'get',
    path: '/studies/:study/tables/:format',
    access: 'table.view',
    async handle(visit, request, response) {
      const { app, actor } = visit;
      const format = tableFormatOf(pathParameter(request, 'format'));
      if (format === null) throw new UserProblem('not_found');
      const study = pathParameter(request, 'study');
      const choices = tableChoices.parse(queryFields(request));
      const make = () => tableFor(app, study, choices);
      const file = await exportTable(app, actor, {
        ...{ study, make, format },
        quotes: await quotesAskedFor(visit, request),
      });
      sendFile(response, file);
    },
  },
];
