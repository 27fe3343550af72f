import type { CivilDate } from '../calendar/civil-date.js';
import { addMinutes, type Instant, localTime } from '../calendar/instant.js';
import type { CallingRules } from './calling-rules.js';

/** An appointment as far as the agenda is concerned. */
export interface AgendaEntry {
  readonly at: Instant;
  readonly firmness: 'hard' | 'soft';
  /** Who makes the call; `null` for anybody. */
  readonly interviewerId: string | null;
}

/** When somebody works, in minutes since midnight in Amsterdam; the end is not included. */
export interface WorkingTime {
  readonly interviewerId: string;
  readonly fromMinute: number;
  readonly untilMinute: number;
}

/** Half an hour of a day. */
export interface GridRow<Entry extends AgendaEntry> {
  readonly fromMinute: number;
  /** Interviewers on shift during the whole half hour; `null` when no shifts were entered for the day. */
  readonly capacity: number | null;
  readonly entries: readonly Entry[];
  /** More hard appointments than interviewers. */
  readonly isOverbooked: boolean;
  /** Hard appointments whose own interviewer does not work then, or has another one. */
  readonly conflicts: readonly Entry[];
}

const HALF_HOUR = 30;

/**
 * The agenda of one day in half hours, within the hours for appointments.
 * @param on the day
 * @param entries appointments; those of other days are left out
 * @param shifts who works that day
 * @param rules the calling rules of the study
 * @returns the half hours in order, each with its appointments in the order of time
 * @example appointmentGrid('2026-04-14', [], [], DEFAULT_CALLING_RULES).length // 27: from 8.00 to 21.30
 */
export function appointmentGrid<Entry extends AgendaEntry>(
  on: CivilDate,
  entries: readonly Entry[],
  shifts: readonly WorkingTime[],
  rules: CallingRules,
): readonly GridRow<Entry>[] {
  const { fromMinute: first, untilMinute: last } = rules.appointments;
  const ofDay = entries
    .map((entry) => ({ entry, local: localTime(entry.at) }))
    .filter(({ local }) => local.date === on)
    .toSorted((one, other) => one.local.minuteOfDay - other.local.minuteOfDay);
  const rows: GridRow<Entry>[] = [];
  for (let fromMinute = first; fromMinute < last; fromMinute += HALF_HOUR) {
    const inRow = ofDay
      .filter(({ local }) => local.minuteOfDay >= fromMinute && local.minuteOfDay < fromMinute + HALF_HOUR)
      .map(({ entry }) => entry);
    rows.push(rowOf(fromMinute, inRow, shifts));
  }
  return rows;
}

function rowOf<Entry extends AgendaEntry>(
  fromMinute: number,
  entries: readonly Entry[],
  shifts: readonly WorkingTime[],
): GridRow<Entry> {
  const working: ReadonlySet<string | null> = new Set(
    shifts
      .filter((shift) => shift.fromMinute <= fromMinute && fromMinute + HALF_HOUR <= shift.untilMinute)
      .map(({ interviewerId }) => interviewerId),
  );
  const isKnown = shifts.length > 0;
  const hard = entries.filter(({ firmness }) => firmness === 'hard');
  return {
    fromMinute,
    capacity: isKnown ? working.size : null,
    entries,
    isOverbooked: isKnown && hard.length > working.size,
    conflicts: hard.filter(
      (entry) =>
        entry.interviewerId !== null &&
        ((isKnown && !working.has(entry.interviewerId)) ||
          hard.some((other) => other !== entry && other.interviewerId === entry.interviewerId)),
    ),
  };
}

/**
 * How an appointment stands: to come, due, or too late so that the supervisor must see to it.
 * @param entry the appointment
 * @param now the moment
 * @param rules the calling rules of the study
 * @example lateness({ at: '2026-04-14T12:00:00.000Z', firmness: 'hard', interviewerId: 'e' }, '2026-04-14T12:16:00.000Z', DEFAULT_CALLING_RULES) // 'late'
 */
export function lateness(entry: AgendaEntry, now: Instant, rules: CallingRules): 'to_come' | 'due' | 'late' {
  if (now < entry.at) return 'to_come';
  return now > addMinutes(entry.at, minutesUntilLate(entry.firmness, rules)) ? 'late' : 'due';
}

/** A soft appointment is for a part of the day. */
const SOFT_LATE_MINUTES = 180;

/**
 * How many minutes after its time an appointment is too late: a hard one by the rules of the study, a soft one when a day-part
 * has gone by.
 * @example minutesUntilLate('hard', DEFAULT_CALLING_RULES) // 15
 */
export function minutesUntilLate(firmness: AgendaEntry['firmness'], rules: CallingRules): number {
  return firmness === 'hard' ? rules.appointments.hardLateMinutes : SOFT_LATE_MINUTES;
}

/** Appointments of before these moments are too late, by how firm they are. */
export type LateBefore = Readonly<Record<AgendaEntry['firmness'], Instant>>;

/**
 * Before which moments an appointment must be to be too late now: for finding them all at once.
 * @example lateBefore('2026-04-14T12:16:00.000Z', DEFAULT_CALLING_RULES).hard // '2026-04-14T12:01:00.000Z'
 */
export function lateBefore(now: Instant, rules: CallingRules): LateBefore {
  return {
    hard: addMinutes(now, -minutesUntilLate('hard', rules)),
    soft: addMinutes(now, -minutesUntilLate('soft', rules)),
  };
}
