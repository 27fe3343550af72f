import type { Request } from 'express';
import { formFields, pathParameter, queryFields, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { checkDecision, seenAtOf, typedAction } from './case-actions.forms.js';
import { decisionPage, decisionView } from './case-decisions.pages.js';
import { type CaseKey, decideCase, getCaseToDecide } from './case-decisions.service.js';

const DECISION = '/studies/:study/cases/:case/decision';

export const caseDecisionRoutes: readonly Route[] = [
  {
    method: 'get',
    path: DECISION,
    access: 'fieldwork.supervise',
    async handle({ app, actor }, request, response) {
      const about = await getCaseToDecide(app, keyOf(request));
      const typed = typedAction({ action: queryFields(request)['action'] });
      render(response, decisionView, decisionPage(about, actor.roles, typed));
    },
  },
  {
    method: 'post',
    path: DECISION,
    access: 'fieldwork.supervise',
    async handle(visit, request, response) {
      const { app, actor } = visit;
      const key = keyOf(request);
      const typed = typedAction(formFields(request));
      const form = checkDecision(typed);
      if (!form.ok) {
        response.status(422);
        const about = await getCaseToDecide(app, key);
        render(response, decisionView, decisionPage(about, actor.roles, typed, form.errors));
        return;
      }
      await decideCase(app, actor, { ...key, ...form.values, seenAt: seenAtOf(formFields(request)) });
      await tellOnNextPage(visit, `Het besluit over casus ${key.caseNumber} is vastgelegd.`);
      seeOther(response, studyPath(key.slug, 'fieldwork'));
    },
  },
];

function keyOf(request: Request): CaseKey {
  return { slug: pathParameter(request, 'study'), caseNumber: pathParameter(request, 'case') };
}
