import { checkForm } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import { afterSave, savedForm, typedForm, whyShown } from './draft-form.js';
import { draftPath, DRAFTS_PATH } from './draft-path.js';
import { settingsPage, settingsView } from './draft-settings.pages.js';
import { settingsForm, textFieldsOf } from './drafts.forms.js';
import { getDraft, saveDraft } from './drafts.service.js';
import { fieldsOfSettings, themeErrors, withSettings } from './settings-form.js';

const path = `${DRAFTS_PATH}/:draft/settings`;
const access = 'questionnaire.design';

export const draftSettingsRoutes: readonly Route[] = [
  {
    method: 'get',
    path,
    access,
    async handle({ app }, request, response) {
      const draft = await getDraft(app, pathParameter(request, 'draft'));
      const form = savedForm(fieldsOfSettings(draft.questionnaire));
      render(response, settingsView, settingsPage(draft, app.questionnaires.list(), form));
    },
  },
  {
    method: 'post',
    path,
    access,
    async handle({ app, actor }, request, response) {
      const draft = await getDraft(app, pathParameter(request, 'draft'));
      const values = textFieldsOf(formFields(request));
      const form = checkForm(settingsForm, values);
      const errors = { ...(form.ok ? {} : form.errors), ...themeErrors(values) };
      const why = whyShown(draft, request, values, errors);
      if (why !== null || !form.ok) {
        const shown = typedForm(values, errors, why ?? 'wrong');
        response.status(shown.status);
        render(response, settingsView, settingsPage(draft, app.questionnaires.list(), shown.form));
        return;
      }
      const questionnaire = withSettings(draft.questionnaire, form.values, values);
      await saveDraft(app, actor, draft, { questionnaire, change: 'instellingen gewijzigd' });
      const place = values['then'] === 'stay' ? draftPath(draft.id, 'settings') : draftPath(draft.id);
      seeOther(response, afterSave(values, place));
    },
  },
];
