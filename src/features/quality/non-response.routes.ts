import type { Request } from 'express';
import { pathParameter, type Route } from '../../web/route.js';
import { askedDomain } from '../../web/domain-choice.js';
import { sendChart, sendFile } from '../../web/sending.js';
import { render } from '../../web/views.js';
import type { Visit } from '../../web/visit.js';
import { exportFigures } from '../figure-files/figure-files.service.js';
import { figuresView } from './figures.pages.js';
import { nonResponseChart, nonResponsePage } from './non-response.pages.js';
import { type StudyNonResponse, studyNonResponse } from './non-response.service.js';
import { nonResponseTables } from './non-response-tables.js';

const NON_RESPONSE = '/studies/:study/quality/non-response';

export const nonResponseRoutes: readonly Route[] = [
  {
    method: 'get',
    path: NON_RESPONSE,
    access: 'response.view',
    async handle(visit, request, response) {
      render(response, figuresView, nonResponsePage(await foundOf(visit, request), visit.actor.roles));
    },
  },
  {
    method: 'get',
    path: `${NON_RESPONSE}/chart.svg`,
    access: 'response.view',
    async handle(visit, request, response) {
      const chart = nonResponseChart(await foundOf(visit, request));
      sendChart(response, chart);
    },
  },
  {
    method: 'get',
    path: `${NON_RESPONSE}/files/:name`,
    access: 'response.view',
    async handle(visit, request, response) {
      const found = await foundOf(visit, request);
      const file = await exportFigures(visit.app, visit.actor, {
        study: found.study,
        tables: nonResponseTables(found),
        name: pathParameter(request, 'name'),
      });
      sendFile(response, file);
    },
  },
];

async function foundOf({ app }: Visit, request: Request): Promise<StudyNonResponse> {
  return studyNonResponse(app, {
    slug: pathParameter(request, 'study'),
    domain: askedDomain(request),
  });
}
