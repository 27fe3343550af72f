import type { Response } from 'express';
import { editStructure } from '../../domain/questionnaire/editing.js';
import { questionnaireFile } from '../../domain/questionnaire/yaml-text.js';
import { isExcelFile } from '../../documents/xlsform-workbook.js';
import { UserProblem } from '../../errors.js';
import { checkForm } from '../../web/form-errors.js';
import { uploadedFile } from '../../web/forms.js';
import { formFields, pathParameter, queryFields, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { draftBlockRoutes } from './draft-block.routes.js';
import { draftFillRoutes } from './draft-fill.routes.js';
import { draftComputedRoutes } from './draft-computed.routes.js';
import { draftSettingsRoutes } from './draft-settings.routes.js';
import { draftQuestionRoutes } from './draft-question.routes.js';
import { getCurrentDraft } from './current-draft.js';
import { editWords, newDraftForm, structureEditOf, textFieldsOf } from './drafts.forms.js';
import { draftPath, DRAFTS_PATH } from './draft-path.js';
import { shownRoutes } from './shown.routes.js';
import { importedPage, xlsFormView } from './xlsform.pages.js';
import { shownDraft } from './shown-questionnaire.js';
import { draftListPage, draftListView, draftPage, draftView } from './drafts.pages.js';
import {
  createDraft,
  getDraft,
  listDrafts,
  publishDraft,
  removeDraft,
  saveDraft,
  travelHistory,
  uploadDraft,
  uploadXlsForm,
} from './drafts.service.js';

const access = 'questionnaire.design';

export const draftRoutes: readonly Route[] = [
  {
    method: 'get',
    path: DRAFTS_PATH,
    access,
    async handle(visit, request, response) {
      const copyOf = queryFields(request)['from'];
      const typed = typeof copyOf === 'string' ? { copyOf } : {};
      await showList(visit, response, { typed });
    },
  },
  {
    method: 'post',
    path: DRAFTS_PATH,
    access,
    async handle(visit, request, response) {
      const form = checkForm(newDraftForm, formFields(request));
      if (!form.ok) {
        response.status(422);
        await showList(visit, response, { typed: textFieldsOf(formFields(request)), errors: form.errors });
        return;
      }
      const { copyOf, ...named } = form.values;
      const id = await createDraft(visit.app, visit.actor, {
        ...named,
        copyOf: copyOf === '' ? null : copyOf,
      });
      seeOther(response, draftPath(id));
    },
  },
  {
    method: 'post',
    path: `${DRAFTS_PATH}/upload`,
    access,
    takesFile: true,
    async handle(visit, request, response) {
      const { bytes } = uploadedFile(request);
      if (isExcelFile(bytes)) {
        await takeXlsForm(visit, response, bytes);
        return;
      }
      const result = await uploadDraft(visit.app, visit.actor, bytes.toString('utf8'));
      if ('id' in result) {
        seeOther(response, draftPath(result.id));
        return;
      }
      response.status(422);
      await showList(visit, response, { typed: {}, findings: result.findings });
    },
  },
  {
    method: 'get',
    path: `${DRAFTS_PATH}/:draft`,
    access,
    async handle({ app }, request, response) {
      render(response, draftView, draftPage(await getDraft(app, pathParameter(request, 'draft'))));
    },
  },
  {
    method: 'get',
    path: `${DRAFTS_PATH}/:draft/file`,
    access,
    async handle({ app }, request, response) {
      const { questionnaireId, yaml } = await getDraft(app, pathParameter(request, 'draft'));
      response
        .attachment(`${questionnaireId}.yaml`)
        .type('text/yaml; charset=utf-8')
        .send(questionnaireFile(yaml));
    },
  },
  {
    method: 'post',
    path: `${DRAFTS_PATH}/:draft/structure`,
    access,
    async handle({ app, actor }, request, response) {
      const draft = await getCurrentDraft(app, request);
      const edit = structureEditOf(textFieldsOf(formFields(request)));
      if (edit === null) throw new UserProblem('invalid_input', 'Deze bewerking bestaat niet.');
      const questionnaire = editStructure(draft.questionnaire, edit);
      await saveDraft(app, actor, draft, { questionnaire, change: editWords(edit) });
      const target = 'blockId' in edit ? edit.blockId : 'id' in edit ? edit.id : '';
      seeOther(response, `${draftPath(draft.id)}#${target}`);
    },
  },
  {
    method: 'post',
    path: `${DRAFTS_PATH}/:draft/history`,
    access,
    async handle({ app, actor }, request, response) {
      const draft = await getCurrentDraft(app, request);
      const isRedo = formFields(request)['direction'] === 'redo';
      await travelHistory(app, actor, draft, isRedo ? 'redo' : 'undo');
      seeOther(response, draftPath(draft.id));
    },
  },
  {
    method: 'post',
    path: `${DRAFTS_PATH}/:draft/publish`,
    access,
    async handle({ app, actor, session }, request, response) {
      const draft = await getCurrentDraft(app, request);
      await publishDraft(app, actor, draft);
      await tellOnNextPage(
        { app, session },
        'De vragenlijst is gepubliceerd. Deze versie verandert niet meer; een onderzoek kan ermee werken.',
      );
      seeOther(response, `/questionnaires/${draft.questionnaireId}`);
    },
  },
  {
    method: 'post',
    path: `${DRAFTS_PATH}/:draft/remove`,
    access,
    async handle({ app, actor, session }, request, response) {
      await removeDraft(app, actor, await getCurrentDraft(app, request));
      await tellOnNextPage({ app, session }, 'Het concept is verwijderd.');
      seeOther(response, DRAFTS_PATH);
    },
  },
  ...draftSettingsRoutes,
  ...draftBlockRoutes,
  ...draftFillRoutes,
  ...draftComputedRoutes,
  ...shownRoutes({
    path: `${DRAFTS_PATH}/:draft`,
    readPath: `${DRAFTS_PATH}/:draft/read`,
    access,
    find: async (app, request) => shownDraft(await getDraft(app, pathParameter(request, 'draft'))),
  }),
  ...draftQuestionRoutes,
];

async function takeXlsForm(visit: Visit, response: Response, bytes: Buffer): Promise<void> {
  const result = await uploadXlsForm(visit.app, visit.actor, bytes);
  if ('id' in result) {
    if (result.losses.length === 0) seeOther(response, draftPath(result.id));
    else render(response, xlsFormView, importedPage(result.id, result.losses));
    return;
  }
  response.status(422);
  const { why, findings, losses } = result;
  await showList(visit, response, { typed: {}, errors: { file: why }, findings, losses });
}

async function showList(
  { app }: Visit,
  response: Response,
  shown: Parameters<typeof draftListPage>[2],
): Promise<void> {
  render(response, draftListView, draftListPage(await listDrafts(app), app.questionnaires.list(), shown));
}
