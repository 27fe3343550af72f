import type { Request } from 'express';
import { pathParameter, type Route } from '../../web/route.js';
import { askedDomain } from '../../web/domain-choice.js';
import { sendChart, sendFile } from '../../web/sending.js';
import { render } from '../../web/views.js';
import type { Visit } from '../../web/visit.js';
import { exportFigures } from '../figure-files/figure-files.service.js';
import { figuresView } from './figures.pages.js';
import { PATTERN_CHARTS, patternChart, patternsPage } from './patterns.pages.js';
import { type CallPatterns, callPatterns } from './patterns.service.js';
import { patternTables } from './patterns-tables.js';

const PATTERNS = '/studies/:study/quality/patterns';

export const qualityPatternRoutes: readonly Route[] = [
  {
    method: 'get',
    path: PATTERNS,
    access: 'fieldwork.supervise',
    async handle(visit, request, response) {
      render(response, figuresView, patternsPage(await patternsOf(visit, request), visit.actor.roles));
    },
  },
  {
    method: 'get',
    path: `${PATTERNS}/heat/:share.svg`,
    access: 'fieldwork.supervise',
    async handle(visit, request, response) {
      const share = PATTERN_CHARTS.find((name) => name === pathParameter(request, 'share'));
      const chart = share === undefined ? null : patternChart(await patternsOf(visit, request), share);
      sendChart(response, chart);
    },
  },
  {
    method: 'get',
    path: `${PATTERNS}/files/:name`,
    access: 'fieldwork.supervise',
    async handle(visit, request, response) {
      const found = await patternsOf(visit, request);
      const file = await exportFigures(visit.app, visit.actor, {
        study: found.study,
        tables: patternTables(found),
        name: pathParameter(request, 'name'),
      });
      sendFile(response, file);
    },
  },
];

async function patternsOf({ app }: Visit, request: Request): Promise<CallPatterns> {
  return callPatterns(app, {
    slug: pathParameter(request, 'study'),
    domain: askedDomain(request),
  });
}
