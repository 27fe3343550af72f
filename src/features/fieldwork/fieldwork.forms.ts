import { z } from 'zod';
import { type CivilDate, parseCivilDate } from '../../domain/calendar/civil-date.js';
import { type Instant, instantAt, localTime } from '../../domain/calendar/instant.js';
import { appointmentDayProblem, appointmentProblem } from '../../domain/calling/appointment-problem.js';
import { NEEDED_LANGUAGES } from '../../domain/calling/contact-language.js';
import type { CallingRules } from '../../domain/calling/calling-rules.js';
import { CONTACT_ROLES, type ContactRole } from '../../domain/consent/consent-record.js';
import { findSpokenLanguage } from '../../domain/consent/spoken-language.js';
import { OUTCOME_CODES, type OutcomeCode } from '../../domain/contact/outcome.js';
import { OUTCOMES } from '../../domain/contact/outcome-table.js';
import { type E164, readTelephone, telephoneFaultMessages } from '../../domain/telephone/telephone-number.js';
import type { CheckedForm } from '../../web/form-errors.js';
import type { OutcomeForm } from './conversation.service.js';

/** The study to take a case of. */
export const nextCaseForm = z.object({ study: z.string().max(200).catch('') });

/** What somebody said to taking part, and in which language; `null` for that of the case. */
export const consentForm = z.object({
  choice: z.enum(['agree', 'permit', 'instead', 'decline']),
  language: z
    .string()
    .nullable()
    .default(null)
    .refine((tag) => tag === null || findSpokenLanguage(tag) !== null, 'Kies de taal waarin u spreekt.'),
});

/** A note for the next interviewer. */
export const noteForm = z.object({
  note: z.string().trim().min(1, 'Typ eerst een notitie.').max(2000, 'Gebruik hoogstens 2000 tekens.'),
});

/** An outcome as it was typed, shown again when something is wrong with it. */
export const outcomeFields = z.object({
  code: z.enum(OUTCOME_CODES),
  attemptId: z.string().catch(''),
  callId: z.string().catch(''),
  date: z.string().trim().catch(''),
  time: z.string().trim().catch(''),
  askFor: z.string().catch(''),
  number: z.string().catch(''),
  newNumber: z.string().trim().max(40).catch(''),
  acceptedConflict: z.string().catch(''),
  language: z.string().trim().catch(''),
  substatus: z.string().trim().max(60).catch(''),
  note: z.string().trim().max(2000).catch(''),
  neverAgain: z.string().catch(''),
});

export type OutcomeFields = z.infer<typeof outcomeFields>;

/** Outcomes for which nothing more needs to be known. */
export function isQuick(code: OutcomeCode): boolean {
  const { concerns, isContact, needsNote } = OUTCOMES[code];
  return concerns === 'number' && !isContact && !needsNote;
}

/** Whether an appointment comes with the outcome. */
export function appointmentNeed(code: OutcomeCode): 'required' | 'possible' | 'none' {
  if (code === 'appointment_hard' || code === 'appointment_soft') return 'required';
  return OUTCOMES[code].asksAppointment ? 'possible' : 'none';
}

/** Whether somebody who refuses can say that they never want to be approached again. */
export function mayObject(code: OutcomeCode): boolean {
  return code === 'refusal_hard' || code === 'refusal_parent';
}

interface Circumstances {
  readonly rules: CallingRules;
  /** The finer answers of the study under this outcome. */
  readonly substatuses: readonly string[];
  readonly now: Instant;
  /** The last day of the fieldwork; `null` when it was not planned. */
  readonly endsOn: CivilDate | null;
}

/** Checks an outcome with its appointment, note and language against the calling rules of the study. */
export function checkOutcome(fields: OutcomeFields, circumstances: Circumstances): CheckedForm<OutcomeForm> {
  const errors: Record<string, string> = {};
  const appointment = readAppointment(fields, circumstances, errors);
  const newNumber = isAppointmentGiven(fields) ? readNewNumber(fields, errors) : null;
  checkWords(fields, circumstances, errors);
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const values = {
    code: fields.code,
    attemptId: fields.attemptId,
    callId: orNull(fields.callId),
    appointment,
    newNumber,
    language: fields.code === 'language_barrier' ? fields.language : null,
    substatus: orNull(fields.substatus),
    note: orNull(fields.note),
    neverAgain: mayObject(fields.code) && fields.neverAgain === 'yes',
  };
  return { ok: true, values };
}

/** What must be written or chosen besides an appointment. */
function checkWords(
  fields: OutcomeFields,
  { substatuses }: Pick<Circumstances, 'substatuses'>,
  errors: Record<string, string>,
): void {
  if (OUTCOMES[fields.code].needsNote && fields.note === '') {
    errors['note'] = 'Schrijf op wat er is gezegd; de veldwerkleider kijkt ernaar.';
  }
  const isLanguageKnown = NEEDED_LANGUAGES.some(({ value }) => value === fields.language);
  if (fields.code === 'language_barrier' && !isLanguageKnown) {
    errors['language'] = 'Kies de taal die nodig is.';
  }
  if (fields.substatus !== '' && !substatuses.includes(fields.substatus)) {
    errors['substatus'] = 'Kies een regel uit de lijst.';
  }
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

function isAppointmentGiven({ code, date, time }: OutcomeFields): boolean {
  const need = appointmentNeed(code);
  return need === 'required' || (need === 'possible' && (date !== '' || time !== ''));
}

function readAppointment(
  fields: OutcomeFields,
  { rules, now, endsOn }: Circumstances,
  errors: Record<string, string>,
): OutcomeForm['appointment'] {
  if (!isAppointmentGiven(fields)) return null;
  const date = parseCivilDate(fields.date);
  const minute = minuteOf(fields.time);
  const withRole = CONTACT_ROLES.find((role): role is ContactRole => role === fields.askFor);
  if (date !== null && minute !== null && withRole !== undefined) {
    const at = instantAt(date, minute);
    const problem = appointmentProblem(at, now, rules);
    const dayProblem = appointmentDayProblem(date, localTime(now).date, endsOn);
    if (dayProblem !== null) errors['date'] = dayProblem;
    else if (problem !== null) errors['time'] = problem;
    return { at, firmness: firmnessOf(fields.code), withRole, numberId: orNull(fields.number) };
  }
  if (date === null) errors['date'] = 'Vul een datum in.';
  if (minute === null) errors['time'] = 'Vul een tijd in, bijvoorbeeld 16:30.';
  if (withRole === undefined) errors['askFor'] = 'Kies met wie de afspraak is.';
  return null;
}

function readNewNumber({ newNumber }: OutcomeFields, errors: Record<string, string>): E164 | null {
  if (newNumber === '') return null;
  const read = readTelephone(newNumber);
  if (read.kind === 'usable') return read.number;
  errors['newNumber'] = telephoneFaultMessages[read.fault];
  return null;
}

/** Whoever was in the middle of an interview named a time; who was out is tried from a time on. */
function firmnessOf(code: OutcomeCode): 'hard' | 'soft' {
  return code === 'appointment_hard' || code === 'broken_off' ? 'hard' : 'soft';
}

/** Minutes since midnight of a time as it was typed; `null` when it is none. */
export function minuteOf(time: string): number | null {
  const parts = /^(\d{1,2})[:.](\d{2})$/.exec(time);
  if (parts === null) return null;
  const [hour, minute] = [Number(parts[1]), Number(parts[2])];
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}
