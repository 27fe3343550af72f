import type { Request } from 'express';
import { checkForm } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { checkRulesPage, checkRulesView, typedOf } from './check-rules.pages.js';
import { changeCheckRules, getCheckRules } from './check-rules.service.js';
import { rulesForm, typedRules } from './checks.forms.js';
import { remindersPage, remindersView } from './reminders.pages.js';
import { exportReminders, listReminders } from './reminders.service.js';

/** Pages about the check as a whole: until when it is open, and who has not answered. */
export const checkSettingsRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/studies/:study/checks/rules',
    access: 'check.export',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const typed = typedOf(await getCheckRules(visit.app.database.read, study));
      render(response, checkRulesView, checkRulesPage(study, visit.actor.roles, typed));
    },
  },
  {
    method: 'post',
    path: '/studies/:study/checks/rules',
    access: 'check.export',
    async handle(visit, request, response) {
      const { app, actor, session } = visit;
      const study = await studyOf(visit, request);
      const fields = formFields(request);
      const form = checkForm(rulesForm, fields);
      if (!form.ok) {
        response.status(422);
        render(response, checkRulesView, checkRulesPage(study, actor.roles, typedRules(fields), form.errors));
        return;
      }
      await changeCheckRules(app, actor, study.slug, form.values);
      await tellOnNextPage({ app, session }, 'De instellingen zijn bewaard.');
      seeOther(response, studyPath(study.slug, 'checks'));
    },
  },
  {
    method: 'get',
    path: '/studies/:study/checks/reminders',
    access: 'check.export',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const db = visit.app.database.read;
      const reminders = await listReminders(visit.app, db, study);
      const rules = await getCheckRules(db, study);
      render(response, remindersView, remindersPage(study, visit.actor.roles, { reminders, rules }));
    },
  },
  {
    method: 'post',
    path: '/studies/:study/checks/reminders',
    access: 'check.export',
    async handle(visit, request, response) {
      const study = await studyOf(visit, request);
      const csv = await exportReminders(visit.app, visit.actor, study);
      response.type('text/csv').attachment(`herinneringen-${study.slug}.csv`).send(csv);
    },
  },
];

async function studyOf({ app }: Visit, request: Request): Promise<Study> {
  return getStudy(app.database.read, pathParameter(request, 'study'));
}
