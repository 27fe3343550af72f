import type { Request, Response } from 'express';
import { isFileProblem } from '../../domain/frame/file-problem.js';
import { UserProblem } from '../../errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { typedText } from '../../web/typed-text.js';
import { streamedFiles } from '../../web/upload-stream.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { getDomain, type Study } from '../studies/studies.service.js';
import { columnMistakes, type TypedColumns, typedColumns } from './columns.forms.js';
import { columnsPage, columnsView } from './columns.pages.js';
import {
  ensureClientList,
  hasOtherChoices,
  listKnownOrganisations,
  lookAtUpload,
  readUploadInHand,
  settleColumns,
  settledOf,
  type UploadInHand,
} from './columns.service.js';
import { ensureInDesign } from './frame-rest.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { framePath, studyOf } from './frame-visit.js';
import { showFrames } from './frames.routes.js';
import { queueImport } from './import-runs.service.js';
import { isForBatch, uploadsPage, uploadsView } from './uploads.pages.js';
import {
  deleteUploads,
  discardUpload,
  getUpload,
  keepChoices,
  listWaitingUploads,
  receiveUpload,
  type Upload,
} from './uploads.service.js';

export const uploadRoutes: readonly Route[] = [
  {
    method: 'post',
    path: '/studies/:study/frames/uploads',
    access: 'frame.import',
    takesFile: 'streamed',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      ensureInDesign(study);
      const domain = typedText(formFields(request), 'domain');
      const domainId = domain === '' ? null : getDomain(study, domain).id;
      const { received, failures } = await receiveAll(visit, request, study, { domainId });
      if (received.length + failures.length === 0) {
        response.status(422);
        await showFrames(visit, response, study, {
          domain,
          errors: { files: 'Kies een of meer bestanden.' },
        });
        return;
      }
      if (failures.length > 0) {
        response.status(422);
        await showFrames(visit, response, study, { domain, failures, receivedCount: received.length });
        return;
      }
      const [only] = received;
      const isOne = received.length === 1 && only !== undefined;
      seeOther(response, isOne ? framePath(study, 'uploads', only.id) : framePath(study, 'uploads'));
    },
  },
  {
    method: 'get',
    path: '/studies/:study/frames/uploads',
    access: 'frame.import',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const files = await listInHand(visit, study);
      const csrfToken = visit.session?.csrfToken ?? '';
      render(response, uploadsView, uploadsPage(study, visit.actor.roles, files, csrfToken));
    },
  },
  {
    method: 'post',
    path: '/studies/:study/frames/uploads/import-ready',
    access: 'frame.import',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      ensureInDesign(study);
      const ready = (await listInHand(visit, study)).filter(isForBatch);
      if (ready.length === 0) throw new UserProblem('wrong_state', 'Er staan geen bestanden meer klaar.');
      for (const inHand of ready) {
        const settled = settledOf(inHand);
        const corrections = await settleColumns(visit.app, study, inHand.upload, settled);
        await queueImport(visit.app, visit.actor, study, {
          uploadId: inHand.upload.id,
          domain: settled.domain,
          organisation: settled.organisation,
          corrections,
          replaces: null,
        });
      }
      seeOther(response, framePath(study, 'imports'));
    },
  },
  {
    method: 'get',
    path: '/studies/:study/frames/uploads/:upload',
    access: 'frame.import',
    async handle(visit, request, response) {
      const { study, upload } = await uploadOf(visit, request);
      const inHand = await lookAtUpload(visit.app, visit.actor, study, upload);
      await showColumns(visit, response, study, { inHand, typed: null, errors: {} });
    },
  },
  {
    method: 'post',
    path: '/studies/:study/frames/uploads/:upload',
    access: 'frame.import',
    async handle(visit, request, response) {
      const { study, upload } = await uploadOf(visit, request);
      await settleAndGoOn(visit, request, response, { study, upload });
    },
  },
  {
    method: 'post',
    path: '/studies/:study/frames/uploads/:upload/discard',
    access: 'frame.import',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const { fileName } = await discardUpload(
        visit.app,
        visit.actor,
        study,
        pathParameter(request, 'upload'),
      );
      await tellOnNextPage(visit, `${fileName} is weggehaald. Er is niets van ingelezen.`);
      const waiting = await listWaitingUploads(visit.app, study);
      seeOther(response, waiting.length > 0 ? framePath(study, 'uploads') : framePath(study));
    },
  },
];

/** @throws UserProblem when the file is gone, of another study, or handed to the import already */
async function uploadOf(visit: Visit, request: Request): Promise<{ study: Study; upload: Upload }> {
  const study = await studyOf(visit, request);
  ensureInDesign(study);
  const upload = await getUpload(visit.app, study, pathParameter(request, 'upload'));
  if (upload.status === 'waiting') return { study, upload };
  throw new UserProblem('wrong_state', `${upload.fileName} wordt al ingelezen.`);
}

async function listInHand({ app }: Visit, study: Study): Promise<readonly UploadInHand[]> {
  const files: UploadInHand[] = [];
  for (const upload of await listWaitingUploads(app, study)) {
    files.push(await readUploadInHand(app, study, upload));
  }
  return files;
}

async function showColumns(
  { app, actor }: Visit,
  response: Response,
  study: Study,
  shown: { inHand: UploadInHand; typed: TypedColumns | null; errors: Readonly<Record<string, string>> },
): Promise<void> {
  const { inHand, typed, errors } = shown;
  const organisations = await listKnownOrganisations(app, study);
  render(
    response,
    columnsView,
    columnsPage(study, inHand, { roles: actor.roles, organisations, typed, errors }),
  );
}

async function settleAndGoOn(
  visit: Visit,
  request: Request,
  response: Response,
  { study, upload }: { study: Study; upload: Upload },
): Promise<void> {
  const { app, actor } = visit;
  const inHand = await readUploadInHand(app, study, upload);
  if (isFileProblem(inHand.preview)) throw new UserProblem('unreadable_file', inHand.preview.message);
  const { columns } = inHand.preview;
  const typed = typedColumns(columns, formFields(request));
  const path = framePath(study, 'uploads', upload.id);
  if (await hasOtherChoices(app, { shown: inHand.organisation, typed: typed.organisation })) {
    const domainId = study.domains.find(({ code }) => code === typed.domain)?.id ?? null;
    await keepChoices(app, study, {
      id: upload.id,
      organisation: typed.organisation,
      domainId,
      corrections: null,
    });
    await tellOnNextPage(
      visit,
      'Van deze organisatie zijn keuzes bekend. Ze staan hieronder; kijk ze na.',
      'warning',
    );
    seeOther(response, path);
    return;
  }
  const codes = study.domains.map(({ code }) => code);
  const errors = columnMistakes(columns, typed, codes);
  if (Object.keys(errors).length > 0) {
    response.status(422);
    await showColumns(visit, response, study, {
      inHand: await lookAtUpload(app, actor, study, upload),
      typed,
      errors,
    });
    return;
  }
  const corrections = await settleColumns(app, study, upload, typed);
  if (upload.replacesDeliveryId !== null) {
    seeOther(response, `${path}/changes`);
    return;
  }
  const { domain, organisation } = typed;
  await queueImport(app, actor, study, {
    uploadId: upload.id,
    domain,
    organisation,
    corrections,
    replaces: null,
  });
  await tellOnNextPage(visit, `${upload.fileName} wordt ingelezen.`);
  seeOther(response, framePath(study, 'imports'));
}

/**
 * Each file on its own: one that is not right does not hold up the others. A form that itself is not right, or
 * breaks off, leaves nothing of what it brought.
 */
export async function receiveAll(
  { app, actor }: Visit,
  request: Request,
  study: Study,
  about: { domainId: string | null; organisation?: string; replacesDeliveryId?: string },
): Promise<{ received: readonly Upload[]; failures: readonly string[] }> {
  const received: Upload[] = [];
  const added: string[] = [];
  const failures: string[] = [];
  try {
    for await (const { name, bytes } of streamedFiles(request)) {
      try {
        const { upload, isNew } = await receiveUpload(app, actor, study, {
          name,
          bytes,
          domainId: about.domainId,
          organisation: about.organisation ?? null,
          replacesDeliveryId: about.replacesDeliveryId ?? null,
        });
        if (isNew) {
          await ensureClientList(app, actor, study, upload);
          added.push(upload.id);
        }
        received.push(upload);
      } catch (error) {
        if (!(error instanceof UserProblem)) throw error;
        failures.push(textOf(error, name));
      }
    }
  } catch (error) {
    await deleteUploads(app, added);
    throw error;
  }
  return { received, failures };
}

function textOf({ detail, problem }: UserProblem, name: string): string {
  const text = detail ?? problem.title;
  return text.startsWith(name) ? text : `${name}: ${text}`;
}
