import type { Application } from '../../application.js';
import { UserProblem } from '../../errors.js';
import { checkForm } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { abilitiesForm, shiftForm, typedShift } from './interviewers.forms.js';
import { interviewerPage, interviewerView, rosterPage, rosterView } from './interviewers.pages.js';
import { addShifts, getRoster, removeShift, type Roster, setAbilities } from './interviewers.service.js';

export const interviewerRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/interviewers',
    access: 'fieldwork.supervise',
    async handle({ app, session }, _request, response) {
      const roster = await getRoster(app);
      const typed = { ...typedShift({}), worksOn: roster.today };
      render(response, rosterView, rosterPage(roster, session?.csrfToken ?? '', typed));
    },
  },
  {
    method: 'post',
    path: '/interviewers/shifts',
    access: 'fieldwork.supervise',
    async handle(visit, request, response) {
      const { app, actor, session } = visit;
      const form = checkForm(shiftForm, formFields(request));
      if (!form.ok) {
        const typed = typedShift(formFields(request));
        response.status(422);
        const roster = await getRoster(app);
        render(response, rosterView, rosterPage(roster, session?.csrfToken ?? '', typed, form.errors));
        return;
      }
      await getInterviewer(app, form.values.interviewerId);
      await addShifts(app, actor, [form.values]);
      await tellOnNextPage(visit, 'De dienst is toegevoegd.');
      seeOther(response, '/interviewers');
    },
  },
  {
    method: 'post',
    path: '/interviewers/shifts/:shift/remove',
    access: 'fieldwork.supervise',
    async handle(visit, request, response) {
      await removeShift(visit.app, visit.actor, pathParameter(request, 'shift'));
      await tellOnNextPage(visit, 'De dienst is weggehaald.');
      seeOther(response, '/interviewers');
    },
  },
  {
    method: 'get',
    path: '/interviewers/:interviewer',
    access: 'fieldwork.supervise',
    async handle({ app }, request, response) {
      const interviewer = await getInterviewer(app, pathParameter(request, 'interviewer'));
      render(response, interviewerView, interviewerPage(interviewer));
    },
  },
  {
    method: 'post',
    path: '/interviewers/:interviewer',
    access: 'fieldwork.supervise',
    async handle(visit, request, response) {
      const { interviewerId, name } = await getInterviewer(visit.app, pathParameter(request, 'interviewer'));
      const form = checkForm(abilitiesForm, formFields(request));
      if (!form.ok) throw new UserProblem('invalid_input');
      await setAbilities(visit.app, visit.actor, interviewerId, form.values);
      await tellOnNextPage(visit, `Wat ${name} kan, is vastgelegd.`);
      seeOther(response, '/interviewers');
    },
  },
];

async function getInterviewer(app: Application, id: string): Promise<Roster['interviewers'][number]> {
  const found = (await getRoster(app)).interviewers.find(({ interviewerId }) => interviewerId === id);
  if (found === undefined) throw new UserProblem('not_found', 'Deze enquêteur is er niet.');
  return found;
}
