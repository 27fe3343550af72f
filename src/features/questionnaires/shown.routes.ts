import type { Request } from 'express';
import type { Application } from '../../application.js';
import type { Permission } from '../../domain/access/permission.js';
import type { Questionnaire, Respondent } from '../../domain/questionnaire/model.js';
import { RESPONDENTS } from '../../domain/questionnaire/schema.js';
import { writeXlsForm } from '../../domain/xlsform/write-xlsform.js';
import { questionnaireWord } from '../../documents/questionnaire-word.js';
import { xlsFormWorkbook } from '../../documents/xlsform-workbook.js';
import { answerInputOf } from '../../web/question-screen.js';
import { checkForm } from '../../web/form-errors.js';
import { formFields, queryFields, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { comparePage, compareView } from './compare.pages.js';
import { type Reading, readPage, readView, routePage, routeView } from './questionnaires.pages.js';
import { readingDocument } from './reading-document.js';
import type { ShownQuestionnaire } from './shown-questionnaire.js';
import { takeTryOutStep } from './try-out.js';
import { tryOutForm } from './try-out.forms.js';
import { exportPage, xlsFormView } from './xlsform.pages.js';
import { setUpPage, setUpView, tryPage, tryView } from './try-out.pages.js';

/** Where questionnaires of one kind are found, and who may see them. */
export interface ShownPlace {
  /** With a parameter for the questionnaire. */
  readonly path: string;
  /** Address of the page for reading. */
  readonly readPath: string;
  readonly access: Permission;
  readonly find: (app: Application, request: Request) => Promise<ShownQuestionnaire>;
}

/** The pages about one questionnaire, the same for a version and for a draft. */
export function shownRoutes({ path, readPath, access, find }: ShownPlace): readonly Route[] {
  return [
    {
      method: 'get',
      path: readPath,
      access,
      async handle({ app, actor }, request, response) {
        const shown = await find(app, request);
        render(response, readView, readPage(shown, chosenReading(request, shown.questionnaire), actor.roles));
      },
    },
    {
      method: 'get',
      path: `${path}/word`,
      access,
      async handle({ app }, request, response) {
        const shown = await find(app, request);
        const reading = chosenReading(request, shown.questionnaire);
        const word = await questionnaireWord(readingDocument(shown, reading));
        response.attachment(`${shown.questionnaire.id}.docx`).send(word);
      },
    },
    {
      method: 'get',
      path: `${path}/xlsform`,
      access,
      async handle({ app }, request, response) {
        const shown = await find(app, request);
        const respondent = chosenRespondent(request, shown.questionnaire);
        const { losses } = writeXlsForm(shown.questionnaire, respondent);
        render(response, xlsFormView, exportPage(shown, losses, respondent));
      },
    },
    {
      method: 'get',
      path: `${path}/xlsform/file`,
      access,
      async handle({ app }, request, response) {
        const { questionnaire } = await find(app, request);
        const respondent = chosenRespondent(request, questionnaire);
        const { form } = writeXlsForm(questionnaire, respondent);
        const workbook = await xlsFormWorkbook(form, questionnaire.languages);
        response.attachment(`${questionnaire.id}.xlsx`).send(workbook);
      },
    },
    {
      method: 'get',
      path: `${path}/route`,
      access,
      async handle({ app }, request, response) {
        render(response, routeView, routePage(await find(app, request)));
      },
    },
    {
      method: 'get',
      path: `${path}/compare`,
      access,
      async handle({ app }, request, response) {
        const shown = await find(app, request);
        const other = queryFields(request)['with'];
        const chosen = typeof other === 'string' ? app.questionnaires.get(other) : null;
        render(response, compareView, comparePage(shown, app.questionnaires.list(), chosen));
      },
    },
    {
      method: 'get',
      path: `${path}/try`,
      access,
      async handle({ app }, request, response) {
        render(response, setUpView, setUpPage(await find(app, request), {}));
      },
    },
    {
      // Answers with a page instead of sending the browser on: there is nothing that a refresh could do twice.
      method: 'post',
      path: `${path}/try`,
      access,
      async handle({ app }, request, response) {
        const shown = await find(app, request);
        const fields = formFields(request);
        const form = checkForm(tryOutForm, fields);
        if (!form.ok || shown.findings.some(({ severity }) => severity === 'error')) {
          response.status(422);
          render(response, setUpView, setUpPage(shown, textsOf(fields), form.ok ? {} : form.errors));
          return;
        }
        const step = takeTryOutStep(shown.questionnaire, form.values, answerInputOf(fields));
        if (step.attempt !== null) response.status(422);
        render(response, tryView, tryPage(shown, form.values, step));
      },
    },
  ];
}

/** The language and the reader behind the question mark when the questionnaire has them. */
function chosenReading(request: Request, { languages, respondents }: Questionnaire): Reading {
  const { language, as } = queryFields(request);
  return {
    language: languages.find((one) => one === language) ?? languages[0] ?? 'nl',
    reader: RESPONDENTS.find((one) => one === as && respondents.includes(one)) ?? null,
  };
}

/** Whose words a form gets that has one text: who is asked for, or else the first. */
function chosenRespondent(request: Request, questionnaire: Questionnaire): Respondent {
  return chosenReading(request, questionnaire).reader ?? questionnaire.respondents[0] ?? 'parent';
}

function textsOf(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
