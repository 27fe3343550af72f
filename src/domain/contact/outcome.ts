/** What a telephone attempt can come to. One row of the outcome table each. */
export const OUTCOME_CODES = [
  'no_answer',
  'busy',
  'voicemail',
  'call_failed',
  'other_person',
  'appointment_hard',
  'appointment_soft',
  'refusal_soft',
  'refusal_hard',
  'refusal_parent',
  'broken_off',
  'partial',
  'complete',
  'language_barrier',
  'unable',
  'deceased',
  'wrong_number',
  'not_in_service',
  'not_client_in_year',
  'unsafe_or_secret',
  'duplicate',
  'care_concern',
] as const;

/** The code under which an outcome is stored. */
export type OutcomeCode = (typeof OUTCOME_CODES)[number];

/** The groups of the rates, in the order in which they are listed. */
export const RATE_GROUPS = [
  'I',
  'P',
  'R',
  'NC',
  'O',
  'UH',
  'UO',
  'NE',
  'excluded',
  'withdrawn',
  'open',
] as const;

/**
 * Where a case counts in the rates: the groups of AAPOR, or outside them. `open` is a case on which work goes
 * on; `excluded` and `withdrawn` are in no rate.
 */
export type RateGroup = (typeof RATE_GROUPS)[number];

/** How one case of each group is called on the screen. */
export const RATE_GROUP_LABELS: Readonly<Record<RateGroup, string>> = {
  I: 'interview (I)',
  P: 'gedeeltelijk interview (P)',
  R: 'weigering (R)',
  NC: 'geen contact (NC)',
  O: 'ander contact (O)',
  UH: 'onbekend, lijn (UH)',
  UO: 'onbekend, nummer (UO)',
  NE: 'hoort niet in het onderzoek (NE)',
  excluded: 'uitgesloten',
  withdrawn: 'toestemming ingetrokken',
  open: 'nog open',
};

/** What happens to the case after an outcome. */
export type FollowUp =
  | 'retry_other_day_part'
  | 'retry_after_delay'
  | 'next_number'
  | 'appointment'
  | 'refusal_conversion'
  | 'resume'
  | 'language_queue'
  | 'close'
  | 'separate_form';

/** When in an attempt an outcome can be true. */
export type OutcomeMoment =
  /** Known without dialling, for example from a list. */
  | 'any_time'
  /** About a call that was placed, before the interview. */
  | 'after_call'
  /** While the questionnaire is open. */
  | 'in_interview'
  /** After a call, and also while the questionnaire is open. */
  | 'after_call_or_in_interview'
  /** Not recorded as an outcome at all. */
  | 'never';

/** One row of the outcome table. */
export interface Outcome {
  readonly code: OutcomeCode;
  /** Dutch, as on the button. */
  readonly label: string;
  /**
   * Final disposition code of AAPOR's Standard Definitions for a case that ends with this outcome in a sample
   * of listed persons; `null` when the outcome is not a disposition.
   */
  readonly aaporCode: string | null;
  /** Code that the call itself would have in a sample of unlisted numbers, when that is another one. */
  readonly aaporCallCode: string | null;
  /** Group of a case that ends with this outcome. */
  readonly group: RateGroup | null;
  readonly followUp: FollowUp;
  readonly moment: OutcomeMoment;
  /** Whether it is about the number, the person on the line, this case, or every case of the family. */
  readonly concerns: 'number' | 'person' | 'case' | 'family';
  /** Minutes until the case may be called again; `null` when that is not a matter of waiting. */
  readonly delayMinutes: number | null;
  /** How often a day the short delay is followed; `null` without such a limit. */
  readonly delaysPerDay: number | null;
  readonly isFinal: boolean;
  /** Somebody who belongs to the case, or answers for it, was spoken to. */
  readonly isContact: boolean;
  /** Whether the dial counts for the limits: it disturbed somebody, or could have. */
  readonly countsAsAttempt: boolean;
  readonly needsNote: boolean;
  readonly needsSupervisor: boolean;
  readonly asksAppointment: boolean;
  /** Whether a later entry may undo it; not when the contact data are erased at once. */
  readonly isUndoable: boolean;
}
