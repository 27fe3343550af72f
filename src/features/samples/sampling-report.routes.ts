import type { Request } from 'express';
import { reportWord } from '../../documents/report-word.js';
import { pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import type { Visit } from '../../web/visit.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { samplingReportDocument, samplingReportPage, samplingReportView } from './sampling-report.pages.js';
import { getCurrentDraw, samplingReport, samplingReportFacts } from './sampling-report.service.js';

const REPORT = '/studies/:study/samples/report';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const reportRoutes: readonly Route[] = [
  {
    method: 'get',
    path: REPORT,
    access: 'sample.view',
    async handle(visit, request, response) {
      const facts = await samplingReportFacts(visit.app, await studyOf(visit, request));
      render(response, samplingReportView, samplingReportPage(facts, visit.actor.roles));
    },
  },
  {
    method: 'get',
    path: `${REPORT}/json`,
    access: 'sample.view',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const db = visit.app.database.read;
      const report = await samplingReport(db, study, await getCurrentDraw(db, study));
      const text = `${JSON.stringify(report, null, 2)}\n`;
      response.type('application/json').attachment(`${study.slug}-steekproefverslag.json`).send(text);
    },
  },
  {
    method: 'get',
    path: `${REPORT}/word`,
    access: 'sample.view',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const file = await reportWord(samplingReportDocument(await samplingReportFacts(visit.app, study)));
      response.type(WORD).attachment(`${study.slug}-steekproefverslag.docx`).send(file);
    },
  },
];

async function studyOf({ app }: Visit, request: Request): Promise<Study> {
  return getStudy(app.database.read, pathParameter(request, 'study'));
}
