import { legalOutcomes } from '../../domain/contact/legal-outcomes.js';
import { nextScreen } from '../../domain/interview/route.js';
import { UserProblem } from '../../errors.js';
import { formFields, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import { getOwnCaseFile } from '../cases/own-case.service.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { changeLanguage, findHandover, handOver } from './interview-changes.service.js';
import { interviewPath } from './interview-path.js';
import { handoverPage, handoverView } from './handover.pages.js';
import { handoverForm, languageForm } from './interviews.forms.js';
import { endPage, endView, recapPage, recapView, stopPage, stopView } from './interviews.pages.js';
import { completeInterview, startInterview } from './interviews.service.js';
import { getOpenInterview } from './open-interview.service.js';
import { goToCurrent, keyOf, questionRoutes } from './question.routes.js';

const INTERVIEW = '/fieldwork/cases/:case/interview';

export const interviewRoutes: readonly Route[] = [
  {
    method: 'post',
    path: INTERVIEW,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const key = keyOf(visit, request);
      await startInterview(visit.app, visit.actor, key);
      seeOther(response, `${interviewPath(key.caseNumber)}/recap`);
    },
  },
  {
    method: 'get',
    path: INTERVIEW,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      goToCurrent(response, await getOpenInterview(visit.app, visit.actor, keyOf(visit, request)));
    },
  },
  {
    method: 'get',
    path: `${INTERVIEW}/recap`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const interview = await getOpenInterview(visit.app, visit.actor, keyOf(visit, request));
      if (interview.route.answers.size === 0) goToCurrent(response, interview);
      else render(response, recapView, recapPage(interview));
    },
  },
  {
    method: 'get',
    path: `${INTERVIEW}/stop`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const key = keyOf(visit, request);
      const interview = await getOpenInterview(visit.app, visit.actor, key);
      const { file, study } = await getOwnCaseFile(visit.app, key);
      const legal = legalOutcomes(file.state, file.verdict, study.rules.outcomes);
      render(response, stopView, stopPage(interview, legal, findHandover(file)));
    },
  },
  {
    method: 'get',
    path: `${INTERVIEW}/handover`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const key = keyOf(visit, request);
      const interview = await getOpenInterview(visit.app, visit.actor, key);
      const handover = findHandover((await getOwnCaseFile(visit.app, key)).file);
      if (handover === null) goToCurrent(response, interview);
      else render(response, handoverView, handoverPage(interview, handover));
    },
  },
  {
    method: 'post',
    path: `${INTERVIEW}/handover`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const key = keyOf(visit, request);
      const form = handoverForm.safeParse(formFields(request));
      if (!form.success) throw new UserProblem('invalid_input', 'Kies of de antwoorden blijven.');
      await handOver(visit.app, visit.actor, key, form.data.answers === 'keep');
      seeOther(response, interviewPath(key.caseNumber));
    },
  },
  {
    method: 'post',
    path: `${INTERVIEW}/language`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const key = keyOf(visit, request);
      const { language } = languageForm.parse(formFields(request));
      await changeLanguage(visit.app, visit.actor, key, language);
      seeOther(response, interviewPath(key.caseNumber));
    },
  },
  {
    method: 'get',
    path: `${INTERVIEW}/end`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const interview = await getOpenInterview(visit.app, visit.actor, keyOf(visit, request));
      if (nextScreen(interview.route) !== null) goToCurrent(response, interview);
      else render(response, endView, endPage(interview));
    },
  },
  {
    method: 'post',
    path: `${INTERVIEW}/complete`,
    access: 'fieldwork.interview',
    async handle(visit, request, response) {
      const { app, actor, session } = visit;
      const key = keyOf(visit, request);
      await completeInterview(app, actor, key);
      const text = `Het interview van casus ${key.caseNumber} is voltooid. Dank u wel.`;
      await tellOnNextPage({ app, session }, text);
      seeOther(response, '/fieldwork');
    },
  },
  ...questionRoutes,
];
