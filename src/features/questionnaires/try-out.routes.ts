import { answerInputOf } from '../../web/question-screen.js';
import { checkForm } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { takeTryOutStep } from './try-out.js';
import { tryOutForm } from './try-out.forms.js';
import { setUpPage, setUpView, tryPage, tryView } from './try-out.pages.js';

export const tryOutRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/questionnaires/:questionnaire/try',
    access: 'questionnaire.view',
    handle({ app }, request, response) {
      render(
        response,
        setUpView,
        setUpPage(app.questionnaires.get(pathParameter(request, 'questionnaire')), {}),
      );
    },
  },
  {
    // Answers with a page instead of sending the browser on: there is nothing that a refresh could do twice.
    method: 'post',
    path: '/questionnaires/:questionnaire/try',
    access: 'questionnaire.view',
    handle({ app }, request, response) {
      const questionnaire = app.questionnaires.get(pathParameter(request, 'questionnaire'));
      const fields = formFields(request);
      const form = checkForm(tryOutForm, fields);
      if (!form.ok) {
        response.status(422);
        render(response, setUpView, setUpPage(questionnaire, textsOf(fields), form.errors));
        return;
      }
      const step = takeTryOutStep(questionnaire, form.values, answerInputOf(fields));
      if (step.attempt !== null) response.status(422);
      render(response, tryView, tryPage(form.values, step));
    },
  },
];

function textsOf(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
