import { withFill, withoutFill } from '../../domain/questionnaire/editing-shared.js';
import type { Fill, Questionnaire } from '../../domain/questionnaire/model.js';
import { UserProblem } from '../../errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import { getCurrentDraft, gone, isCurrent } from './current-draft.js';
import { fillEditPage, fillEditView } from './draft-fill.pages.js';
import { afterSave, savedForm, typedForm, whyShown } from './draft-form.js';
import { draftPath, DRAFTS_PATH } from './draft-path.js';
import { textFieldsOf } from './drafts.forms.js';
import { getDraft, saveDraft } from './drafts.service.js';
import { FILL_KINDS, fieldsOfFill, fillOfFields, nameErrors } from './fill-form.js';

const path = `${DRAFTS_PATH}/:draft/fills`;
const access = 'questionnaire.design';

export const draftFillRoutes: readonly Route[] = [
  {
    method: 'post',
    path,
    access,
    async handle({ app, actor }, request, response) {
      const draft = await getCurrentDraft(app, request);
      const { name = '', kind: chosen } = textFieldsOf(formFields(request));
      const kind = FILL_KINDS.find((one) => one === chosen) ?? 'cases';
      const wrong = nameErrors(draft.questionnaire, null, name.trim())['name'];
      if (wrong !== undefined) throw new UserProblem('invalid_input', `Er is niets toegevoegd. ${wrong}`);
      const fill: Fill = kind === 'cases' ? { cases: [{ text: {} }] } : { value: kind };
      const questionnaire = withFill(draft.questionnaire, null, name.trim(), fill);
      await saveDraft(app, actor, draft, { questionnaire, change: `invulling {${name.trim()}} toegevoegd` });
      seeOther(response, draftPath(draft.id, 'fills', name.trim()));
    },
  },
  {
    method: 'get',
    path: `${path}/:fill`,
    access,
    async handle({ app }, request, response) {
      const draft = await getDraft(app, pathParameter(request, 'draft'));
      const was = getFill(draft.questionnaire, pathParameter(request, 'fill'));
      const values = fieldsOfFill(draft.questionnaire, was.name, was.fill);
      render(response, fillEditView, fillEditPage(draft, was, savedForm(values)));
    },
  },
  {
    method: 'post',
    path: `${path}/:fill`,
    access,
    async handle({ app, actor }, request, response) {
      const draft = await getDraft(app, pathParameter(request, 'draft'));
      const was = getFill(draft.questionnaire, pathParameter(request, 'fill'));
      const values = textFieldsOf(formFields(request));
      if (values['then'] === 'remove' && isCurrent(draft, request)) {
        const questionnaire = withoutFill(draft.questionnaire, was.name);
        await saveDraft(app, actor, draft, { questionnaire, change: `invulling {${was.name}} verwijderd` });
        seeOther(response, draftPath(draft.id));
        return;
      }
      const { name, fill, errors } = fillOfFields(draft.questionnaire, was, values);
      const why = whyShown(draft, request, values, errors);
      if (why !== null) {
        const shown = typedForm(values, errors, why);
        response.status(shown.status);
        render(response, fillEditView, fillEditPage(draft, was, shown.form));
        return;
      }
      const questionnaire = withFill(draft.questionnaire, was.name, name, fill);
      await saveDraft(app, actor, draft, { questionnaire, change: `invulling {${name}} gewijzigd` });
      const stays = values['then'] === 'stay';
      const place = stays ? draftPath(draft.id, 'fills', name) : `${draftPath(draft.id)}#invullingen`;
      seeOther(response, afterSave(values, place));
    },
  },
];

function getFill(
  { fills = {} }: Questionnaire,
  name: string,
): { readonly name: string; readonly fill: Fill } {
  const fill = Object.hasOwn(fills, name) ? fills[name] : undefined;
  if (fill === undefined) throw gone('Deze invulling is er niet (meer).');
  return { name, fill };
}
