import type { CivilDate } from '../../domain/calendar/civil-date.js';
import type { CaseEvent } from '../../domain/contact/case-event.js';
import type { CaseRecord } from '../../features/cases/cases.service.js';
import type { InventedRespondent } from './respondent.js';

/** What is known of a case on the first day of fieldwork. */
export interface CaseAtStart {
  readonly record: CaseRecord;
  readonly domain: string;
  readonly bornOn: CivilDate;
  readonly hasGuardian: boolean;
  readonly person: InventedRespondent;
  /** Release and numbers: what stands in the database already. */
  readonly history: readonly CaseEvent[];
}
