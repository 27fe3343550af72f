import { formFields, pathParameter, type Route } from '../../web/route.js';
import { sendFile } from '../../web/sending.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import { exportFigures } from '../figure-files/figure-files.service.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { getStudy } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { costsTable } from './costs.pages.js';
import { comparisonText, telephonyOverviewPage, telephonyView } from './overview.pages.js';
import { getTelephonyOverview, listCosts } from './overview.service.js';
import { compareWithProvider } from './reconcile.service.js';
import { chooseReminders } from './reminders.service.js';

const TELEPHONY = '/studies/:study/telephony';

export const telephonyOverviewRoutes: readonly Route[] = [
  {
    method: 'get',
    path: TELEPHONY,
    access: 'fieldwork.supervise',
    async handle({ app, actor, session }, request, response) {
      const overview = await getTelephonyOverview(app, pathParameter(request, 'study'));
      const frame = { roles: actor.roles, csrfToken: session?.csrfToken ?? '' };
      render(response, telephonyView, telephonyOverviewPage(overview, frame));
    },
  },
  {
    method: 'get',
    path: `${TELEPHONY}/files/:name`,
    access: 'fieldwork.supervise',
    async handle({ app, actor }, request, response) {
      const { study, cases } = await listCosts(app, pathParameter(request, 'study'));
      const name = pathParameter(request, 'name');
      sendFile(response, await exportFigures(app, actor, { study, tables: [costsTable(cases)], name }));
    },
  },
  {
    method: 'post',
    path: `${TELEPHONY}/compare`,
    access: 'fieldwork.supervise',
    async handle({ app, session }, request, response) {
      const { slug } = await getStudy(app.database.read, pathParameter(request, 'study'));
      const comparison = await compareWithProvider(app);
      const kind = comparison.failure === null ? 'success' : 'warning';
      await tellOnNextPage({ app, session }, comparisonText(comparison), kind);
      seeOther(response, studyPath(slug, 'telephony'));
    },
  },
  {
    method: 'post',
    path: `${TELEPHONY}/reminders`,
    access: 'fieldwork.supervise',
    async handle({ app, actor, session }, request, response) {
      const slug = pathParameter(request, 'study');
      const isOn = formFields(request)['choice'] === 'on';
      await chooseReminders(app, actor, { slug, isOn });
      const text = isOn ? 'Herinneringen staan aan.' : 'Herinneringen staan uit.';
      await tellOnNextPage({ app, session }, text);
      seeOther(response, studyPath(slug, 'telephony'));
    },
  },
];
