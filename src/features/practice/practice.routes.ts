import { formFields, pathParameter, queryFields, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { newestQuestionnaireId } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { newPracticePage, newPracticeView } from './practice.pages.js';
import { makePracticeStudy, resetPracticeStudy } from './practice.service.js';

const NEW = '/studies/practice';

export const practiceRoutes: readonly Route[] = [
  {
    method: 'get',
    path: NEW,
    access: 'practice.make',
    handle({ app }, request, response) {
      const asked = queryFields(request)['questionnaire'];
      const isKnown = typeof asked === 'string' && app.questionnaires.has(asked);
      const questionnaireId = isKnown ? asked : newestQuestionnaireId(app);
      render(response, newPracticeView, newPracticePage(app.questionnaires.list(), questionnaireId));
    },
  },
  {
    method: 'post',
    path: NEW,
    access: 'practice.make',
    async handle({ app, actor, session }, request, response) {
      const { questionnaireId } = formFields(request);
      if (typeof questionnaireId !== 'string' || !app.questionnaires.has(questionnaireId)) {
        response.status(422);
        const errors = { questionnaireId: 'Kies een vragenlijst die in de lijst staat.' };
        render(response, newPracticeView, newPracticePage(app.questionnaires.list(), '', errors));
        return;
      }
      const study = await makePracticeStudy(app, actor, { questionnaireId });
      const text = 'De oefenstudie is klaar: enquêteurs kunnen er nu mee bellen.';
      await tellOnNextPage({ app, session }, text);
      seeOther(response, studyPath(study.slug));
    },
  },
  {
    method: 'post',
    path: '/studies/:study/practice/reset',
    access: 'practice.make',
    async handle({ app, actor, session }, request, response) {
      const study = await resetPracticeStudy(app, actor, pathParameter(request, 'study'));
      const text = 'De oefenstudie begint opnieuw, met andere verzonnen mensen.';
      await tellOnNextPage({ app, session }, text);
      seeOther(response, studyPath(study.slug));
    },
  },
];
