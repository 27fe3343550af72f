import type { Request, Response } from 'express';
import { checkForm, type FieldErrors } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { listOrganisationChecks } from '../checks/checks.service.js';
import { countPersons } from '../frames/frame-report.service.js';
import { listDeliveries } from '../frames/frames.service.js';
import { countOpenMatches } from '../frames/matches.service.js';
import { countExclusions, findCurrentDraw } from '../samples/samples.service.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { newStudyForm, targetField, typedStudy } from './studies.forms.js';
import {
  newStudyPage,
  newStudyView,
  studyListPage,
  studyListView,
  studyPage,
  studyView,
  targetFieldName,
} from './studies.pages.js';
import {
  createStudy,
  getStudy,
  listStudies,
  newestQuestionnaireId,
  setTargets,
  type Study,
} from './studies.service.js';
import type { StudyProgress } from './study-checklist.js';
import { studyPath } from './study-navigation.js';

export const studyRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/studies',
    access: 'study.view',
    async handle({ app, actor }, _request, response) {
      render(response, studyListView, studyListPage(await listStudies(app.database.read), actor.roles));
    },
  },
  {
    method: 'get',
    path: '/studies/new',
    access: 'study.design',
    handle({ app }, _request, response) {
      const reportYear = String(Number(app.clock().slice(0, 4)) - 1);
      const typed = { ...typedStudy({}), reportYear, questionnaireId: newestQuestionnaireId(app) };
      render(response, newStudyView, newStudyPage(app.questionnaires.list(), typed));
    },
  },
  {
    method: 'post',
    path: '/studies/new',
    access: 'study.design',
    async handle({ app, actor, session }, request, response) {
      const fields = formFields(request);
      const form = checkForm(newStudyForm, fields);
      if (!form.ok) {
        response.status(422);
        const page = newStudyPage(app.questionnaires.list(), typedStudy(fields), form.errors);
        render(response, newStudyView, page);
        return;
      }
      const study = await createStudy(app, actor, form.values);
      await tellOnNextPage({ app, session }, 'Het onderzoek is gemaakt.');
      seeOther(response, studyPath(study.slug));
    },
  },
  {
    method: 'get',
    path: '/studies/:study',
    access: 'study.view',
    async handle(visit, request, response) {
      await showStudy(visit, response, await studyOf(visit, request));
    },
  },
  {
    method: 'post',
    path: '/studies/:study/targets',
    access: 'study.design',
    async handle(visit, request, response) {
      const { app, actor, session } = visit;
      const study = await studyOf(visit, request);
      const { targets, errors, typed } = readTargets(study, formFields(request));
      if (Object.keys(errors).length > 0) {
        response.status(422);
        await showStudy(visit, response, study, { targets: typed, errors });
        return;
      }
      await setTargets(app, actor, study.slug, targets);
      await tellOnNextPage({ app, session }, 'De doelen zijn bewaard.');
      seeOther(response, studyPath(study.slug));
    },
  },
];

async function studyOf({ app }: Visit, request: Request): Promise<Study> {
  return getStudy(app.database.read, pathParameter(request, 'study'));
}

async function showStudy(
  { app, actor, session }: Visit,
  response: Response,
  study: Study,
  typed: Parameters<typeof studyPage>[2] = null,
): Promise<void> {
  const progress = await progressOf(app, study);
  const questionnaire = app.questionnaires.get(study.questionnaireId);
  const csrfToken = session?.csrfToken ?? '';
  const seen = { roles: actor.roles, progress, questionnaire, csrfToken };
  render(response, studyView, studyPage(study, seen, typed));
}

async function progressOf(app: Visit['app'], study: Study): Promise<StudyProgress> {
  const db = app.database.read;
  const draw = await findCurrentDraw(db, study);
  const checks = await listOrganisationChecks(db, study);
  return {
    deliveryCount: (await listDeliveries(app, study)).length,
    personCount: await countPersons(db, study),
    openMatchCount: await countOpenMatches(db, study),
    drawnCount: draw?.strata.reduce((sum, { sampleSize }) => sum + sampleSize, 0) ?? 0,
    organisationCount: checks.length,
    returnedCount: checks.filter(({ returnedAt }) => returnedAt !== null).length,
    excludedCount: (await countExclusions(db, study)).reduce((sum, { cases }) => sum + cases, 0),
  };
}

function readTargets(
  study: Study,
  fields: Readonly<Record<string, unknown>>,
): {
  targets: Record<string, number | null>;
  errors: FieldErrors;
  typed: Record<string, string>;
} {
  const targets: Record<string, number | null> = {};
  const errors: Record<string, string> = {};
  const typed: Record<string, string> = {};
  for (const { code } of study.domains) {
    const name = targetFieldName(code);
    const field = targetField.safeParse(fields[name]);
    typed[code] = typeof fields[name] === 'string' ? fields[name] : '';
    if (field.success) targets[code] = field.data;
    else errors[name] = field.error.issues[0]?.message ?? '';
  }
  return { targets, errors, typed };
}
