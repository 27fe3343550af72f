import { questionnaireFile } from '../../domain/questionnaire/yaml-text.js';
import { pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { draftRoutes } from './drafts.routes.js';
import { addPublishedVersions } from './published.service.js';
import { countStudies, listVersions } from './questionnaires.service.js';
import { shownRoutes } from './shown.routes.js';
import { shownVersion } from './shown-questionnaire.js';
import { listPage, listView } from './version-list.pages.js';

const path = '/questionnaires/:questionnaire';
const access = 'questionnaire.view';

export const questionnaireRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/questionnaires',
    access,
    async handle({ app, actor }, _request, response) {
      await addPublishedVersions(app.questionnaires, app.database.read);
      render(response, listView, listPage(listVersions(app), await countStudies(app), actor.roles));
    },
  },
  {
    method: 'get',
    path: `${path}/file`,
    access,
    handle({ app }, request, response) {
      const { questionnaire, text } = app.questionnaires.getVersion(pathParameter(request, 'questionnaire'));
      response
        .attachment(`${questionnaire.id}.yaml`)
        .type('text/yaml; charset=utf-8')
        .send(questionnaireFile(text));
    },
  },
  ...shownRoutes({
    path,
    readPath: path,
    access,
    find: (app, request) =>
      Promise.resolve(shownVersion(app.questionnaires.getVersion(pathParameter(request, 'questionnaire')))),
  }),
  ...draftRoutes,
];
