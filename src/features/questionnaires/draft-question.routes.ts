import { replaceQuestion } from '../../domain/questionnaire/editing.js';
import type { Question, Questionnaire } from '../../domain/questionnaire/model.js';
import { questionSchema } from '../../domain/questionnaire/schema.js';
import { UserProblem } from '../../errors.js';
import type { FieldErrors } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import { getCurrentDraft } from './current-draft.js';
import { questionEditPage, questionEditView } from './draft-question.pages.js';
import { textFieldsOf } from './drafts.forms.js';
import { draftPath, DRAFTS_PATH } from './drafts.pages.js';
import { getDraft, saveDraft } from './drafts.service.js';
import { fieldsOfQuestion, questionOfFields } from './question-form.js';

const path = `${DRAFTS_PATH}/:draft/questions/:question`;
const access = 'questionnaire.design';

export const draftQuestionRoutes: readonly Route[] = [
  {
    method: 'get',
    path,
    access,
    async handle({ app }, request, response) {
      const draft = await getDraft(app, pathParameter(request, 'draft'));
      const question = getQuestion(draft.questionnaire, pathParameter(request, 'question'));
      const values = fieldsOfQuestion(draft.questionnaire, question);
      render(response, questionEditView, questionEditPage(draft, question, { values }));
    },
  },
  {
    method: 'post',
    path,
    access,
    async handle({ app, actor }, request, response) {
      const draft = await getCurrentDraft(app, request);
      const question = getQuestion(draft.questionnaire, pathParameter(request, 'question'));
      const values = textFieldsOf(formFields(request));
      const read = questionSchema.safeParse(questionOfFields(draft.questionnaire, question, values));
      if (!read.success) {
        const errors = errorsOf(read.error.issues.map((issue) => issue.path));
        response.status(422);
        render(response, questionEditView, questionEditPage(draft, question, { values, errors }));
        return;
      }
      const questionnaire = replaceQuestion(draft.questionnaire, question.id, read.data);
      await saveDraft(app, actor, draft, { questionnaire, change: `vraag ${read.data.id} gewijzigd` });
      const stays = values['then'] === 'stay';
      seeOther(
        response,
        stays ? draftPath(draft.id, 'questions', read.data.id) : `${draftPath(draft.id)}#${read.data.id}`,
      );
    },
  },
];

function getQuestion({ blocks }: Questionnaire, id: string): Question {
  const question = blocks.flatMap(({ questions }) => questions).find((one) => one.id === id);
  if (question === undefined) throw new UserProblem('not_found', `Er is geen vraag ${id} in dit concept.`);
  return question;
}

/** What the form can hold and a question cannot, by its first key. */
const MESSAGES: Readonly<Record<string, readonly [field: string, message: string]>> = {
  id: ['id', 'Begin de code met een hoofdletter, zonder spaties, zoals B1 of B1_2.'],
  options: ['options-0-code', 'Geef ten minste twee antwoorden, elk met een code van hele cijfers.'],
  statements: [
    'statements-0-id',
    'Geef ten minste één stelling. Een code begint met een hoofdletter, zoals D1.',
  ],
  statistic: ['statistic-positive', 'Vul de codes die meetellen in als hele getallen, zoals 3, 4.'],
  decimals: ['decimals', 'Vul 0, 1, 2 of 3 in.'],
  min: ['min', 'Vul het kleinste getal in met cijfers.'],
  max: ['max', 'Vul het grootste getal in met cijfers.'],
  softMin: ['softMin', 'Vul een getal in met cijfers, of laat het leeg.'],
  softMax: ['softMax', 'Vul een getal in met cijfers, of laat het leeg.'],
};

function errorsOf(paths: readonly (readonly PropertyKey[])[]): FieldErrors {
  const errors = paths.map(
    ([key]) => MESSAGES[String(key)] ?? (['id', 'Dit onderdeel heeft niet de goede vorm.'] as const),
  );
  return Object.fromEntries(errors);
}
