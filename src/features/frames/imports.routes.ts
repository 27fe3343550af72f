import { pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { framePath, studyOf } from './frame-visit.js';
import { listImportRuns, stopImport } from './import-runs.service.js';
import { importsPage, importsView } from './imports.pages.js';

export const importRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/studies/:study/frames/imports',
    access: 'frame.import',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const runs = await listImportRuns(visit.app, study);
      const now = visit.app.clock();
      render(response, importsView, importsPage(study, visit.actor.roles, { runs, now }));
    },
  },
  {
    method: 'post',
    path: '/studies/:study/frames/imports/:run/stop',
    access: 'frame.import',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      await stopImport(visit.app, visit.actor, study, pathParameter(request, 'run'));
      await tellOnNextPage(visit, 'Het inlezen stopt. Van dit bestand wordt niets bewaard.');
      seeOther(response, framePath(study, 'imports'));
    },
  },
];
