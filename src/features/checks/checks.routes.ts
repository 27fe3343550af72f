import type { Request, Response } from 'express';
import type { FieldErrors } from '../../web/form-errors.js';
import { uploadedFiles } from '../../web/forms.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { listCheckLinks } from './check-links.service.js';
import { getCheckRules } from './check-rules.service.js';
import { explanationForm, marksInForm } from './checks.forms.js';
import { checksPage, checksView } from './checks.pages.js';
import {
  getOrganisationCheck,
  listOrganisationChecks,
  type OrganisationCheck,
  readCheckList,
  startCheck,
} from './checks.service.js';
import { applyMarks, carryOutPending, needsExplanation } from './exclusions.service.js';
import { exportCheckList, type ListFormat } from './lists-out.service.js';
import { organisationPage, organisationView } from './organisation.pages.js';
import { clientsPage, clientsView, previewPage, previewView } from './returned.pages.js';
import { readReturnedCheck } from './returned-lists.service.js';

export const checkRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/studies/:study/checks',
    access: 'check.export',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const db = visit.app.database.read;
      const checks = await listOrganisationChecks(db, study);
      const rules = await getCheckRules(db, study);
      render(response, checksView, checksPage(study, visit.actor.roles, { checks, rules }));
    },
  },
  {
    method: 'post',
    path: '/studies/:study/checks/start',
    access: 'check.export',
    async handle(visit, request, response) {
      const slug = pathParameter(request, 'study');
      await startCheck(visit.app, visit.actor, slug);
      await tellOnNextPage(
        visit,
        'De controle is gestart. Stuur nu elke organisatie haar link of haar lijst.',
      );
      seeOther(response, studyPath(slug, 'checks'));
    },
  },
  {
    method: 'get',
    path: '/studies/:study/checks/:organisation',
    access: 'check.export',
    async handle(visit, request, response) {
      await showOrganisation(visit, request, response);
    },
  },
  {
    method: 'post',
    path: '/studies/:study/checks/:organisation/export',
    access: 'check.export',
    async handle(visit, request, response) {
      const { app, actor } = visit;
      const { study, check } = await checkOf(visit, request);
      const { organisationId } = check;
      const format: ListFormat = formFields(request)['format'] === 'xlsx' ? 'xlsx' : 'csv';
      const { bytes } = await exportCheckList(app, actor, { slug: study.slug, organisationId, format });
      response.attachment(`controlelijst-${check.name}.${format}`).type(CONTENT_TYPES[format]).send(bytes);
    },
  },
  {
    method: 'get',
    path: '/studies/:study/checks/:organisation/clients',
    access: 'check.import',
    async handle(visit, request, response) {
      const { app, actor } = visit;
      const { study, check } = await checkOf(visit, request);
      const { organisationId } = check;
      const clients = await readCheckList(app, actor, { slug: study.slug, organisationId });
      const isClosed = await needsExplanation(app, app.database.read, study);
      render(response, clientsView, clientsPage(study, actor.roles, { check, clients, isClosed }));
    },
  },
  {
    method: 'post',
    path: '/studies/:study/checks/:organisation/preview',
    access: 'check.import',
    takesFile: true,
    async handle(visit, request, response) {
      const [file] = uploadedFiles(request);
      if (file === undefined) {
        response.status(422);
        const errors = { file: 'Kies het bestand dat de organisatie terugstuurde.' };
        await showOrganisation(visit, request, response, errors);
        return;
      }
      const { study, check } = await checkOf(visit, request);
      const { organisationId } = check;
      const input = { slug: study.slug, organisationId, bytes: file.bytes };
      const returned = await readReturnedCheck(visit.app, visit.actor, input);
      if (returned.isBlocked) response.status(422);
      render(response, previewView, previewPage(study, visit.actor.roles, returned));
    },
  },
  {
    method: 'post',
    path: '/studies/:study/checks/:organisation/marks',
    access: 'check.import',
    async handle(visit, request, response) {
      const { app, actor } = visit;
      const { study, check } = await checkOf(visit, request);
      const { organisationId, name } = check;
      const fields = formFields(request);
      const { explanation } = explanationForm.parse(fields);
      const input = { slug: study.slug, organisationId, marks: marksInForm(fields), explanation };
      await tellOnNextPage(visit, doneText(name, await applyMarks(app, actor, input)));
      seeOther(response, studyPath(study.slug, 'checks'));
    },
  },
  {
    method: 'post',
    path: '/studies/:study/checks/:organisation/pending',
    access: 'check.import',
    async handle(visit, request, response) {
      const { app, actor } = visit;
      const { study, check } = await checkOf(visit, request);
      const { explanation } = explanationForm.parse(formFields(request));
      if (explanation === '' && (await needsExplanation(app, app.database.read, study))) {
        response.status(422);
        const errors: FieldErrors = { explanation: 'Schrijf op waarom u nu nog iemand uitsluit.' };
        await showOrganisation(visit, request, response, errors);
        return;
      }
      const input = { slug: study.slug, organisationId: check.organisationId, explanation };
      await tellOnNextPage(visit, doneText(check.name, await carryOutPending(app, actor, input)));
      seeOther(response, studyPath(study.slug, 'checks'));
    },
  },
];

const CONTENT_TYPES: Readonly<Record<ListFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The page of one organisation, perhaps with what is wrong in one of its forms. */
export async function showOrganisation(
  visit: Visit,
  request: Request,
  response: Response,
  errors: FieldErrors = {},
): Promise<void> {
  const { app, actor, session } = visit;
  const { study, check } = await checkOf(visit, request);
  const db = app.database.read;
  const look = {
    check,
    rules: await getCheckRules(db, study),
    links: await listCheckLinks(app, db, [check.organisationId]),
    isClosed: await needsExplanation(app, db, study),
    csrfToken: session?.csrfToken ?? '',
  };
  const typed = formFields(request)['label'];
  const label = typeof typed === 'string' ? typed : '';
  render(response, organisationView, organisationPage(study, actor.roles, look, { errors, label }));
}

function doneText(name: string, excluded: number): string {
  if (excluded === 0) return `Het antwoord van ${name} is verwerkt. Er is niemand uitgesloten.`;
  const who = excluded === 1 ? '1 cliënt is' : `${String(excluded)} cliënten zijn`;
  return `Het antwoord van ${name} is verwerkt. ${who} uitgesloten en de contactgegevens zijn gewist.`;
}

async function studyOf({ app }: Visit, request: Request): Promise<Study> {
  return getStudy(app.database.read, pathParameter(request, 'study'));
}

/** The study and the organisation in the address. */
export async function checkOf(
  visit: Visit,
  request: Request,
): Promise<{ study: Study; check: OrganisationCheck }> {
  const study = await studyOf(visit, request);
  const organisationId = pathParameter(request, 'organisation');
  return { study, check: await getOrganisationCheck(visit.app.database.read, study, organisationId) };
}
