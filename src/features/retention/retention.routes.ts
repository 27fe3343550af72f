import { formatCount } from '../../web/dutch-format.js';
import { pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import { closeFieldwork } from '../fieldwork/fieldwork-close.service.js';
import { type Cleanup, deleteAtProvider, WAITING_MINUTES } from '../telephony/cleanup.service.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { getStudy } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';
import { retentionPage, retentionView } from './retention.pages.js';
import { destroyContactData, vaultOf } from './retention.service.js';

const RETENTION = '/studies/:study/retention';

export const retentionRoutes: readonly Route[] = [
  {
    method: 'get',
    path: RETENTION,
    access: 'retention.run',
    async handle({ app, actor, session }, request, response) {
      const study = await getStudy(app.database.read, pathParameter(request, 'study'));
      const vault = await vaultOf(app.database.read, study);
      const csrfToken = session?.csrfToken ?? '';
      render(response, retentionView, retentionPage(study, vault, { roles: actor.roles, csrfToken }));
    },
  },
  {
    method: 'post',
    path: `${RETENTION}/close`,
    access: 'retention.run',
    async handle(visit, request, response) {
      const slug = pathParameter(request, 'study');
      const closed = await closeFieldwork(visit.app, visit.actor, slug);
      await tellOnNextPage(
        visit,
        `Het veldwerk is gesloten; ${formatCount(closed)} open casussen zijn afgerond.`,
      );
      seeOther(response, studyPath(slug, 'retention'));
    },
  },
  {
    method: 'post',
    path: `${RETENTION}/destroy`,
    access: 'retention.run',
    async handle(visit, request, response) {
      const slug = pathParameter(request, 'study');
      const { persons, numbers } = await destroyContactData(visit.app, visit.actor, slug);
      const what = `${formatCount(persons)} personen en ${formatCount(numbers)} telefoonnummers`;
      const { id } = await getStudy(visit.app.database.read, slug);
      const atProvider = cleanupText(
        await deleteAtProvider(visit.app, visit.actor, { studyId: id, minutes: WAITING_MINUTES }),
      );
      await tellOnNextPage(visit, `Vernietigd: ${what}.${atProvider}`);
      seeOther(response, studyPath(slug, 'retention'));
    },
  },
];

function cleanupText({ deleted, left, failure }: Cleanup): string {
  if (deleted + left === 0) return '';
  const done = ` Bij de telefoondienst gewist: ${formatCount(deleted)}.`;
  if (left === 0) return done;
  const next = failure === null ? 'gaat vanzelf verder' : 'wordt vanzelf opnieuw geprobeerd';
  return `${done} Nog te wissen: ${formatCount(left)}; dat ${next}.`;
}
