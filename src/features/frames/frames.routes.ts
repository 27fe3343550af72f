import type { Response } from 'express';
import type { Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import type { Visit } from '../../web/visit.js';
import type { Study } from '../studies/studies.service.js';
import { frameCounts } from './frame-report.service.js';
import { studyOf } from './frame-visit.js';
import { framesPage, framesView, NO_MISTAKES, type UploadMistakes } from './frames.pages.js';
import { listDeliveries } from './frames.service.js';
import { listImportRuns } from './import-runs.service.js';
import { isUnfinished } from './imports.pages.js';
import { listWaitingUploads } from './uploads.service.js';

export const frameRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/studies/:study/frames',
    access: 'frame.view',
    async handle(visit, request, response) {
      await showFrames(visit, response, await studyOf(visit, request));
    },
  },
];

/** The page of the frame, also with what went wrong with a form on it. */
export async function showFrames(
  { app, actor }: Visit,
  response: Response,
  study: Study,
  mistakes: Partial<UploadMistakes> = {},
): Promise<void> {
  const runningCount = (await listImportRuns(app, study)).filter(isUnfinished).length;
  const seen = {
    roles: actor.roles,
    deliveries: await listDeliveries(app, study),
    counts: runningCount > 0 ? null : await frameCounts(app, app.database.read, study),
    waitingCount: (await listWaitingUploads(app, study)).length,
    runningCount,
    uploadLimitMegabytes: app.config.uploadLimitMegabytes,
  };
  render(response, framesView, framesPage(study, seen, { ...NO_MISTAKES, ...mistakes }));
}
