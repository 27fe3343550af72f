import type { Request } from 'express';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import { pathParameter, queryFields, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { draftRoutes } from './drafts.routes.js';
import { addPublishedVersions } from './published.service.js';
import { comparePage, compareView } from './compare.pages.js';
import { listPage, listView, readPage, readView, routePage, routeView } from './questionnaires.pages.js';
import { countStudies, listVersions } from './questionnaires.service.js';
import { tryOutRoutes } from './try-out.routes.js';

export const questionnaireRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/questionnaires',
    access: 'questionnaire.view',
    async handle({ app, actor }, _request, response) {
      await addPublishedVersions(app.questionnaires, app.database.read);
      render(response, listView, listPage(listVersions(app), await countStudies(app), actor.roles));
    },
  },
  {
    method: 'get',
    path: '/questionnaires/:questionnaire',
    access: 'questionnaire.view',
    handle({ app, actor }, request, response) {
      const version = app.questionnaires.getVersion(pathParameter(request, 'questionnaire'));
      const language = chosenLanguage(request, version.questionnaire);
      render(response, readView, readPage(version, language, actor.roles));
    },
  },
  {
    method: 'get',
    path: '/questionnaires/:questionnaire/file',
    access: 'questionnaire.view',
    handle({ app }, request, response) {
      const { questionnaire, text } = app.questionnaires.getVersion(pathParameter(request, 'questionnaire'));
      response.attachment(`${questionnaire.id}.yaml`).type('text/yaml; charset=utf-8').send(text);
    },
  },
  {
    method: 'get',
    path: '/questionnaires/:questionnaire/route',
    access: 'questionnaire.view',
    handle({ app }, request, response) {
      const questionnaire = app.questionnaires.get(pathParameter(request, 'questionnaire'));
      render(response, routeView, routePage(questionnaire));
    },
  },
  {
    method: 'get',
    path: '/questionnaires/:questionnaire/compare',
    access: 'questionnaire.view',
    handle({ app }, request, response) {
      const questionnaire = app.questionnaires.get(pathParameter(request, 'questionnaire'));
      const other = queryFields(request)['with'];
      const chosen = typeof other === 'string' ? app.questionnaires.get(other) : null;
      render(response, compareView, comparePage(questionnaire, app.questionnaires.list(), chosen));
    },
  },
  ...tryOutRoutes,
  ...draftRoutes,
];

/** The language behind the question mark when the questionnaire has it, else its first. */
function chosenLanguage(request: Request, { languages }: Questionnaire): string {
  const asked = queryFields(request)['language'];
  return languages.find((language) => language === asked) ?? languages[0] ?? 'nl';
}
