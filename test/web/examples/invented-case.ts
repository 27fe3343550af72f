import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { addMinutes, type Instant, instant, localTime } from '../../../src/domain/calendar/instant.js';
import type { ConsentRecord } from '../../../src/domain/consent/consent-record.js';
import { whoMayBeAsked } from '../../../src/domain/consent/who-may-be-asked.js';
import type { Appointment, CaseEvent } from '../../../src/domain/contact/case-event.js';
import { caseStateOf } from '../../../src/domain/contact/case-state-of.js';
import type { OutcomeCode } from '../../../src/domain/contact/outcome.js';
import type { CaseFile } from '../../../src/features/cases/cases.service.js';
import { STUDY } from './invented-study.js';

/** A Tuesday evening in the fieldwork of the invented study. */
export const EVENING = instant('2026-04-14T18:30:00+02:00');

const released: readonly CaseEvent[] = [
  { kind: 'case_released', at: instant('2026-04-01T09:00:00+02:00') },
  {
    kind: 'numbers_listed',
    at: instant('2026-04-01T09:00:00+02:00'),
    numbers: [
      { numberId: 'of-parent', reaches: 'parent' },
      { numberId: 'of-youth', reaches: 'youth' },
    ],
  },
];

/** What was tried before: one dial each, and what came of it. */
export function attempt(at: Instant, code: OutcomeCode, appointment: Appointment | null = null): CaseEvent[] {
  const attemptId = `attempt ${at}`;
  const outcome = {
    outcomeId: `outcome ${at}`,
    code,
    interviewerId: 'interviewer',
    appointment,
    language: null,
  };
  return [
    ...inHand(at, 'dialled'),
    { kind: 'outcome_recorded', at: addMinutes(at, 2), attemptId, callId: `call ${at}`, ...outcome },
    { kind: 'attempt_ended', at: addMinutes(at, 3), attemptId },
  ];
}

/** An interviewer has the case, before or after dialling the parent. */
export function inHand(at: Instant, step: 'claimed' | 'dialled'): CaseEvent[] {
  const attemptId = `attempt ${at}`;
  const claimed: CaseEvent = { kind: 'attempt_started', at, attemptId, interviewerId: 'interviewer' };
  const call = { attemptId, callId: `call ${at}`, numberId: 'of-parent' };
  return step === 'claimed' ? [claimed] : [claimed, { kind: 'call_placed', at: addMinutes(at, 1), ...call }];
}

/** A case of a client born on a day, with all that follows from its history on the evening of the examples. */
export function inventedCase(
  caseNumber: string,
  bornOn: string,
  history: readonly CaseEvent[] = [],
  consents: readonly ConsentRecord[] = [],
): CaseFile {
  const state = caseStateOf([...released, ...history]);
  const born = civilDate(bornOn);
  return {
    record: {
      id: caseNumber,
      studyId: STUDY.id,
      domainId: 'basishulp',
      caseNumber,
      segment: null,
      measure: null,
      sex: null,
      firstTime: null,
      designWeight: 4.2,
      replicate: 1,
      releasedAt: state.releasedAt,
      exclusionReason: null,
      excludedAt: null,
      status: state.status,
      dueAt: null,
      dueUntil: null,
      dueLanguage: null,
      leaseInterviewerId: state.heldBy?.interviewerId ?? null,
      leaseUntil: null,
      holdsSeat: false,
    },
    state,
    consents,
    bornOn: born,
    hasGuardian: false,
    verdict: whoMayBeAsked(
      { bornOn: born, hasGuardian: false },
      consents,
      localTime(EVENING).date,
      STUDY.rules.consent,
    ),
  };
}
