import { pathParameter, type Route } from '../../web/route.js';
import { sendFile } from '../../web/sending.js';
import { render } from '../../web/views.js';
import { exportFigures } from '../figure-files/figure-files.service.js';
import { conversationsPage, conversationTables } from './conversations.pages.js';
import { conversationsOf } from './conversations.service.js';
import { figuresView } from './figures.pages.js';

const CONVERSATIONS = '/studies/:study/quality/conversations';

export const conversationRoutes: readonly Route[] = [
  {
    method: 'get',
    path: CONVERSATIONS,
    access: 'fieldwork.supervise',
    async handle({ app, actor }, request, response) {
      const found = await conversationsOf(app, pathParameter(request, 'study'));
      render(response, figuresView, conversationsPage(found, actor.roles));
    },
  },
  {
    method: 'get',
    path: `${CONVERSATIONS}/files/:name`,
    access: 'fieldwork.supervise',
    async handle({ app, actor }, request, response) {
      const found = await conversationsOf(app, pathParameter(request, 'study'));
      const file = await exportFigures(app, actor, {
        study: found.study,
        tables: conversationTables(found),
        name: pathParameter(request, 'name'),
      });
      sendFile(response, file);
    },
  },
];
