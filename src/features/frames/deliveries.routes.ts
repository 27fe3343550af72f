import type { Request } from 'express';
import { z } from 'zod';
import { listWorkbook } from '../../documents/list-workbook.js';
import { csvText } from '../../domain/csv/csv-text.js';
import { UserProblem } from '../../errors.js';
import { checkForm } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { typedText } from '../../web/typed-text.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import type { Study } from '../studies/studies.service.js';
import { changeView, replacementPage, withdrawalPage } from './change.pages.js';
import {
  deliveryPage,
  deliveryView,
  PROBLEM_WIDTHS,
  problemRows,
  PROBLEMS_ON_PAGE,
} from './delivery.pages.js';
import { ensureInDesign } from './frame-rest.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { framePath, studyOf } from './frame-visit.js';
import { type Delivery, getDelivery, listProblems } from './frames.service.js';
import { queueImport } from './import-runs.service.js';
import { previewReplacement } from './replacement.service.js';
import { receiveAll } from './uploads.routes.js';
import { getUpload, type Upload } from './uploads.service.js';
import { previewWithdrawal, withdrawDelivery } from './withdrawal.service.js';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const deliveryRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/studies/:study/frames/deliveries/:delivery',
    access: 'frame.view',
    async handle(visit, request, response) {
      const { study, delivery } = await deliveryOf(visit, request);
      const problems = await listProblems(visit.app, delivery.id, PROBLEMS_ON_PAGE);
      render(response, deliveryView, deliveryPage(study, visit.actor.roles, { delivery, problems }));
    },
  },
  {
    method: 'get',
    path: '/studies/:study/frames/deliveries/:delivery/problems.csv',
    access: 'frame.view',
    async handle(visit, request, response) {
      const { delivery } = await deliveryOf(visit, request);
      const problems = await listProblems(visit.app, delivery.id);
      response
        .type('text/csv')
        .attachment(`${downloadName(delivery)}.csv`)
        .send(csvText(problemRows(problems)));
    },
  },
  {
    method: 'get',
    path: '/studies/:study/frames/deliveries/:delivery/problems.xlsx',
    access: 'frame.view',
    async handle(visit, request, response) {
      const { delivery } = await deliveryOf(visit, request);
      const rows = problemRows(await listProblems(visit.app, delivery.id));
      const workbook = await listWorkbook('Opmerkingen', rows, PROBLEM_WIDTHS);
      response
        .type(WORKBOOK)
        .attachment(`${downloadName(delivery)}.xlsx`)
        .send(workbook);
    },
  },
  {
    method: 'post',
    path: '/studies/:study/frames/deliveries/:delivery/replace',
    access: 'frame.import',
    takesFile: 'streamed',
    async handle(visit, request, response) {
      const { study, delivery } = await deliveryOf(visit, request);
      ensureInDesign(study);
      const { received, failures } = await receiveAll(visit, request, study, {
        domainId: delivery.domainId,
        organisation: delivery.organisationName,
        replacesDeliveryId: delivery.id,
      });
      const [upload] = received;
      if (upload !== undefined && received.length === 1 && failures.length === 0) {
        seeOther(response, framePath(study, 'uploads', upload.id));
        return;
      }
      const files =
        failures.length > 0 ? failures.join(' ') : 'Kies het ene bestand dat deze levering vervangt.';
      const problems = await listProblems(visit.app, delivery.id, PROBLEMS_ON_PAGE);
      response.status(422);
      render(
        response,
        deliveryView,
        deliveryPage(study, visit.actor.roles, { delivery, problems, errors: { files } }),
      );
    },
  },
  {
    method: 'get',
    path: '/studies/:study/frames/uploads/:upload/changes',
    access: 'frame.import',
    async handle(visit, request, response) {
      const { study, upload, delivery } = await replacementOf(visit, request);
      const preview = await previewReplacement(visit.app, study, upload);
      render(response, changeView, replacementPage(study, visit.actor.roles, { delivery, upload, preview }));
    },
  },
  {
    method: 'post',
    path: '/studies/:study/frames/uploads/:upload/replace',
    access: 'frame.import',
    async handle(visit, request, response) {
      const { study, upload, delivery } = await replacementOf(visit, request);
      const domain = study.domains.find(({ id }) => id === upload.domainId)?.code ?? '';
      await queueImport(visit.app, visit.actor, study, {
        uploadId: upload.id,
        domain,
        organisation: upload.organisation ?? delivery.organisationName,
        corrections: upload.corrections ?? {},
        replaces: delivery.id,
      });
      await tellOnNextPage(
        visit,
        `${upload.fileName} wordt ingelezen en komt in de plaats van ${delivery.fileName}.`,
      );
      seeOther(response, framePath(study, 'imports'));
    },
  },
  {
    method: 'get',
    path: '/studies/:study/frames/deliveries/:delivery/withdraw',
    access: 'frame.import',
    async handle(visit, request, response) {
      const { study, delivery } = await deliveryOf(visit, request);
      ensureInDesign(study);
      const preview = await previewWithdrawal(visit.app, study, delivery.id);
      const seen = { delivery, preview, typedReason: '', errors: {} };
      render(response, changeView, withdrawalPage(study, visit.actor.roles, seen));
    },
  },
  {
    method: 'post',
    path: '/studies/:study/frames/deliveries/:delivery/withdraw',
    access: 'frame.import',
    async handle(visit, request, response) {
      const { study, delivery } = await deliveryOf(visit, request);
      const form = checkForm(withdrawalForm, formFields(request));
      if (!form.ok) {
        ensureInDesign(study);
        const preview = await previewWithdrawal(visit.app, study, delivery.id);
        const typedReason = typedText(formFields(request), 'reason');
        const seen = { delivery, preview, typedReason, errors: form.errors };
        response.status(422);
        render(response, changeView, withdrawalPage(study, visit.actor.roles, seen));
        return;
      }
      await withdrawDelivery(visit.app, visit.actor, study, {
        deliveryId: delivery.id,
        reason: form.values.reason,
      });
      await tellOnNextPage(visit, `${delivery.fileName} van ${delivery.organisationName} is ingetrokken.`);
      seeOther(response, framePath(study));
    },
  },
];

const withdrawalForm = z.object({
  reason: z
    .string()
    .trim()
    .min(3, 'Schrijf waarom u deze levering intrekt.')
    .max(300, 'Maak de reden korter dan 300 tekens.'),
});

async function deliveryOf(visit: Visit, request: Request): Promise<{ study: Study; delivery: Delivery }> {
  const study = await studyOf(visit, request);
  return { study, delivery: await getDelivery(visit.app, study, pathParameter(request, 'delivery')) };
}

/** @throws UserProblem when the upload is not a corrected delivery whose columns were settled */
async function replacementOf(
  visit: Visit,
  request: Request,
): Promise<{ study: Study; upload: Upload; delivery: Delivery }> {
  const study = await studyOf(visit, request);
  ensureInDesign(study);
  const upload = await getUpload(visit.app, study, pathParameter(request, 'upload'));
  if (upload.status !== 'waiting' || upload.replacesDeliveryId === null || upload.corrections === null) {
    throw new UserProblem('wrong_state', 'Dit bestand staat niet klaar om een levering te vervangen.');
  }
  return { study, upload, delivery: await getDelivery(visit.app, study, upload.replacesDeliveryId) };
}

function downloadName({ fileName }: Delivery): string {
  return `opmerkingen-${(fileName.split('/').at(-1) ?? '').replace(/\.[^.]{1,5}$/, '')}`;
}
