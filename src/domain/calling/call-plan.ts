import type { Instant } from '../calendar/instant.js';
import type { Slot } from './calling-hours.js';
import type { InterviewerSkill } from './interviewer-skill.js';

/** The kinds of planned calls in the order in which they are taken. */
export const DUE_KINDS = [
  'hard_appointment',
  'resume',
  'soft_appointment',
  'busy',
  'retry',
  'fresh',
] as const;

/** What kind of call is due. */
export type DueKind = (typeof DUE_KINDS)[number];

/** Lower goes first. Stored, so a new kind gets a number of its own and none is used again. */
export const DUE_RANKS: Readonly<Record<DueKind, number>> = {
  hard_appointment: 1,
  resume: 2,
  soft_appointment: 3,
  busy: 4,
  retry: 5,
  fresh: 6,
};

/** Why a call is planned. */
export type DueReason =
  | 'appointment_hard'
  | 'appointment_soft'
  | 'interview_broken_off'
  | 'line_busy'
  | 'other_day_part'
  | 'next_number'
  | 'outcome_missing'
  | 'conversion'
  | 'language'
  | 'first_call'
  | 'waits_for_birthday';

/** Why no call is planned. */
export type NotDueReason =
  | 'final'
  | 'unreleased'
  | 'paused'
  | 'refusal_to_decide'
  | 'conversion_over'
  | 'attempts_used'
  | 'dials_used'
  | 'resumes_used'
  | 'no_number'
  | 'no_number_for_person'
  | 'nobody_may_be_asked'
  | 'contact_data_erased';

/** A planned call: what is stored with the case and indexed. */
export interface DuePlan {
  readonly isDue: true;
  readonly kind: DueKind;
  readonly rank: number;
  readonly slot: Slot;
  /** From when the case may be taken, as long as its slot is open. */
  readonly dueAt: Instant;
  /** From when it may no longer be taken; `null` without an end. */
  readonly expiresAt: Instant | null;
  /** The only interviewer who gets the case at all: a supervisor assigned it. */
  readonly assignedTo: string | null;
  /** The only interviewer who gets the case before `reservedUntil`. */
  readonly reservedFor: string | null;
  readonly reservedUntil: Instant | null;
  /** Interviewers who never get the case. */
  readonly notBy: readonly string[];
  /** Language that the interviewer must speak; `null` for the language of the study. */
  readonly language: string | null;
  /** What the interviewer must be able to do; `null` when everybody can. */
  readonly skill: InterviewerSkill | null;
  /** From when a hard appointment is too late and the supervisor is told. */
  readonly lateAt: Instant | null;
  /** The moment that was agreed with somebody; `null` without an appointment. */
  readonly appointedAt: Instant | null;
  /** Until when the appointment may be kept outside the calling hours. */
  readonly keptUntil: Instant | null;
  readonly reason: DueReason;
}

/** No call is planned; nothing but a new entry in the history changes that. */
export interface NoPlan {
  readonly isDue: false;
  readonly reason: NotDueReason;
  /** What the rules of consent say about it, in Dutch; absent when it has nothing to do with those. */
  readonly consent?: string;
}

/** Whether and when a case is called next. */
export type CallPlan = DuePlan | NoPlan;
