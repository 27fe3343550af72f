import type { Request, Response } from 'express';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { typedText } from '../../web/typed-text.js';
import { render } from '../../web/views.js';
import { seeOther, type Visit } from '../../web/visit.js';
import { tellOnNextPage } from '../sessions/sessions.service.js';
import { casePagePath } from '../studies/study-navigation.js';
import { findAppointmentConflict } from './appointment-conflict.service.js';
import {
  type CaseAppointmentFields,
  caseAppointmentFields,
  checkCaseAppointment,
  reasonProblem,
} from './case-appointment.forms.js';
import {
  appointmentAsItIs,
  caseAppointmentPage,
  caseAppointmentView,
  type Found,
  momentOf,
} from './case-appointment.pages.js';
import {
  type AgreedAppointment,
  cancelAppointment,
  type CaseKey,
  type CaseToAppoint,
  findPersonHindrance,
  getCaseToAppoint,
  makeAppointment,
} from './case-appointment.service.js';

const APPOINTMENT = '/studies/:study/cases/:case/appointment';

export const caseAppointmentRoutes: readonly Route[] = [
  {
    method: 'get',
    path: APPOINTMENT,
    access: 'fieldwork.supervise',
    async handle({ app, actor }, request, response) {
      const about = await getCaseToAppoint(app, keyOf(request));
      const page = caseAppointmentPage(about, actor.roles, appointmentAsItIs(about));
      render(response, caseAppointmentView, page);
    },
  },
  {
    method: 'post',
    path: APPOINTMENT,
    access: 'fieldwork.supervise',
    async handle(visit, request, response) {
      const { app, actor } = visit;
      const key = keyOf(request);
      const about = await getCaseToAppoint(app, key);
      const typed = caseAppointmentFields.parse(formFields(request));
      const form = checkCaseAppointment(typed, {
        rules: about.study.rules.calling,
        now: app.clock(),
        endsOn: about.study.fieldworkEndsOn,
        interviewerIds: about.interviewers.map(({ id }) => id),
      });
      const found = form.ok
        ? await lookAround(visit, about, typed, form.values.agreed)
        : { errors: form.errors };
      if (!form.ok || found !== null) {
        showAgain(visit, response, { about, typed, found: found ?? {} });
        return;
      }
      await makeAppointment(app, actor, { ...key, ...form.values });
      await tellOnNextPage(visit, `De afspraak van casus ${key.caseNumber} is vastgelegd.`);
      seeOther(response, casePagePath(key.slug, key.caseNumber));
    },
  },
  {
    method: 'post',
    path: `${APPOINTMENT}/cancel`,
    access: 'fieldwork.supervise',
    async handle(visit, request, response) {
      const { app, actor } = visit;
      const key = keyOf(request);
      const reason = typedText(formFields(request), 'cancelReason').trim();
      const cancelError = reasonProblem(reason);
      if (cancelError !== null) {
        const about = await getCaseToAppoint(app, key);
        showAgain(visit, response, { about, typed: appointmentAsItIs(about), found: { cancelError } });
        return;
      }
      await cancelAppointment(app, actor, { ...key, reason });
      await tellOnNextPage(visit, `De afspraak van casus ${key.caseNumber} is afgezegd.`);
      seeOther(response, casePagePath(key.slug, key.caseNumber));
    },
  },
];

/** What is wrong with the person or number on that day, or stands in the way of the moment; `null` when nothing is. */
async function lookAround(
  { app }: Visit,
  about: CaseToAppoint,
  typed: CaseAppointmentFields,
  agreed: AgreedAppointment,
): Promise<Found | null> {
  const hindrance = findPersonHindrance(about, agreed);
  if (hindrance === 'person') {
    return {
      errors: {
        askFor: 'Deze persoon mag op die dag niet worden gebeld. Kies iemand anders of een andere dag.',
      },
    };
  }
  if (hindrance === 'number') {
    return { errors: { number: 'Dit nummer mag op die dag niet worden gebeld. Kies een ander nummer.' } };
  }
  if (typed.acceptedConflict === momentOf(typed)) return null;
  const conflict = await findAppointmentConflict(app, { ...about, ...agreed }, null);
  return conflict === null ? null : { conflict };
}

function showAgain(
  { actor }: Visit,
  response: Response,
  { about, typed, found }: { about: CaseToAppoint; typed: CaseAppointmentFields; found: Found },
): void {
  response.status(422);
  render(response, caseAppointmentView, caseAppointmentPage(about, actor.roles, typed, found));
}

function keyOf(request: Request): CaseKey {
  return { slug: pathParameter(request, 'study'), caseNumber: pathParameter(request, 'case') };
}
