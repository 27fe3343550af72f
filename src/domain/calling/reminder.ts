import { AMSTERDAM } from '../calendar/civil-date.js';
import { addMinutes, epochMilliseconds, type Instant } from '../calendar/instant.js';
import type { ContactRole } from '../consent/consent-record.js';
import { mayCall } from '../consent/who-may-be-asked.js';
import type { Appointment } from '../contact/case-event.js';
import { numberToDial } from '../contact/legal-outcomes.js';
import { isWithin } from './calling-hours.js';
import type { CallingRules } from './calling-rules.js';
import type { DialledCase } from './dial-check.js';

/** A message is sent from so many minutes before the appointment on … */
export const REMINDER_FROM_MINUTES = 24 * 60;

/** … until so many before: later it would only disturb. */
export const REMINDER_UNTIL_MINUTES = 2 * 60;

/** Who is reminded, and on which number. */
export interface Reminder {
  readonly role: ContactRole;
  readonly at: Instant;
  /** No other one: of two parents who live apart, each may have a number here. */
  readonly numberId: string;
}

/**
 * Whether somebody is reminded of an appointment by text message now. Only of one that was agreed, only whoever may
 * be called, only within calling hours, and a young person only who decides alone: for who is younger the adult is
 * the one to write to. The message goes to the agreed number, or else to the number that would be dialled, and to no
 * other one.
 * @param case_ the case as it stands
 * @param rules the calling rules of the study
 * @param now the moment of sending
 * @returns `null` when nobody is
 * @example findReminder(caseWithoutAppointment, DEFAULT_CALLING_RULES, now) // null
 */
export function findReminder(case_: DialledCase, rules: CallingRules, now: Instant): Reminder | null {
  const { appointment } = case_.state;
  if (appointment?.firmness !== 'hard' || !isSoon(appointment.at, now) || !isWithin('open', now, rules)) {
    return null;
  }
  const { withRole: role, at } = appointment;
  const numberId = mayBeReminded(case_, role) ? numberToRemind(case_, appointment) : null;
  return numberId === null ? null : { role, at, numberId };
}

function mayBeReminded({ state, verdict, objection }: DialledCase, role: ContactRole): boolean {
  // Nobody calls in a case that a supervisor paused: then nothing is promised either.
  if (state.isPaused || objection.isPersonListed || !mayCall(verdict, role)) return false;
  return role !== 'youth' || verdict.band === 'own_consent';
}

/** The number that would be dialled, unless another one was agreed, or it is of somebody else. */
function numberToRemind(
  { state, verdict, objection }: DialledCase,
  { withRole, numberId: agreed }: Appointment,
): string | null {
  const number = numberToDial(state, verdict);
  if (number?.reaches !== withRole || objection.numberIds.has(number.numberId)) return null;
  return agreed === null || agreed === number.numberId ? number.numberId : null;
}

function isSoon(at: Instant, now: Instant): boolean {
  return addMinutes(now, REMINDER_UNTIL_MINUTES) <= at && at <= addMinutes(now, REMINDER_FROM_MINUTES);
}

const moments = new Intl.DateTimeFormat('nl-NL', {
  timeZone: AMSTERDAM,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
});

/**
 * The message. It says nothing of the subject, nor who it is for: anybody may read it on the screen of a telephone.
 * @param at when we call
 * @param callBackNumber where people can change the appointment, as people read it
 * @example reminderText(at, '010 123 45 67') // 'Herinnering: wij bellen u dinsdag 14 april om 19:00 uur, …'
 */
export function reminderText(at: Instant, callBackNumber: string): string {
  const moment = moments.format(epochMilliseconds(at)).replace(/ om | at /, ' om ');
  return `Herinnering: wij bellen u ${moment} uur, zoals afgesproken. Komt het niet uit? Bel ${callBackNumber}.`;
}
