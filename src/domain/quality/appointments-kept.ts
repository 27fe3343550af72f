import { minutesUntilLate } from '../calling/appointment-grid.js';
import type { CallingRules } from '../calling/calling-rules.js';
import type { OutcomeCode } from '../contact/outcome.js';
import { callResultOf } from './outcome-mix.js';

/** Appointments of one kind with the call that followed them. */
export interface AppointmentTally {
  readonly kind: 'hard' | 'soft';
  /**
   * Whole minutes from the agreed time until the first call after the appointment was made; below 0 for a call before
   * that time. `null` when nobody called since.
   */
  readonly minutesLate: number | null;
  /** What came of that call; `null` without a call, or when nobody wrote it down. */
  readonly outcome: OutcomeCode | null;
  readonly count: number;
}

/** What became of appointments whose time has come. */
export interface KeptAppointments {
  readonly made: number;
  readonly early: number;
  readonly onTime: number;
  readonly late: number;
  readonly notCalled: number;
  /** Of those that were called on time: how often somebody answered and was spoken to. */
  readonly spoken: number;
}

/**
 * Whether appointments were kept: the number was dialled at the agreed time. An appointment is on time from a few
 * minutes before (rules of the study) until the agenda calls it late.
 * @param tallies appointments whose time has come and that were not undone, in any order
 * @param rules the calling rules of the study
 * @example keptAppointments([{ kind: 'hard', minutesLate: 3, outcome: 'complete', count: 2 }], DEFAULT_CALLING_RULES).hard.onTime // 2
 */
export function keptAppointments(
  tallies: readonly AppointmentTally[],
  rules: CallingRules,
): Readonly<Record<AppointmentTally['kind'], KeptAppointments>> {
  const { hardEarlyMinutes } = rules.appointments;
  const of = (kind: AppointmentTally['kind']): KeptAppointments => {
    const latest = minutesUntilLate(kind, rules);
    const own = tallies.filter((one) => one.kind === kind);
    const count = (holds: (one: AppointmentTally) => boolean): number =>
      own.filter(holds).reduce((sum, one) => sum + one.count, 0);
    const isWithin = ({ minutesLate: late }: AppointmentTally): boolean =>
      late !== null && late >= -hardEarlyMinutes && late <= latest;
    return {
      made: count(() => true),
      early: count(({ minutesLate }) => minutesLate !== null && minutesLate < -hardEarlyMinutes),
      onTime: count(isWithin),
      late: count(({ minutesLate }) => minutesLate !== null && minutesLate > latest),
      notCalled: count(({ minutesLate }) => minutesLate === null),
      spoken: count((one) => isWithin(one) && isSpoken(one.outcome)),
    };
  };
  return { hard: of('hard'), soft: of('soft') };
}

function isSpoken(outcome: OutcomeCode | null): boolean {
  const result = outcome === null ? null : callResultOf(outcome);
  return result !== null && result !== 'no_contact' && result !== 'number';
}
