import type { Application } from '../../application.js';
import { replaceQuestion } from '../../domain/questionnaire/editing.js';
import type { Question, Questionnaire } from '../../domain/questionnaire/model.js';
import { questionSchema } from '../../domain/questionnaire/schema.js';
import type { FieldErrors } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import { checkErrors } from './check-form.js';
import { renamedStatements } from './choice-form.js';
import { conditionErrors, type Fields } from './condition-form.js';
import { gone, isCurrent } from './current-draft.js';
import { afterSave, savedForm, typedForm, type WhyShown } from './draft-form.js';
import { draftPath, DRAFTS_PATH } from './draft-path.js';
import { questionEditPage, questionEditView, type ShownForm } from './draft-question.pages.js';
import { textFieldsOf } from './drafts.forms.js';
import { checkUnsaved, type Draft, getDraft, saveDraft } from './drafts.service.js';
import { questionErrors } from './question-errors.js';
import { fieldsOfQuestion, questionOfFields } from './question-form.js';
import { focusAfter, movedRows } from './row-moves.js';

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
      const checked = { questionnaire: draft.questionnaire, question, findings: draft.findings };
      const form: ShownForm = { ...savedForm(values), checked };
      render(response, questionEditView, questionEditPage(draft, question, form));
    },
  },
  {
    // Saves; or shows the form again with what was typed: looked at by the check, or with a row moved.
    method: 'post',
    path,
    access,
    async handle({ app, actor }, request, response) {
      const draft = await getDraft(app, pathParameter(request, 'draft'));
      const question = getQuestion(draft.questionnaire, pathParameter(request, 'question'));
      const sent = textFieldsOf(formFields(request));
      const { then = '', ...typed } = sent;
      const values = movedRows(typed, then);
      const read = readForm(draft.questionnaire, question, values);
      const isBehind = !isCurrent(draft, request);
      if (SAVING.has(then) && !isBehind && isWhole(read)) {
        const change = `vraag ${read.question.id} gewijzigd`;
        await saveDraft(app, actor, draft, { questionnaire: read.changed, change });
        seeOther(response, afterSave(sent, placeAfter(draft, read, then)));
        return;
      }
      const why: WhyShown = isBehind ? 'behind' : 'wrong';
      const shown = SAVING.has(then)
        ? typedForm(values, read.errors, why)
        : { status: 200, form: lookedAt(values, then) };
      response.status(shown.status);
      const form: ShownForm = { ...shown.form, checked: checkedForm(app, draft, question, read) };
      render(response, questionEditView, questionEditPage(draft, question, form));
    },
  },
];

/** Buttons that save; any other shows the form again. */
const SAVING: ReadonlySet<string> = new Set(['', 'stay', 'next']);

/**
 * A form that is shown again without saving. It stays one that was opened on the revision it was opened on, and the
 * keyboard goes on where the button was.
 */
function lookedAt(values: Fields, then: string): Omit<ShownForm, 'checked'> {
  const focus = focusAfter(values, then);
  return {
    values,
    errors: {},
    isTyped: true,
    isRestored: then === 'restore',
    revision: values['revision'] ?? '',
    ...(focus === null ? {} : { focus }),
  };
}

function isWhole(read: ReadForm): read is ReadForm & { question: Question; changed: Questionnaire } {
  return read.question !== null && read.changed !== null;
}

interface ReadForm {
  /** `null` when what was typed is no question yet. */
  readonly question: Question | null;
  /** The whole questionnaire with it. */
  readonly changed: Questionnaire | null;
  readonly errors: FieldErrors;
}

function readForm(questionnaire: Questionnaire, question: Question, values: Fields): ReadForm {
  const read = questionSchema.safeParse(questionOfFields(questionnaire, question, values));
  const errors: FieldErrors = {
    ...conditionErrors(values, 'when'),
    ...conditionErrors(values, 'base'),
    ...checkErrors(values),
    ...questionErrors(questionnaire, question, values, read.success ? [] : read.error.issues),
  };
  if (!read.success || Object.keys(errors).length > 0) return { question: null, changed: null, errors };
  const changed = replaceQuestion(questionnaire, question.id, read.data, renamedStatements(values));
  return { question: read.data, changed, errors };
}

/** What the check says of what was typed; of what is saved as long as that is no question. */
function checkedForm(
  app: Application,
  draft: Draft,
  question: Question,
  read: ReadForm,
): ShownForm['checked'] {
  if (read.question === null || read.changed === null) {
    return { questionnaire: draft.questionnaire, question, findings: draft.findings };
  }
  const findings = checkUnsaved(app, read.changed);
  return { questionnaire: read.changed, question: read.question, findings };
}

function placeAfter(draft: Draft, { question, changed }: ReadForm, then: string): string {
  const id = question?.id ?? '';
  if (then === 'stay') return draftPath(draft.id, 'questions', id);
  const codes = (changed?.blocks ?? []).flatMap(({ questions }) => questions.map((one) => one.id));
  const next = codes[codes.indexOf(id) + 1];
  if (then === 'next' && next !== undefined) return draftPath(draft.id, 'questions', next);
  return `${draftPath(draft.id)}#${id}`;
}

function getQuestion({ blocks }: Questionnaire, id: string): Question {
  const question = blocks.flatMap(({ questions }) => questions).find((one) => one.id === id);
  if (question === undefined) throw gone(`Er is geen vraag ${id} (meer) in dit concept.`);
  return question;
}
