import type { Request, Response } from 'express';
import { UserProblem } from '../../errors.js';
import type { FieldErrors } from '../../web/form-errors.js';
import { formFields, pathParameter, queryFields, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { marginChoices } from './checked-settings.js';
import { presentMargins, readMakeForm } from './make-form.js';
import { weightSetPage, weightSetView } from './weight-set.pages.js';
import { weightsPage, weightsView } from './weights.pages.js';
import { hasCases, getWeightSet, listWeightSets, makeWeights } from './weights.service.js';

const LIST = '/studies/:study/weights';

export const weightsRoutes: readonly Route[] = [
  {
    method: 'get',
    path: LIST,
    access: 'weight.make',
    async handle(visit, request, response) {
      const by = textsOf(queryFields(request)['by']);
      await showList(visit, response, { study: await studyOf(visit, request), by, typed: {}, errors: {} });
    },
  },
  {
    method: 'post',
    path: LIST,
    access: 'weight.make',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const fields = formFields(request);
      const by = textsOf(fields['by']);
      const typed = Object.fromEntries(
        Object.entries(fields).flatMap(([name, value]) =>
          typeof value === 'string' || Array.isArray(value) ? [[name, value as string | string[]]] : [],
        ),
      );
      const read = readMakeForm(await presentMargins(visit.app, study, by), typed);
      if (!read.ok) {
        await refuse(visit, response, { study, by, typed, errors: read.errors });
        return;
      }
      try {
        const set = await makeWeights(visit.app, visit.actor, { study: study.slug, ...read.values });
        await tellOnNextPage(visit, 'De gewichten zijn gemaakt.');
        seeOther(response, `${studyPath(study.slug, 'weights')}/${set.id}`);
      } catch (error) {
        if (!(error instanceof UserProblem) || error.kind !== 'invalid_input') throw error;
        await refuse(visit, response, { study, by, typed, errors: { name: error.detail ?? error.message } });
      }
    },
  },
  {
    method: 'get',
    path: `${LIST}/:set`,
    access: 'weight.make',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const set = await getWeightSet(visit.app.database.read, study, pathParameter(request, 'set'));
      const choices = marginChoices(visit.app.questionnaires.get(study.questionnaireId), study);
      render(response, weightSetView, weightSetPage(study, set, { roles: visit.actor.roles, choices }));
    },
  },
];

interface Shown {
  readonly study: Study;
  /** Backgrounds that were chosen. */
  readonly by: readonly string[];
  readonly typed: Readonly<Record<string, string | readonly string[]>>;
  readonly errors: FieldErrors;
}

async function studyOf({ app }: Visit, request: Request): Promise<Study> {
  return getStudy(app.database.read, pathParameter(request, 'study'));
}

async function refuse(visit: Visit, response: Response, shown: Shown): Promise<void> {
  response.status(422);
  await showList(visit, response, shown);
}

async function showList(
  { app, actor, session }: Visit,
  response: Response,
  { study, by, typed, errors }: Shown,
): Promise<void> {
  const db = app.database.read;
  const { margins, interviews } = await presentMargins(app, study, by);
  const state = {
    roles: actor.roles,
    csrfToken: session?.csrfToken ?? '',
    sets: await listWeightSets(db, study),
    choices: marginChoices(app.questionnaires.get(study.questionnaireId), study),
    margins,
    interviews,
    hasCases: await hasCases(db, study),
    typed,
    errors,
  };
  render(response, weightsView, weightsPage(study, state));
}

function textsOf(value: unknown): string[] {
  return [value].flat().filter((one): one is string => typeof one === 'string' && one !== '');
}
