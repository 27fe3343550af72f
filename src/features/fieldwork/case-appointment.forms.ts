import { z } from 'zod';
import { type CivilDate, parseCivilDate } from '../../domain/calendar/civil-date.js';
import { type Instant, instantAt, localTime } from '../../domain/calendar/instant.js';
import { appointmentDayProblem, appointmentProblem } from '../../domain/calling/appointment-problem.js';
import type { CallingRules } from '../../domain/calling/calling-rules.js';
import { CONTACT_ROLES } from '../../domain/consent/consent-record.js';
import type { CheckedForm } from '../../web/form-errors.js';
import type { AgreedAppointment } from './case-appointment.service.js';
import { minuteOf } from './fieldwork.forms.js';

/** An appointment as a supervisor typed it, shown again when something is wrong with it. */
export const caseAppointmentFields = z.object({
  date: z.string().trim().catch(''),
  time: z.string().trim().catch(''),
  firmness: z.enum(['hard', 'soft']).catch('hard'),
  askFor: z.string().catch(''),
  number: z.string().catch(''),
  interviewer: z.string().catch(''),
  reason: z.string().trim().catch(''),
  acceptedConflict: z.string().catch(''),
});

export type CaseAppointmentFields = z.infer<typeof caseAppointmentFields>;

interface Circumstances {
  readonly rules: CallingRules;
  readonly now: Instant;
  readonly endsOn: CivilDate | null;
  /** Interviewers who can be named. */
  readonly interviewerIds: readonly string[];
}

export function checkCaseAppointment(
  fields: CaseAppointmentFields,
  circumstances: Circumstances,
): CheckedForm<{ readonly agreed: AgreedAppointment; readonly reason: string }> {
  const { firmness, number, interviewer, reason } = fields;
  const moment = readMoment(fields, circumstances);
  const withRole = CONTACT_ROLES.find((role) => role === fields.askFor);
  const isKnown = interviewer === '' || circumstances.interviewerIds.includes(interviewer);
  const errors = {
    ...(moment.ok ? {} : moment.errors),
    ...errorIn('askFor', withRole === undefined ? 'Kies met wie de afspraak is.' : null),
    ...errorIn('interviewer', isKnown ? null : 'Kies iemand uit de lijst.'),
    ...errorIn('reason', reasonProblem(reason)),
  };
  if (!moment.ok || withRole === undefined || Object.keys(errors).length > 0) return { ok: false, errors };
  const numbers = { numberId: orNull(number), interviewerId: orNull(interviewer) };
  return { ok: true, values: { agreed: { at: moment.values, firmness, withRole, ...numbers }, reason } };
}

function readMoment(
  fields: CaseAppointmentFields,
  { rules, now, endsOn }: Circumstances,
): CheckedForm<Instant> {
  const date = parseCivilDate(fields.date);
  const minute = minuteOf(fields.time);
  if (date === null || minute === null) {
    const errors = {
      ...errorIn('date', date === null ? 'Vul een datum in.' : null),
      ...errorIn('time', minute === null ? 'Vul een tijd in, bijvoorbeeld 16:30.' : null),
    };
    return { ok: false, errors };
  }
  const at = instantAt(date, minute);
  const errors = {
    ...errorIn('date', appointmentDayProblem(date, localTime(now).date, endsOn)),
    ...errorIn('time', appointmentProblem(at, now, rules)),
  };
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, values: at };
}

/** What is wrong with why something is done; it stands in the history of the case. */
export function reasonProblem(reason: string): string | null {
  if (reason === '') return 'Schrijf op waarom u dit doet.';
  return reason.length > 200 ? 'Gebruik hoogstens 200 tekens.' : null;
}

function errorIn(field: string, message: string | null): Readonly<Record<string, string>> {
  return message === null ? {} : { [field]: message };
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
