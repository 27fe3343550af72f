import { localTime } from '../calendar/instant.js';
import { type AgendaEntry, appointmentGrid, type WorkingTime } from './appointment-grid.js';
import type { CallingRules } from './calling-rules.js';

/** The interviewer has another one, there are more than interviewers, or the interviewer does not work then. */
export type AppointmentConflict = 'busy' | 'full' | 'off';

/**
 * What stands in the way of a hard appointment that somebody is about to make; it may be made all the same.
 * @param wanted what is about to be agreed
 * @param others the other open appointments around that moment
 * @param shifts who works that day; empty when no shifts were entered
 * @param rules the calling rules of the study
 * @returns `null` when nothing does, and for a soft appointment, which has no fixed moment
 * @example appointmentConflict(wanted, [{ ...wanted }], [], DEFAULT_CALLING_RULES) // 'busy'
 */
export function appointmentConflict(
  wanted: AgendaEntry,
  others: readonly AgendaEntry[],
  shifts: readonly WorkingTime[],
  rules: CallingRules,
): AppointmentConflict | null {
  if (wanted.firmness === 'soft') return null;
  const grid = appointmentGrid(localTime(wanted.at).date, [...others, wanted], shifts, rules);
  const row = grid.find(({ entries }) => entries.includes(wanted));
  if (row === undefined) return null;
  const isBusy = row.entries.some(
    (one) =>
      one !== wanted &&
      one.firmness === 'hard' &&
      one.interviewerId !== null &&
      one.interviewerId === wanted.interviewerId,
  );
  if (isBusy) return 'busy';
  if (row.isOverbooked) return 'full';
  return row.conflicts.includes(wanted) ? 'off' : null;
}
