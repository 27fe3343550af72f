import type { Instant } from '../../domain/calendar/instant.js';
import type { ExclusionReason } from '../../domain/contact/case-event.js';
import type { CaseStatus } from '../../domain/contact/case-status.js';
import type { CaseRecord } from './case-record.js';

/** A case as the database has it; snake case stays in the queries. */
export interface CaseRow {
  readonly id: string;
  readonly study_id: string;
  readonly domain_id: string;
  readonly case_number: string;
  readonly segment: string | null;
  readonly measure: string | null;
  readonly sex: string | null;
  readonly first_time: 'yes' | 'no' | null;
  readonly design_weight: number;
  readonly replicate: number;
  readonly released_at: Instant | null;
  readonly exclusion_reason: ExclusionReason | null;
  readonly excluded_at: Instant | null;
  readonly status: CaseStatus;
  readonly due_at: Instant | null;
  readonly due_until: Instant | null;
  readonly due_language: string | null;
  readonly lease_interviewer_id: string | null;
  readonly lease_until: Instant | null;
  readonly holds_seat: number;
}

export function toCase(row: CaseRow): CaseRecord {
  return {
    id: row.id,
    studyId: row.study_id,
    domainId: row.domain_id,
    caseNumber: row.case_number,
    segment: row.segment,
    measure: row.measure,
    sex: row.sex,
    firstTime: row.first_time,
    designWeight: row.design_weight,
    replicate: row.replicate,
    releasedAt: row.released_at,
    exclusionReason: row.exclusion_reason,
    excludedAt: row.excluded_at,
    status: row.status,
    dueAt: row.due_at,
    dueUntil: row.due_until,
    dueLanguage: row.due_language,
    leaseInterviewerId: row.lease_interviewer_id,
    leaseUntil: row.lease_until,
    holdsSeat: row.holds_seat === 1,
  };
}
