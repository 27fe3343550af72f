import type { Request } from 'express';
import type { FieldErrors } from '../../web/form-errors.js';
import { pathParameter, queryFields, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import type { Visit } from '../../web/visit.js';
import { frameSizes } from '../frames/frame-report.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { planQuery, readPlan } from './plan.forms.js';
import { planPage, planView } from './plan.pages.js';
import { planBasis, type PlanBasis } from './plan-basis.service.js';
import { planFigures, type PlanFigures, planMistakes } from './plan-figures.pages.js';
import { planStudySample } from './sample-plan.service.js';

export const planRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/studies/:study/samples/plan',
    access: 'sample.draw',
    async handle(visit, request, response) {
      const { app, actor } = visit;
      const study = await getStudy(app.database.read, pathParameter(request, 'study'));
      const planned = await planOf(visit, study, request);
      const seen = {
        ...planned,
        roles: actor.roles,
        frameSizes: await frameSizes(app.database.read, study),
        fields: queryFields(request),
      };
      render(response, planView, planPage(study, seen));
    },
  },
];

interface Planned {
  readonly basis: PlanBasis;
  readonly errors: FieldErrors;
  readonly figures: PlanFigures;
}

async function planOf({ app }: Visit, study: Study, request: Request): Promise<Planned> {
  const fields = queryFields(request);
  const read = readPlan(study.domains, fields);
  if (!read.ok) {
    const basis = await planBasis(app, study, undefined);
    return { basis, errors: read.errors, figures: planMistakes(read.errors) };
  }
  const outcome = await planStudySample(app, study, read.values);
  if (!outcome.ok) {
    return { basis: outcome.basis, errors: outcome.errors, figures: planMistakes(outcome.errors) };
  }
  const mayDraw = study.status === 'design' || study.status === 'sample_drawn';
  const query = mayDraw ? planQuery(study.domains, fields) : null;
  return { basis: outcome.plan.basis, errors: {}, figures: planFigures(outcome.plan, query) };
}
