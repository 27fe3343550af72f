import type { Response } from 'express';
import type { StudyStatus } from '../../domain/study/study-status.js';
import { checkForm, type FieldErrors } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { getStudy, listStudies } from '../studies/studies.service.js';
import { NOTHING_TYPED, simulationForm, typedSimulation, type TypedSimulation } from './simulation.forms.js';
import { simulationPage, simulationView } from './simulation.pages.js';
import { findSimulationRun, startSimulation, stopSimulation } from './simulation-runs.service.js';

const SIMULATION = '/studies/:study/fieldwork/simulation';

/** The ledger of calls stays when contact data are destroyed. */
const WITH_CALLS: readonly StudyStatus[] = ['fieldwork', 'closed', 'destroyed'];

export const simulationRoutes: readonly Route[] = [
  {
    method: 'get',
    path: SIMULATION,
    access: 'fieldwork.supervise',
    async handle(visit, request, response) {
      await show(visit, response, pathParameter(request, 'study'), { typed: NOTHING_TYPED });
    },
  },
  {
    method: 'post',
    path: SIMULATION,
    access: 'fieldwork.supervise',
    async handle(visit, request, response) {
      const slug = pathParameter(request, 'study');
      const form = checkForm(simulationForm, formFields(request));
      if (!form.ok) {
        response.status(422);
        const typed = typedSimulation(formFields(request));
        await show(visit, response, slug, { typed, errors: form.errors });
        return;
      }
      await startSimulation(visit.app, visit.actor, { ...form.values, slug });
      seeOther(response, request.path);
    },
  },
  {
    method: 'post',
    path: `${SIMULATION}/stop`,
    access: 'fieldwork.supervise',
    async handle({ app }, request, response) {
      const { slug } = await getStudy(app.database.read, pathParameter(request, 'study'));
      stopSimulation(app, slug);
      seeOther(response, `/studies/${slug}/fieldwork/simulation`);
    },
  },
];

async function show(
  { app, actor, session }: Visit,
  response: Response,
  slug: string,
  form: { readonly typed: TypedSimulation; readonly errors?: FieldErrors },
): Promise<void> {
  const db = app.database.read;
  const study = await getStudy(db, slug);
  const earlier = (await listStudies(db)).filter(
    ({ isPractice, status }) => !isPractice && WITH_CALLS.includes(status),
  );
  const frame = { roles: actor.roles, csrfToken: session?.csrfToken ?? '', earlier };
  render(response, simulationView, simulationPage(study, findSimulationRun(app, slug), frame, form));
}
