import { withComputed, withoutComputed } from '../../domain/questionnaire/editing-shared.js';
import { listReferables } from '../../domain/questionnaire/referables.js';
import type { Computed, Questionnaire } from '../../domain/questionnaire/model.js';
import { UserProblem } from '../../errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import {
  COMPUTED_KINDS,
  computedOfFields,
  type ComputedKind,
  fieldsOfComputed,
  idErrors,
} from './computed-form.js';
import { getCurrentDraft, gone, isCurrent } from './current-draft.js';
import { computedEditPage, computedEditView } from './draft-computed.pages.js';
import { afterSave, savedForm, typedForm, whyShown } from './draft-form.js';
import { draftPath, DRAFTS_PATH } from './draft-path.js';
import { textFieldsOf } from './drafts.forms.js';
import { getDraft, saveDraft } from './drafts.service.js';

const path = `${DRAFTS_PATH}/:draft/computed`;
const access = 'questionnaire.design';

export const draftComputedRoutes: readonly Route[] = [
  {
    method: 'post',
    path,
    access,
    async handle({ app, actor }, request, response) {
      const draft = await getCurrentDraft(app, request);
      const { id: typed = '', kind: chosen } = textFieldsOf(formFields(request));
      const id = typed.trim();
      const kind = COMPUTED_KINDS.find((one) => one === chosen) ?? 'sum';
      const wrong = idErrors(draft.questionnaire, null, id)['id'];
      if (wrong !== undefined) throw new UserProblem('invalid_input', `Er is niets toegevoegd. ${wrong}`);
      const questionnaire = withComputed(
        draft.questionnaire,
        null,
        newComputed(draft.questionnaire, kind, id),
      );
      await saveDraft(app, actor, draft, { questionnaire, change: `berekende waarde ${id} toegevoegd` });
      seeOther(response, draftPath(draft.id, 'computed', id));
    },
  },
  {
    method: 'get',
    path: `${path}/:computed`,
    access,
    async handle({ app }, request, response) {
      const draft = await getDraft(app, pathParameter(request, 'draft'));
      const computed = getComputed(draft.questionnaire, pathParameter(request, 'computed'));
      const form = savedForm(fieldsOfComputed(computed));
      render(response, computedEditView, computedEditPage(draft, computed, form));
    },
  },
  {
    method: 'post',
    path: `${path}/:computed`,
    access,
    async handle({ app, actor }, request, response) {
      const draft = await getDraft(app, pathParameter(request, 'draft'));
      const was = getComputed(draft.questionnaire, pathParameter(request, 'computed'));
      const values = textFieldsOf(formFields(request));
      if (values['then'] === 'remove' && isCurrent(draft, request)) {
        const questionnaire = withoutComputed(draft.questionnaire, was.id);
        await saveDraft(app, actor, draft, {
          questionnaire,
          change: `berekende waarde ${was.id} verwijderd`,
        });
        seeOther(response, draftPath(draft.id));
        return;
      }
      const { computed, errors } = computedOfFields(draft.questionnaire, was, values);
      const why = whyShown(draft, request, values, errors);
      if (why !== null || computed === null) {
        const shown = typedForm(values, errors, why ?? 'wrong');
        response.status(shown.status);
        render(response, computedEditView, computedEditPage(draft, was, shown.form));
        return;
      }
      const questionnaire = withComputed(draft.questionnaire, was.id, computed);
      await saveDraft(app, actor, draft, {
        questionnaire,
        change: `berekende waarde ${computed.id} gewijzigd`,
      });
      const stays = values['then'] === 'stay';
      const place = stays ? draftPath(draft.id, 'computed', computed.id) : `${draftPath(draft.id)}#berekend`;
      seeOther(response, afterSave(values, place));
    },
  },
];

function getComputed({ computed = [] }: Questionnaire, id: string): Computed {
  const found = computed.find((one) => one.id === id);
  if (found === undefined) throw gone('Deze berekende waarde is er niet (meer).');
  return found;
}

/** A value to begin with; its form says what it follows from. */
function newComputed(questionnaire: Questionnaire, kind: ComputedKind, id: string): Computed {
  const base = { id, label: {} };
  if (kind === 'cases') return { ...base, cases: [{ value: 0 }] };
  const first = listReferables(questionnaire).find(({ isComparable }) => isComparable)?.id;
  if (first === undefined) {
    throw new UserProblem('invalid_input', 'Maak eerst een vraag met antwoorden, een getal of een cijfer.');
  }
  if (kind === 'count') return { ...base, count: { of: [first], codes: [1] } };
  return kind === 'sum' ? { ...base, sum: [first] } : { ...base, mean: [first] };
}
