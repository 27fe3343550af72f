import type { ContactRole } from '../consent/consent-record.js';
import type { Instant } from '../calendar/instant.js';
import type { OutcomeCode } from './outcome.js';

/** Whom a telephone number reaches, as far as the client file says. */
export type NumberReach = ContactRole | 'household';

/** A telephone number of a case without its digits, which stay in the contact vault. */
export interface CaseNumber {
  readonly numberId: string;
  readonly reaches: NumberReach;
}

/** A moment that was agreed for the next call. */
export interface Appointment {
  readonly appointmentId: string;
  readonly at: Instant;
  /** Hard: at that time, with the own interviewer when on shift. Soft: from that time on. */
  readonly firmness: 'hard' | 'soft';
  readonly withRole: ContactRole;
  /** The number that was agreed; `null` for the first that reaches the person. */
  readonly numberId: string | null;
  /** Who calls: whoever made it, or whom a supervisor named. A hard one is first offered to them; `null` for anybody. */
  readonly interviewerId: string | null;
}

/** Why a case is taken out of the sample. */
export const EXCLUSION_REASONS = [
  'zonder_medeweten_ouders',
  'geheim_adres',
  'niet_geschikt',
  'overleden',
  'verhuisd_buiten_regio',
  'geen_client_in_jaar',
  'bezwaar',
  'onveilig',
] as const;

/** Code of an exclusion, by an organisation before fieldwork or during it. */
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

/** One entry in the history of a case. Entries are only added; the state of the case follows from them. */
export type CaseEvent = { readonly at: Instant } & CaseHappening;

/** The action of a supervisor that an entry is part of; absent for what stands alone. */
interface OfAction {
  readonly actionId?: string;
}

type CaseHappening =
  /** The replicate of the case was released to the field. */
  | { readonly kind: 'case_released' }
  /** The numbers of the case in the order of dialling; replaces an earlier list. */
  | {
      readonly kind: 'numbers_listed';
      readonly numbers: readonly CaseNumber[];
      /** A number that somebody gave just now: it works, whatever was found of it before. */
      readonly givenNumberId?: string;
    }
  /** An interviewer got the case. */
  | { readonly kind: 'attempt_started'; readonly attemptId: string; readonly interviewerId: string }
  /** The interviewer gave the case back, with or without an outcome, or the lease ended. */
  | { readonly kind: 'attempt_ended'; readonly attemptId: string }
  /** Written before the number is dialled. */
  | {
      readonly kind: 'call_placed';
      readonly attemptId: string;
      readonly callId: string;
      readonly numberId: string;
    }
  | OutcomeRecorded
  /** A wrong outcome is taken back; the reason stands in the audit log. */
  | { readonly kind: 'outcome_undone'; readonly outcomeId: string }
  /** Made outside a call by the supervisor, because somebody rang back; takes the place of an earlier one. */
  | (OfAction & { readonly kind: 'appointment_made'; readonly appointment: Appointment })
  | (OfAction & { readonly kind: 'appointment_cancelled'; readonly appointmentId: string })
  | { readonly kind: 'interview_started'; readonly role: ContactRole }
  /** The supervisor decided about a soft refusal. */
  | (OfAction & { readonly kind: 'conversion_decided'; readonly isAllowed: boolean })
  /** The supervisor added attempts; opens a case again that was closed as not reached. */
  | (OfAction & { readonly kind: 'attempts_extended'; readonly by: number })
  | (OfAction & { readonly kind: 'case_paused' })
  | (OfAction & { readonly kind: 'case_resumed' })
  /** The supervisor gave the case to one interviewer, or with `null` to everybody again. */
  | (OfAction & { readonly kind: 'case_assigned'; readonly interviewerId: string | null })
  /** The supervisor took the case out of somebody's hands. */
  | (OfAction & { readonly kind: 'case_taken_back' })
  /** What a supervisor did to the case is taken back, as if it had never been done. */
  | { readonly kind: 'action_undone'; readonly actionId: string; readonly reason: string }
  /** The case is closed because nothing more will come of it. */
  | {
      readonly kind: 'case_given_up';
      readonly reason?: string;
      /** The interview that broke off is enough for a partial one, by the rule of its questionnaire. */
      readonly isEnough?: true;
    }
  | { readonly kind: 'case_excluded'; readonly reason: ExclusionReason }
  | { readonly kind: 'consent_withdrawn' };

/** What an attempt came to. */
export interface OutcomeRecorded {
  readonly kind: 'outcome_recorded';
  readonly outcomeId: string;
  readonly attemptId: string;
  /** The call that it is about; `null` when the outcome was known without a call. */
  readonly callId: string | null;
  readonly code: OutcomeCode;
  readonly interviewerId: string;
  readonly appointment: Appointment | null;
  /** BCP 47 tag of the language that is needed, with a language barrier. */
  readonly language: string | null;
}
