import type { Request } from 'express';
import { csvText } from '../../domain/csv/csv-text.js';
import type { Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import type { Visit } from '../../web/visit.js';
import type { Study } from '../studies/studies.service.js';
import { frameReportPage, frameReportRows, frameReportView } from './frame-report.pages.js';
import { type FrameCounts, frameCounts, fullFrameReport } from './frame-report.service.js';
import { ensureFrameAtRest } from './frame-rest.js';
import { studyOf } from './frame-visit.js';

export const frameReportRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/studies/:study/frames/report',
    access: 'frame.view',
    async handle(visit, request, response) {
      const { study, counts } = await countedStudy(visit, request);
      render(response, frameReportView, frameReportPage(study, visit.actor.roles, counts));
    },
  },
  {
    method: 'get',
    path: '/studies/:study/frames/report.csv',
    access: 'frame.view',
    async handle(visit, request, response) {
      const { study, counts } = await countedStudy(visit, request);
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
      const { study, counts } = await countedStudy(visit, request);
      response.attachment(`steekproefkader-${study.slug}.json`).json(fullFrameReport(counts));
    },
  },
];

/** @throws UserProblem `wrong_state` while a file comes in: half a frame is no report */
async function countedStudy(
  visit: Visit,
  request: Request,
): Promise<{ readonly study: Study; readonly counts: FrameCounts }> {
  const db = visit.app.database.read;
  const study = await studyOf(visit, request);
  await ensureFrameAtRest(db, study);
  return { study, counts: await frameCounts(visit.app, db, study) };
}
