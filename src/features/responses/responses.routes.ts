import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import { formatCount } from '../../web/dutch-format.js';
import { checkForm } from '../../web/form-errors.js';
import { uploadedFiles } from '../../web/forms.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { answersForm, exportForm, publishedForm } from './responses.forms.js';
import { responsesPage, type ResponsesPageState, responsesView } from './responses.pages.js';
import {
  exportResponses,
  importPublished,
  importResponses,
  overviewOfResponses,
  type ImportOutcome,
} from './responses.service.js';

export const responsesRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/studies/:study/responses',
    access: 'data.import',
    async handle(visit, request, response) {
      await showPage(visit, response, await studyOf(visit, request), {});
    },
  },
  {
    method: 'post',
    path: '/studies/:study/responses/import',
    access: 'data.import',
    takesFile: true,
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const fields = formFields(request);
      const form = checkForm(answersForm(study.domains.map(({ code }) => code)), fields);
      const [file] = uploadedFiles(request);
      if (!form.ok || file === undefined) {
        const errors = { ...(file === undefined ? NO_FILE('file') : {}), ...(form.ok ? {} : form.errors) };
        await refuse(visit, response, study, { fields, errors });
        return;
      }
      const { app, actor } = visit;
      const input = { study: study.slug, bytes: file.bytes, ...form.values };
      await finish(visit, response, study, {
        outcome: await importResponses(app, actor, input),
        what: ['respondent', 'respondenten'],
        fields,
      });
    },
  },
  {
    method: 'post',
    path: '/studies/:study/responses/published',
    access: 'data.import',
    takesFile: true,
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const fields = formFields(request);
      const form = checkForm(publishedForm, { replaces: fields['replacesPublished'] });
      const [file] = uploadedFiles(request);
      if (!form.ok || file === undefined) {
        await refuse(visit, response, study, { fields, errors: NO_FILE('published') });
        return;
      }
      const { app, actor } = visit;
      const input = { study: study.slug, bytes: file.bytes, replaces: form.values.replaces };
      await finish(visit, response, study, {
        outcome: await importPublished(app, actor, input),
        what: ['cijfer', 'cijfers'],
        fields,
      });
    },
  },
  {
    method: 'post',
    path: '/studies/:study/responses/export',
    access: 'data.export',
    async handle(visit, request, response) {
      const fields = formFields(request);
      const form = checkForm(exportForm, fields);
      if (!form.ok) {
        await refuse(visit, response, await studyOf(visit, request), { fields, errors: form.errors });
        return;
      }
      const study = pathParameter(request, 'study');
      const file = await exportResponses(visit.app, visit.actor, { study, ...form.values });
      response.attachment(file.fileName).type(file.contentType);
      await pipeline(Readable.from(file.chunks), response);
    },
  },
];

const NO_FILE = (field: string): Record<string, string> => ({ [field]: 'Kies een bestand.' });

async function studyOf({ app }: Visit, request: Request): Promise<Study> {
  return getStudy(app.database.read, pathParameter(request, 'study'));
}

type PageInput = Omit<ResponsesPageState, 'roles' | 'overview'>;

async function showPage(visit: Visit, response: Response, study: Study, input: PageInput): Promise<void> {
  const overview = await overviewOfResponses(visit.app.database.read, study);
  render(response, responsesView, responsesPage(study, { roles: visit.actor.roles, overview, ...input }));
}

async function refuse(visit: Visit, response: Response, study: Study, input: PageInput): Promise<void> {
  response.status(422);
  await showPage(visit, response, study, input);
}

interface Finished {
  readonly outcome: ImportOutcome;
  /** What was read: one, and more than one. */
  readonly what: readonly [string, string];
  readonly fields: Readonly<Record<string, unknown>>;
}

async function finish(visit: Visit, response: Response, study: Study, finished: Finished): Promise<void> {
  const {
    outcome,
    what: [one, more],
    fields,
  } = finished;
  if (!outcome.ok) {
    const { faults, mapping } = outcome;
    await refuse(visit, response, study, { fields, faults, ...(mapping === undefined ? {} : { mapping }) });
    return;
  }
  const count = Object.values(outcome.imported).reduce((sum, part) => sum + part, 0);
  await tellOnNextPage(visit, `Ingelezen: ${formatCount(count)} ${count === 1 ? one : more}.`);
  seeOther(response, studyPath(study.slug, 'responses'));
}
