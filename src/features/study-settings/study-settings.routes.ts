import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { getStudy } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { settingsPage, settingsView } from './study-settings.pages.js';
import { type GivenSettings, saveSettings } from './study-settings.service.js';

const SETTINGS = '/studies/:study/settings';

export const studySettingsRoutes: readonly Route[] = [
  {
    method: 'get',
    path: SETTINGS,
    access: 'study.view',
    async handle({ app, actor }, request, response) {
      const study = await getStudy(app.database.read, pathParameter(request, 'study'));
      render(response, settingsView, settingsPage(study, actor.roles));
    },
  },
  {
    method: 'post',
    path: SETTINGS,
    access: 'study.design',
    async handle({ app, actor, session }, request, response) {
      const slug = pathParameter(request, 'study');
      const fields = formFields(request);
      const given = givenSettings(fields);
      const version = typeof fields['version'] === 'string' ? fields['version'] : '';
      const saved = await saveSettings(app, actor, { slug, given, version });
      if (!saved.ok) {
        response.status(422);
        render(
          response,
          settingsView,
          settingsPage(saved.study, actor.roles, { given, errors: saved.errors }),
        );
        return;
      }
      const text = saved.changed === 0 ? 'Er was niets gewijzigd.' : 'De instellingen zijn bewaard.';
      await tellOnNextPage({ app, session }, text);
      seeOther(response, studyPath(slug, 'settings'));
    },
  },
];

function givenSettings(fields: Readonly<Record<string, unknown>>): GivenSettings {
  const given = Object.entries(fields).map(([name, value]) => {
    const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
    return [
      name,
      texts.filter((text): text is string => typeof text === 'string').map((text) => text.trim()),
    ];
  });
  return Object.fromEntries(given) as GivenSettings;
}
