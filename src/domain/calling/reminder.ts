import { AMSTERDAM } from '../calendar/civil-date.js';
import { addMinutes, epochMilliseconds, type Instant } from '../calendar/instant.js';
import type { ContactRole } from '../consent/consent-record.js';
import { mayCall } from '../consent/who-may-be-asked.js';
import { isWithin } from './calling-hours.js';
import type { CallingRules } from './calling-rules.js';
import type { DialledCase } from './dial-check.js';

/** A message is sent from so many minutes before the appointment on … */
export const REMINDER_FROM_MINUTES = 24 * 60;

/** … until so many before: later it would only disturb. */
export const REMINDER_UNTIL_MINUTES = 2 * 60;

/** Who is reminded, and on which numbers the rules allow it. */
export interface Reminder {
  readonly role: ContactRole;
  readonly at: Instant;
  /** In the order in which they are tried. */
  readonly numberIds: readonly string[];
}

/**
 * Whether somebody is reminded of an appointment by text message now. Only of one that was agreed, only whoever may
 * be called, only within calling hours, and a young person only who decides alone: for who is younger the adult is
 * the one to write to.
 * @param case_ the case as it stands
 * @param rules the calling rules of the study
 * @param now the moment of sending
 * @returns `null` when nobody is
 * @example findReminder(caseWithoutAppointment, DEFAULT_CALLING_RULES, now) // null
 */
export function findReminder(case_: DialledCase, rules: CallingRules, now: Instant): Reminder | null {
  const { state, verdict, objection } = case_;
  const { appointment } = state;
  if (appointment?.firmness !== 'hard' || !isSoon(appointment.at, now)) return null;
  const role = appointment.withRole;
  if (objection.isPersonListed) return null;
  if (!mayCall(verdict, role) || !isWithin('open', now, rules)) return null;
  if (role === 'youth' && verdict.band !== 'own_consent') return null;
  const own = state.numbers.filter(
    ({ numberId, reaches, isFailed }) => reaches === role && !isFailed && !objection.numberIds.has(numberId),
  );
  return { role, at: appointment.at, numberIds: own.map(({ numberId }) => numberId) };
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
