import type { Request, Response } from 'express';
import { UserProblem } from '../../errors.js';
import { checkForm, type FieldErrors } from '../../web/form-errors.js';
import { uploadedFile } from '../../web/forms.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { sendFile } from '../../web/sending.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { getStudy } from '../studies/studies.service.js';
import { specificationOf } from './chosen-table.js';
import { quotesAskedFor } from './quotes-in-file.js';
import { exportReport } from './report-files.js';
import { reportListPage, reportListView, reportPage, reportView, type ReportVisit } from './reports.pages.js';
import { makeReport } from './reports.service.js';
import { renameForm, saveForm } from './specifications.forms.js';
import {
  getSpecification,
  listSpecifications,
  readSpecification,
  removeSpecification,
  renameSpecification,
  saveSpecification,
} from './specifications.service.js';
import { choicesIn, tableFormatOf } from './tables.forms.js';
import { reportsPath } from './tables.pages.js';

const access = 'table.view';
const LIST = '/studies/:study/reports';
const ONE = `${LIST}/:specification`;

export const reportsRoutes: readonly Route[] = [
  {
    method: 'get',
    path: LIST,
    access,
    async handle(visit, request, response) {
      await showList(visit, request, response, {});
    },
  },
  {
    method: 'post',
    path: LIST,
    access,
    async handle(visit, request, response) {
      const form = checkForm(saveForm, formFields(request));
      if (!form.ok) {
        response.status(422);
        await showList(visit, request, response, form.errors);
        return;
      }
      const study = await getStudy(visit.app.database.read, pathParameter(request, 'study'));
      const { name, mode, choices } = form.values;
      const specification = await specificationOf(visit.app, study, choicesIn(choices));
      const saved = await saveSpecification(visit.app, visit.actor, {
        name,
        mode,
        specification: { ...specification, title: name },
      });
      await tellOnNextPage(visit, `De tabellen zijn bewaard als ${name}.`);
      seeOther(response, `${reportsPath(study.slug)}/${saved.id}`);
    },
  },
  {
    method: 'post',
    path: `${LIST}/upload`,
    access,
    takesFile: true,
    async handle(visit, request, response) {
      const form = checkForm(renameForm, formFields(request));
      if (!form.ok) {
        response.status(422);
        await showList(visit, request, response, form.errors);
        return;
      }
      const specification = readSpecification(uploadedFile(request).bytes.toString('utf8'));
      const { name } = form.values;
      const saved = await saveSpecification(visit.app, visit.actor, { name, mode: 'replace', specification });
      await tellOnNextPage(visit, `De opzet is bewaard als ${name}.`);
      seeOther(response, `${reportsPath(pathParameter(request, 'study'))}/${saved.id}`);
    },
  },
  {
    method: 'get',
    path: ONE,
    access,
    async handle(visit, request, response) {
      await showReport(visit, request, response, {});
    },
  },
  {
    method: 'get',
    path: `${ONE}/opzet.json`,
    access,
    async handle({ app }, request, response) {
      const saved = await getSpecification(app.database.read, pathParameter(request, 'specification'));
      const text = `${JSON.stringify(saved.specification, null, 2)}\n`;
      response.attachment(`${saved.id}-opzet.json`).type('application/json; charset=utf-8').send(text);
    },
  },
  {
    method: 'get',
    path: `${ONE}/:format`,
    access,
    async handle(visit, request, response) {
      const { app, actor } = visit;
      const format = tableFormatOf(pathParameter(request, 'format'));
      if (format === null) throw new UserProblem('not_found');
      const { specification } = await getSpecification(
        app.database.read,
        pathParameter(request, 'specification'),
      );
      const study = pathParameter(request, 'study');
      const make = () => makeReport(app, { study, specification });
      const file = await exportReport(app, actor, {
        ...{ study, make, format },
        quotes: await quotesAskedFor(visit, request),
      });
      sendFile(response, file);
    },
  },
  {
    method: 'post',
    path: `${ONE}/rename`,
    access,
    async handle(visit, request, response) {
      const form = checkForm(renameForm, formFields(request));
      if (!form.ok) {
        response.status(422);
        await showReport(visit, request, response, form.errors);
        return;
      }
      const id = pathParameter(request, 'specification');
      await renameSpecification(visit.app, visit.actor, { id, name: form.values.name });
      await tellOnNextPage(visit, 'De naam is gewijzigd.');
      seeOther(response, `${reportsPath(pathParameter(request, 'study'))}/${id}`);
    },
  },
  {
    method: 'post',
    path: `${ONE}/delete`,
    access,
    async handle(visit, request, response) {
      await removeSpecification(visit.app, visit.actor, pathParameter(request, 'specification'));
      await tellOnNextPage(visit, 'De opzet is verwijderd.');
      seeOther(response, reportsPath(pathParameter(request, 'study')));
    },
  },
];

async function reportVisit(
  { app, actor, session }: Visit,
  request: Request,
  errors: FieldErrors,
): Promise<ReportVisit> {
  const typed = formFields(request)['name'];
  return {
    study: await getStudy(app.database.read, pathParameter(request, 'study')),
    roles: actor.roles,
    csrfToken: session?.csrfToken ?? '',
    errors,
    ...(typeof typed === 'string' ? { typed } : {}),
  };
}

async function showList(
  visit: Visit,
  request: Request,
  response: Response,
  errors: FieldErrors,
): Promise<void> {
  const names = await listSpecifications(visit.app.database.read);
  render(response, reportListView, reportListPage(await reportVisit(visit, request, errors), names));
}

async function showReport(
  visit: Visit,
  request: Request,
  response: Response,
  errors: FieldErrors,
): Promise<void> {
  const db = visit.app.database.read;
  const saved = await getSpecification(db, pathParameter(request, 'specification'));
  const study = pathParameter(request, 'study');
  const report = await makeReport(visit.app, { study, specification: saved.specification });
  const versions = (await listSpecifications(db)).find(([latest]) => latest?.name === saved.name) ?? [];
  const who = await reportVisit(visit, request, errors);
  render(response, reportView, reportPage(who, { report, saved, versions }));
}
