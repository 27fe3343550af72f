import { addMinutes, type Instant, instant } from '../../../src/domain/calendar/instant.js';
import type {
  Appointment,
  CaseEvent,
  CaseNumber,
  OutcomeRecorded,
} from '../../../src/domain/contact/case-event.js';
import type { OutcomeCode } from '../../../src/domain/contact/outcome.js';

/** Wednesday 1 April 2026, 09:00 in Amsterdam. */
export const START = instant('2026-04-01T09:00:00+02:00');

export const PARENT_NUMBER: CaseNumber = { numberId: 'n1', reaches: 'parent' };
export const YOUTH_NUMBER: CaseNumber = { numberId: 'n2', reaches: 'youth' };

export function released(at: Instant = START, numbers: readonly CaseNumber[] = [PARENT_NUMBER]): CaseEvent[] {
  return [
    { kind: 'numbers_listed', at, numbers },
    { kind: 'case_released', at },
  ];
}

export interface Attempt extends Partial<
  Pick<OutcomeRecorded, 'interviewerId' | 'appointment' | 'language'>
> {
  at?: Instant;
  /** Distinguishes attempts; the ids of call and outcome follow from it. */
  id?: string;
  numberId?: string;
}

/** An attempt that is in hand with a call placed, but without an outcome. */
export function dialled({
  at = START,
  id = '1',
  numberId = 'n1',
  interviewerId = 'Mila',
}: Attempt = {}): CaseEvent[] {
  return [
    { kind: 'attempt_started', at, attemptId: `a${id}`, interviewerId },
    { kind: 'call_placed', at, attemptId: `a${id}`, callId: `c${id}`, numberId },
  ];
}

export function outcome(code: OutcomeCode, attempt: Attempt = {}): CaseEvent {
  const { at = START, id = '1', interviewerId = 'Mila', appointment = null, language = null } = attempt;
  return {
    kind: 'outcome_recorded',
    at: addMinutes(at, 1),
    outcomeId: `o${id}`,
    attemptId: `a${id}`,
    callId: `c${id}`,
    code,
    interviewerId,
    appointment,
    language,
  };
}

/** A whole attempt with one call and its outcome. */
export function attempt(code: OutcomeCode, about: Attempt = {}): CaseEvent[] {
  const { at = START, id = '1' } = about;
  return [
    ...dialled(about),
    outcome(code, about),
    { kind: 'attempt_ended', at: addMinutes(at, 1), attemptId: `a${id}` },
  ];
}

export function appointmentAt(at: Instant, change: Partial<Appointment> = {}): Appointment {
  return {
    appointmentId: 'p1',
    at,
    firmness: 'hard',
    withRole: 'parent',
    numberId: null,
    interviewerId: 'Mila',
    ...change,
  };
}
