import type { Request, Response } from 'express';
import { UserProblem } from '../../errors.js';
import { checkForm } from '../../web/form-errors.js';
import { formFields, pathParameter, queryFields, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { frameSizes } from '../frames/frame-report.service.js';
import { segmentSizes } from '../frames/frame-strata.service.js';
import { countOpenMatches } from '../frames/matches.service.js';
import { countInterviewed } from '../interviewed-persons/interviewed-persons.service.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';
import type { TypedDraw } from './draw-form.pages.js';
import { studyStrata, type StudyStratum } from './draw-strata.js';
import { planRoutes } from './plan.routes.js';
import { planFigures } from './plan-figures.pages.js';
import { drawnPlan, findPlannedDraw, type PlannedDraw } from './planned-draw.service.js';
import { replicateRoutes } from './replicates.routes.js';
import { reportRoutes } from './sampling-report.routes.js';
import { drawForm, sizeField } from './samples.forms.js';
import { samplesPage, samplesView } from './samples.pages.js';
import {
  countCommonUnits,
  countExclusions,
  drawStudySample,
  findCurrentDraw,
  listDraws,
} from './samples.service.js';

export const sampleRoutes: readonly Route[] = [
  ...planRoutes,
  ...replicateRoutes,
  ...reportRoutes,
  {
    method: 'get',
    path: '/studies/:study/samples',
    access: 'sample.view',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const { plan, substrata } = queryFields(request);
      const planned = await findPlannedDraw(visit.app, study, typeof plan === 'string' ? plan : '');
      const isBySegment =
        planned?.plan.choices.hasSubstrata ?? (await wantsSegments(visit, study, substrata));
      await showSamples(visit, response, study, { planned, isBySegment });
    },
  },
  {
    method: 'post',
    path: '/studies/:study/samples/draw',
    access: 'sample.draw',
    async handle(visit, request, response) {
      const { app, actor, session } = visit;
      const study = await studyOf(visit, request);
      const fields = formFields(request);
      const isBySegment = fields['substrata'] === 'yes';
      const strata = studyStrata(study, { bySegment: isBySegment });
      const replaces = (await findCurrentDraw(app.database.read, study)) !== null;
      const form = checkForm(drawForm(strata, { replaces }), fields);
      const query = fields['plan'];
      const planned = await findPlannedDraw(app, study, typeof query === 'string' ? query : '');
      const shown = { planned, isBySegment };
      if (!form.ok) {
        await refuse(visit, response, study, { ...shown, typed: { fields, errors: form.errors } });
        return;
      }
      try {
        const plan = drawnPlan(planned, form.values.sizes);
        await drawStudySample(app, actor, study.slug, { ...form.values, plan });
      } catch (error) {
        if (!(error instanceof UserProblem) || error.kind !== 'invalid_input') throw error;
        const errors = { [fieldOf(strata, error)]: error.detail ?? '' };
        await refuse(visit, response, study, { ...shown, typed: { fields, errors } });
        return;
      }
      await tellOnNextPage({ app, session }, 'De steekproef is getrokken.');
      seeOther(response, studyPath(study.slug, 'samples'));
    },
  },
];

/** The field that a refusal is about: its text names the stratum. */
function fieldOf(strata: readonly StudyStratum[], { detail }: UserProblem): string {
  const [named] = strata
    .filter(({ label }) => detail?.includes(label) === true)
    .toSorted((one, other) => other.label.length - one.label.length);
  const field = named ?? strata[0];
  return field === undefined ? 'seed' : sizeField(field.code);
}

async function studyOf({ app }: Visit, request: Request): Promise<Study> {
  return getStudy(app.database.read, pathParameter(request, 'study'));
}

/** By segment when somebody asks for it, or when the draw in use is. */
async function wantsSegments({ app }: Visit, study: Study, asked: unknown): Promise<boolean> {
  if (asked !== undefined) return asked === 'yes';
  const current = await findCurrentDraw(app.database.read, study);
  return current?.strata.some(({ stratum }) => stratum.includes('/')) ?? false;
}

interface Shown {
  readonly planned: PlannedDraw | null;
  readonly isBySegment: boolean;
  readonly typed?: TypedDraw;
}

async function showSamples(
  { app, actor }: Visit,
  response: Response,
  study: Study,
  { planned, isBySegment, typed }: Shown,
): Promise<void> {
  const db = app.database.read;
  const draws = await listDraws(db, study);
  const sizes = await frameSizes(db, study);
  const seen = {
    roles: actor.roles,
    frameSizes: sizes,
    strata: studyStrata(study, { bySegment: isBySegment }),
    stratumSizes: isBySegment ? stratumSizes(study, sizes, await segmentSizes(db, study)) : sizes,
    interviewed: await countInterviewed(db, study),
    openMatchCount: await countOpenMatches(db, study),
    planned:
      planned === null
        ? null
        : {
            query: planned.query,
            summary: planFigures(planned.plan, null).summary,
            sizes: planned.plan.sizes,
          },
    draws,
    common: await countCommonUnits(db, draws),
    exclusions: await countExclusions(db, study),
  };
  render(response, samplesView, samplesPage(study, seen, typed));
}

function stratumSizes(
  study: Study,
  whole: Readonly<Record<string, number>>,
  parts: Readonly<Record<string, Readonly<Record<string, number>>>>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    studyStrata(study, { bySegment: true }).map(({ code, domain, segment }) => [
      code,
      segment === null ? (whole[domain.code] ?? 0) : (parts[domain.code]?.[segment] ?? 0),
    ]),
  );
}

async function refuse(visit: Visit, response: Response, study: Study, shown: Shown): Promise<void> {
  response.status(422);
  await showSamples(visit, response, study, shown);
}
