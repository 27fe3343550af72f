import { csvText } from '../../domain/csv/csv-text.js';
import type { Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { frameReportPage, frameReportRows, frameReportView } from './frame-report.pages.js';
import { frameCounts, fullFrameReport } from './frame-report.service.js';
import { studyOf } from './frame-visit.js';

export const frameReportRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/studies/:study/frames/report',
    access: 'frame.view',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const counts = await frameCounts(visit.app, visit.app.database.read, study);
      render(response, frameReportView, frameReportPage(study, visit.actor.roles, counts));
    },
  },
  {
    method: 'get',
    path: '/studies/:study/frames/report.csv',
    access: 'frame.view',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const counts = await frameCounts(visit.app, visit.app.database.read, study);
      response
        .type('text/csv')
        .attachment(`steekproefkader-${study.slug}.csv`)
        .send(csvText(frameReportRows(study, counts)));
    },
  },
  {
    method: 'get',
    path: '/studies/:study/frames/report.json',
    access: 'frame.view',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const counts = await frameCounts(visit.app, visit.app.database.read, study);
      response.attachment(`steekproefkader-${study.slug}.json`).json(fullFrameReport(counts));
    },
  },
];
