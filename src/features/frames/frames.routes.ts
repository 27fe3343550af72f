import type { Request, Response } from 'express';
import { csvText } from '../../domain/csv/csv-text.js';
import { UserProblem } from '../../errors.js';
import { checkForm } from '../../web/form-errors.js';
import { type UploadedFile, uploadedFiles } from '../../web/forms.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { leaveFlash } from '../sessions/sessions.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { frameCounts } from './frame-report.service.js';
import { deliveryForm, typedDelivery } from './frames.forms.js';
import { deliveryPage, deliveryView, problemRows, PROBLEMS_ON_PAGE } from './delivery.pages.js';
import { type DeliveryMistakes, framesPage, framesView, NO_MISTAKES } from './frames.pages.js';
import {
  getDelivery,
  importDelivery,
  listDeliveries,
  listProblems,
  organisationOfFile,
} from './frames.service.js';

export const frameRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/studies/:study/frames',
    access: 'frame.view',
    async handle(visit, request, response) {
      await showFrames(visit, response, await studyOf(visit, request));
    },
  },
  {
    method: 'post',
    path: '/studies/:study/frames/import',
    access: 'frame.import',
    takesFile: true,
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const fields = formFields(request);
      const form = checkForm(deliveryForm(study.domains.map(({ code }) => code)), fields);
      const files = uploadedFiles(request);
      if (!form.ok || files.length === 0) {
        const missing = files.length === 0 ? { files: 'Kies een of meer bestanden.' } : {};
        const errors = { ...(form.ok ? {} : form.errors), ...missing };
        await refuse(visit, response, study, { ...NO_MISTAKES, typed: typedDelivery(fields), errors });
        return;
      }
      const failures = await importAll(visit, study, { files, ...form.values });
      const importedCount = files.length - failures.length;
      if (failures.length > 0) {
        const typed = typedDelivery(fields);
        await refuse(visit, response, study, { typed, errors: {}, failures, importedCount });
        return;
      }
      if (visit.session !== null) {
        const text =
          importedCount === 1
            ? 'Het bestand is ingelezen.'
            : `${String(importedCount)} bestanden zijn ingelezen.`;
        await leaveFlash(visit.app, visit.session, { kind: 'success', text });
      }
      seeOther(response, studyPath(study.slug, 'frames'));
    },
  },
  {
    method: 'get',
    path: '/studies/:study/frames/:delivery',
    access: 'frame.view',
    async handle(visit, request, response) {
      const { app, actor } = visit;
      const study = await studyOf(visit, request);
      const delivery = await getDelivery(app, study, pathParameter(request, 'delivery'));
      const problems = await listProblems(app, delivery.id, PROBLEMS_ON_PAGE);
      render(response, deliveryView, deliveryPage(study, actor.roles, { delivery, problems }));
    },
  },
  {
    method: 'get',
    path: '/studies/:study/frames/:delivery/problems',
    access: 'frame.view',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const delivery = await getDelivery(visit.app, study, pathParameter(request, 'delivery'));
      const problems = await listProblems(visit.app, delivery.id);
      const name = `opmerkingen-${organisationOfFile(delivery.fileName)}.csv`;
      response
        .type('text/csv')
        .attachment(name)
        .send(csvText(problemRows(problems)));
    },
  },
];

async function studyOf({ app }: Visit, request: Request): Promise<Study> {
  return getStudy(app.database.read, pathParameter(request, 'study'));
}

async function showFrames(
  { app, actor }: Visit,
  response: Response,
  study: Study,
  mistakes: DeliveryMistakes = NO_MISTAKES,
): Promise<void> {
  const deliveries = await listDeliveries(app, study);
  const counts = await frameCounts(app, app.database.read, study);
  render(response, framesView, framesPage(study, { roles: actor.roles, deliveries, counts }, mistakes));
}

async function refuse(
  visit: Visit,
  response: Response,
  study: Study,
  mistakes: DeliveryMistakes,
): Promise<void> {
  response.status(422);
  await showFrames(visit, response, study, mistakes);
}

/**
 * Each file on its own: one that is not right does not hold up the others.
 * @returns what was wrong, one line per file that was not imported
 */
async function importAll(
  { app, actor }: Visit,
  study: Study,
  input: { files: readonly UploadedFile[]; domain: string; organisation: string },
): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const { name, bytes } of input.files) {
    const organisation = input.organisation === '' ? organisationOfFile(name) : input.organisation;
    try {
      await importDelivery(app, actor, study, { name, bytes, domain: input.domain, organisation });
    } catch (error) {
      if (!(error instanceof UserProblem)) throw error;
      const detail = error.detail ?? error.problem.title;
      failures.push(detail.startsWith(name) ? detail : `${name}: ${detail}`);
    }
  }
  return failures;
}
