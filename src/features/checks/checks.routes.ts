import type { Request } from 'express';
import { uploadedFiles } from '../../web/forms.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { leaveFlash } from '../sessions/sessions.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { marksInForm } from './checks.forms.js';
import { checksPage, checksView } from './checks.pages.js';
import {
  applyMarks,
  exportCheckList,
  getOrganisationCheck,
  listOrganisationChecks,
  type OrganisationCheck,
  readCheckList,
  readReturnedCheck,
  startCheck,
} from './checks.service.js';
import {
  clientsPage,
  clientsView,
  organisationPage,
  organisationView,
  previewPage,
  previewView,
} from './organisation.pages.js';

export const checkRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/studies/:study/checks',
    access: 'check.export',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const checks = await listOrganisationChecks(visit.app.database.read, study);
      render(response, checksView, checksPage(study, visit.actor.roles, checks));
    },
  },
  {
    method: 'post',
    path: '/studies/:study/checks/start',
    access: 'check.export',
    async handle({ app, actor, session }, request, response) {
      const slug = pathParameter(request, 'study');
      await startCheck(app, actor, slug);
      if (session !== null) {
        const text = 'De controle is gestart. Stuur nu elke organisatie haar lijst.';
        await leaveFlash(app, session, { kind: 'success', text });
      }
      seeOther(response, studyPath(slug, 'checks'));
    },
  },
  {
    method: 'get',
    path: '/studies/:study/checks/:organisation',
    access: 'check.export',
    async handle(visit, request, response) {
      const { study, check } = await checkOf(visit, request);
      render(response, organisationView, organisationPage(study, visit.actor.roles, check));
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
      const { csv } = await exportCheckList(app, actor, { slug: study.slug, organisationId });
      response.type('text/csv').attachment(`controlelijst-${check.name}.csv`).send(csv);
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
      render(response, clientsView, clientsPage(study, actor.roles, { check, clients }));
    },
  },
  {
    method: 'post',
    path: '/studies/:study/checks/:organisation/preview',
    access: 'check.import',
    takesFile: true,
    async handle(visit, request, response) {
      const { study, check } = await checkOf(visit, request);
      const { roles } = visit.actor;
      const [file] = uploadedFiles(request);
      if (file === undefined) {
        response.status(422);
        const errors = { file: 'Kies het bestand dat de organisatie terugstuurde.' };
        render(response, organisationView, organisationPage(study, roles, check, errors));
        return;
      }
      const { organisationId } = check;
      const returned = await readReturnedCheck(visit.app, study, { organisationId, bytes: file.bytes });
      if (returned.isBlocked) response.status(422);
      render(response, previewView, previewPage(study, roles, returned));
    },
  },
  {
    method: 'post',
    path: '/studies/:study/checks/:organisation/marks',
    access: 'check.import',
    async handle(visit, request, response) {
      const { app, actor, session } = visit;
      const { study, check } = await checkOf(visit, request);
      const { organisationId, name } = check;
      const marks = marksInForm(formFields(request));
      const excluded = await applyMarks(app, actor, { slug: study.slug, organisationId, marks });
      if (session !== null)
        await leaveFlash(app, session, { kind: 'success', text: doneText(name, excluded) });
      seeOther(response, studyPath(study.slug, 'checks'));
    },
  },
];

function doneText(name: string, excluded: number): string {
  if (excluded === 0) return `Het antwoord van ${name} is verwerkt. Er is niemand uitgesloten.`;
  const who = excluded === 1 ? '1 cliënt is' : `${String(excluded)} cliënten zijn`;
  return `Het antwoord van ${name} is verwerkt. ${who} uitgesloten en de contactgegevens zijn gewist.`;
}

async function studyOf({ app }: Visit, request: Request): Promise<Study> {
  return getStudy(app.database.read, pathParameter(request, 'study'));
}

async function checkOf(visit: Visit, request: Request): Promise<{ study: Study; check: OrganisationCheck }> {
  const study = await studyOf(visit, request);
  const organisationId = pathParameter(request, 'organisation');
  return { study, check: await getOrganisationCheck(visit.app.database.read, study, organisationId) };
}
