import type { Request, Response } from 'express';
import { UserProblem } from '../../errors.js';
import { checkForm } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { frameSizes } from '../frames/frame-report.service.js';
import { leaveFlash } from '../sessions/sessions.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { planRoutes } from './plan.routes.js';
import { drawForm, sizeField } from './samples.forms.js';
import { samplesPage, samplesView } from './samples.pages.js';
import { countExclusions, drawStudySample, findCurrentDraw, listDraws } from './samples.service.js';
import { samplingReport } from './sampling-report.service.js';

export const sampleRoutes: readonly Route[] = [
  ...planRoutes,
  {
    method: 'get',
    path: '/studies/:study/samples',
    access: 'sample.view',
    async handle(visit, request, response) {
      await showSamples(visit, response, await studyOf(visit, request));
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
      const replaces = (await findCurrentDraw(app.database.read, study)) !== null;
      const form = checkForm(drawForm(study.domains, { replaces }), fields);
      if (!form.ok) {
        await refuse(visit, response, study, { fields, errors: form.errors });
        return;
      }
      try {
        await drawStudySample(app, actor, study.slug, form.values);
      } catch (error) {
        if (!(error instanceof UserProblem) || error.kind !== 'invalid_input') throw error;
        const errors = { [fieldOf(study, error)]: error.detail ?? '' };
        await refuse(visit, response, study, { fields, errors });
        return;
      }
      if (session !== null) {
        await leaveFlash(app, session, { kind: 'success', text: 'De steekproef is getrokken.' });
      }
      seeOther(response, studyPath(study.slug, 'samples'));
    },
  },
  {
    method: 'get',
    path: '/studies/:study/samples/report',
    access: 'sample.view',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const db = visit.app.database.read;
      const draw = await findCurrentDraw(db, study);
      if (draw === null) throw new UserProblem('not_found', 'Er is nog geen steekproef getrokken.');
      const report = await samplingReport(db, study, draw);
      const text = `${JSON.stringify(report, null, 2)}\n`;
      response.type('application/json').attachment(`${study.slug}-steekproefverslag.json`).send(text);
    },
  },
];

/** The size that a refusal is about: its text names the domain. */
function fieldOf(study: Study, { detail }: UserProblem): string {
  const named = study.domains.find(({ label }) => detail?.includes(label) === true) ?? study.domains[0];
  return named === undefined ? 'seed' : sizeField(named.code);
}

async function studyOf({ app }: Visit, request: Request): Promise<Study> {
  return getStudy(app.database.read, pathParameter(request, 'study'));
}

type Typed = Parameters<typeof samplesPage>[2];

async function showSamples(
  { app, actor }: Visit,
  response: Response,
  study: Study,
  typed?: Typed,
): Promise<void> {
  const db = app.database.read;
  const seen = {
    roles: actor.roles,
    frameSizes: await frameSizes(db, study),
    draws: await listDraws(db, study),
    exclusions: await countExclusions(db, study),
  };
  render(response, samplesView, samplesPage(study, seen, typed));
}

async function refuse(visit: Visit, response: Response, study: Study, typed: Typed): Promise<void> {
  response.status(422);
  await showSamples(visit, response, study, typed);
}
