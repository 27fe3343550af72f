import { parseCivilDate } from '../../domain/calendar/civil-date.js';
import { localTime } from '../../domain/calendar/instant.js';
import { UserProblem } from '../../errors.js';
import { pathParameter, queryFields, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { userIdOf } from '../../web/visit.js';
import { getStudy } from '../studies/studies.service.js';
import {
  agendaPage,
  agendaView,
  ownAppointmentsPage,
  ownAppointmentsView,
  whyPage,
  whyView,
} from './appointments.pages.js';
import { askWhy, getAgenda, listOwnAppointments } from './appointments.service.js';
import { textOf } from '../../web/typed-text.js';

const FIELDWORK = '/studies/:study/fieldwork';

export const appointmentRoutes: readonly Route[] = [
  {
    method: 'get',
    path: `${FIELDWORK}/appointments`,
    access: 'fieldwork.supervise',
    async handle({ app, actor }, request, response) {
      const asked = parseCivilDate(textOf(queryFields(request)['day']));
      const on = asked ?? localTime(app.clock()).date;
      const agenda = await getAgenda(app, pathParameter(request, 'study'), on);
      render(response, agendaView, agendaPage(agenda, actor.roles));
    },
  },
  {
    method: 'get',
    path: '/fieldwork/appointments',
    access: 'fieldwork.interview',
    async handle(visit, _request, response) {
      const own = await listOwnAppointments(visit.app, userIdOf(visit));
      render(response, ownAppointmentsView, ownAppointmentsPage(own));
    },
  },
  {
    method: 'get',
    path: `${FIELDWORK}/why`,
    access: 'fieldwork.supervise',
    async handle({ app, actor }, request, response) {
      const slug = pathParameter(request, 'study');
      const caseNumber = textOf(queryFields(request)['case']).trim();
      if (caseNumber === '') {
        const study = await getStudy(app.database.read, slug);
        render(response, whyView, whyPage(study, actor.roles, { caseNumber, answer: null }));
        return;
      }
      try {
        const { study, explanation } = await askWhy(app, slug, caseNumber);
        const answer = {
          tone: explanation.mayBeCalledNow ? ('success' as const) : ('info' as const),
          title: `Casus ${caseNumber}`,
          text: explanation.sentence,
        };
        render(response, whyView, whyPage(study, actor.roles, { caseNumber, answer }));
      } catch (error) {
        if (!(error instanceof UserProblem) || error.kind !== 'not_found') throw error;
        const study = await getStudy(app.database.read, slug);
        const message = 'Deze casus is er niet. Controleer het nummer.';
        response.status(404);
        render(response, whyView, whyPage(study, actor.roles, { caseNumber, answer: null, error: message }));
      }
    },
  },
];
