import type { Request } from 'express';
import { checkForm } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, userIdOf, type Visit } from '../../web/visit.js';
import type { OwnCaseKey } from '../cases/own-case.service.js';
import { takeKeptForm } from '../sessions/kept-forms.service.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { getStudy } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { checkStep, concernForm, typedConcern } from './concerns.forms.js';
import {
  concernListPage,
  concernListView,
  concernPage,
  concernPath,
  concernView,
  goOnPath,
  reportPage,
  reportPath,
  type ReportSetting,
  reportView,
} from './concerns.pages.js';
import {
  decideConcern,
  getReportedCase,
  listConcerns,
  readConcern,
  reportConcern,
  showConcernAgain,
} from './concerns.service.js';

const REPORT = '/fieldwork/cases/:case/concern';
const CONCERNS = '/studies/:study/concerns';

export const concernRoutes: readonly Route[] = [
  {
    method: 'get',
    path: REPORT,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const setting = await settingOf(visit, keyOf(visit, request));
      const typed = { ...typedConcern({}), concern: visit.app.newId() };
      render(response, reportView, reportPage(setting, typed));
    },
  },
  {
    method: 'post',
    path: REPORT,
    access: 'fieldwork.interview',
    keepsTyped: true,
    async handle(visit, request, response) {
      const key = keyOf(visit, request);
      const fields = formFields(request);
      const setting = await settingOf(visit, key);
      const form = checkForm(concernForm, fields);
      if (!form.ok) {
        response.status(422);
        render(response, reportView, reportPage(setting, typedConcern(fields), form.errors));
        return;
      }
      const { concern: id, urgent: isUrgent, text } = form.values;
      await reportConcern(visit.app, visit.actor, key, { id, isUrgent, text });
      const sent = 'Het zorgsignaal is naar de veldwerkleider.';
      await tellOnNextPage(visit, setting.isOver ? sent : `${sent} U kunt verder met het gesprek.`);
      seeOther(response, goOnPath(setting));
    },
  },
  {
    method: 'get',
    path: `${REPORT}/kept`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const key = keyOf(visit, request);
      const path = reportPath(key.caseNumber);
      const kept = await takeKeptForm(visit.app, { userId: key.interviewerId, path });
      if (kept === null) {
        seeOther(response, path);
        return;
      }
      const setting = { ...(await settingOf(visit, key)), isKept: true };
      render(response, reportView, reportPage(setting, typedConcern(kept)));
    },
  },
  {
    method: 'get',
    path: CONCERNS,
    access: 'concern.decide',
    async handle({ app, actor }, request, response) {
      const study = await getStudy(app.database.read, pathParameter(request, 'study'));
      const concerns = await listConcerns(app, study);
      render(response, concernListView, concernListPage(study, concerns, actor.roles));
    },
  },
  {
    method: 'get',
    path: `${CONCERNS}/:concern`,
    access: 'concern.decide',
    async handle({ app, actor }, request, response) {
      render(response, concernView, concernPage(await readConcern(app, actor, concernOf(request))));
    },
  },
  {
    method: 'post',
    path: `${CONCERNS}/:concern`,
    access: 'concern.decide',
    async handle(visit, request, response) {
      const { app, actor } = visit;
      const { slug, id } = concernOf(request);
      const study = await getStudy(app.database.read, slug);
      const fields = formFields(request);
      const form = checkStep(fields);
      if (!form.ok) {
        const concern = await showConcernAgain(app, study, id);
        const note = typeof fields['note'] === 'string' ? fields['note'] : '';
        response.status(422);
        render(response, concernView, concernPage(concern, { note, errors: form.errors }));
        return;
      }
      const isThere = await decideConcern(app, actor, { slug, id, ...form.values });
      await tellOnNextPage(visit, isThere ? 'Het zorgsignaal is bijgewerkt.' : GONE);
      const isDone = form.values.step === 'settle';
      seeOther(response, isDone ? studyPath(slug, 'concerns') : concernPath(study, id));
    },
  },
];

const GONE = 'Het zorgsignaal is afgehandeld en gewist: de contactgegevens van deze casus waren dat al.';

function keyOf(visit: Visit, request: Request): OwnCaseKey {
  return { interviewerId: userIdOf(visit), caseNumber: pathParameter(request, 'case') };
}

async function settingOf({ app }: Visit, key: OwnCaseKey): Promise<ReportSetting> {
  const { study, record, isOver } = await getReportedCase(app, app.database.read, key);
  return {
    studyName: study.name,
    caseNumber: record.caseNumber,
    isInterviewing: record.status === 'interviewing',
    isOver,
  };
}

function concernOf(request: Request): { slug: string; id: string } {
  return { slug: pathParameter(request, 'study'), id: pathParameter(request, 'concern') };
}
