import { z } from 'zod';
import { UserProblem } from '../../errors.js';
import { checkForm } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import { mayDo } from '../../domain/access/permission.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { getStudy } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { startPage, startView } from './fieldwork.pages.js';
import { readinessOf, startFieldwork } from './fieldwork-start.service.js';
import { decideCase, releaseCase, SUPERVISOR_DECISIONS } from './supervision.service.js';

const caseForm = z.object({ caseNumber: z.string().trim().min(1, 'Vul het casusnummer in.').max(40) });
const decisionForm = caseForm.extend({ decision: z.enum(SUPERVISOR_DECISIONS) });

const FIELDWORK = '/studies/:study/fieldwork';

export const supervisionRoutes: readonly Route[] = [
  {
    method: 'get',
    path: `${FIELDWORK}/start`,
    access: 'sample.release',
    async handle({ app, actor, session }, request, response) {
      const db = app.database.read;
      const readiness = await readinessOf(db, await getStudy(db, pathParameter(request, 'study')));
      render(
        response,
        startView,
        startPage(readiness, { roles: actor.roles, csrfToken: session?.csrfToken ?? '' }),
      );
    },
  },
  {
    method: 'post',
    path: `${FIELDWORK}/start`,
    access: 'sample.release',
    async handle(visit, request, response) {
      const slug = pathParameter(request, 'study');
      const count = await startFieldwork(visit.app, visit.actor, slug);
      const isSupervisor = mayDo(visit.actor.roles, 'fieldwork.supervise');
      await tellOnNextPage(visit, `Het veldwerk is gestart met ${String(count)} casussen.`);
      seeOther(response, studyPath(slug, isSupervisor ? 'fieldwork' : 'overview'));
    },
  },
  {
    method: 'post',
    path: `${FIELDWORK}/decide`,
    access: 'fieldwork.supervise',
    async handle(visit, request, response) {
      const slug = pathParameter(request, 'study');
      const form = checkForm(decisionForm, formFields(request));
      if (!form.ok) throw new UserProblem('invalid_input', 'Kies een casus en een besluit.');
      await decideCase(visit.app, visit.actor, { slug, ...form.values });
      await tellOnNextPage(visit, `Het besluit over casus ${form.values.caseNumber} is vastgelegd.`);
      seeOther(response, studyPath(slug, 'fieldwork'));
    },
  },
  {
    method: 'post',
    path: `${FIELDWORK}/release`,
    access: 'fieldwork.supervise',
    async handle(visit, request, response) {
      const slug = pathParameter(request, 'study');
      const form = checkForm(caseForm, formFields(request));
      if (!form.ok) throw new UserProblem('invalid_input', 'Kies een casus.');
      await releaseCase(visit.app, visit.actor, { slug, ...form.values });
      await tellOnNextPage(visit, `Casus ${form.values.caseNumber} is vrijgegeven.`);
      seeOther(response, studyPath(slug, 'fieldwork'));
    },
  },
];
