import type { CivilDate } from '../../domain/calendar/civil-date.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { ConsentRecord } from '../../domain/consent/consent-record.js';
import type { ConsentVerdict } from '../../domain/consent/who-may-be-asked.js';
import type { ExclusionReason } from '../../domain/contact/case-event.js';
import type { CaseState } from '../../domain/contact/case-state.js';
import type { CaseAttention } from '../../domain/calling/case-attention.js';
import type { CaseStatus } from '../../domain/contact/case-status.js';

/** One sampled client in one study, under its number and without a name. */
export interface CaseRecord {
  readonly id: string;
  readonly studyId: string;
  readonly domainId: string;
  /** What people call it; unique within the study. */
  readonly caseNumber: string;
  readonly segment: string | null;
  /** As the client file words it. */
  readonly measure: string | null;
  readonly sex: string | null;
  /** Whether the report year is the first in which there was care, as far as the client files tell. */
  readonly firstTime: 'yes' | 'no' | null;
  readonly designWeight: number;
  readonly replicate: number;
  readonly releasedAt: Instant | null;
  readonly exclusionReason: ExclusionReason | null;
  readonly excludedAt: Instant | null;
  readonly status: CaseStatus;
  readonly dueAt: Instant | null;
  /** From this moment the call may not be made any more. */
  readonly dueUntil: Instant | null;
  /** BCP 47 tag of the language that the interviewer must speak. */
  readonly dueLanguage: string | null;
  readonly leaseInterviewerId: string | null;
  readonly leaseUntil: Instant | null;
  /** Takes a place in the target of its domain. */
  readonly holdsSeat: boolean;
}

/** A case with all that follows from its history today. */
export interface CaseFile {
  readonly record: CaseRecord;
  readonly state: CaseState;
  readonly consents: readonly ConsentRecord[];
  /** `null` once the contact data were erased: then nobody may be asked any more. */
  readonly bornOn: CivilDate | null;
  readonly hasGuardian: boolean;
  readonly verdict: ConsentVerdict;
}

/** What is stored with a case on each write, so that lists and the queue can use an index. */
export interface StoredState {
  readonly status: CaseStatus;
  readonly rateGroup: string;
  /** Attempts in which a number was dialled. */
  readonly attemptCount: number;
  readonly firstCalledAt: Instant | null;
  readonly lastCalledAt: Instant | null;
  readonly attention: CaseAttention | null;
  /** The only interviewer who gets the case. */
  readonly assignedTo: string | null;
  readonly holdsSeat: boolean;
  /** The moment agreed or hoped for, as long as that stands. */
  readonly appointmentAt: Instant | null;
  readonly due: StoredDue | null;
}

export interface StoredDue {
  readonly kind: string;
  readonly rank: number;
  readonly slot: string;
  readonly at: Instant;
  readonly until: Instant | null;
  readonly language: string | null;
  readonly interviewerId: string | null;
  readonly reservedUntil: Instant | null;
}
