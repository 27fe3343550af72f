import { insertRows } from '../../database/batches.js';
import type { Transaction } from '../../database/database.js';
import type { IdSource } from '../../database/ids.js';
import type { CaseEvent } from '../../domain/contact/case-event.js';
import { insertEvents, type StoredEvent } from '../../features/cases/case-history.queries.js';
import { insertConsents } from '../../features/consents/consents.queries.js';
import type { ConsentText, VirtualCase } from './virtual-case.js';

type EventOf<Kind extends CaseEvent['kind']> = Extract<CaseEvent, { kind: Kind }>;

/** What the rows share. */
export interface RowSetting {
  readonly newId: IdSource;
  readonly driver: string;
  readonly text: ConsentText;
}

/**
 * Stores the played histories in large pieces. The services write one outcome at a time, each with its own
 * transaction and state: right for a telephone call, and minutes for five weeks of them.
 */
export async function insertHistories(
  trx: Transaction,
  cases: readonly VirtualCase[],
  setting: RowSetting,
): Promise<void> {
  await insertRows(trx, 'attempts', cases.flatMap(attemptRows));
  await insertRows(
    trx,
    'calls',
    cases.flatMap((one) => callRows(one, setting.driver)),
  );
  await insertRows(trx, 'outcomes', cases.flatMap(outcomeRows));
  await insertRows(trx, 'appointments', cases.flatMap(appointmentRows));
  await insertEvents(
    trx,
    cases.flatMap((one) =>
      one.events.filter(isStoredEvent).map((event) => ({
        id: setting.newId(),
        caseId: one.start.record.id,
        event,
        madeBy: one.madeBy.get(event) ?? null,
      })),
    ),
  );
  await insertConsents(
    trx,
    cases.flatMap(({ start, consents }) =>
      consents.map(({ at, ...consent }) => ({
        ...consent,
        ...setting.text,
        id: setting.newId(),
        caseId: start.record.id,
        givenAt: at,
        withdrawnAt: null,
      })),
    ),
  );
}

function ofKind<Kind extends CaseEvent['kind']>({ events }: VirtualCase, kind: Kind): EventOf<Kind>[] {
  return events.filter((event): event is EventOf<Kind> => event.kind === kind);
}

function attemptRows(one: VirtualCase): object[] {
  const ends = new Map(ofKind(one, 'attempt_ended').map(({ attemptId, at }) => [attemptId, at]));
  return ofKind(one, 'attempt_started').map(({ attemptId, interviewerId, at }) => ({
    id: attemptId,
    case_id: one.start.record.id,
    interviewer_id: interviewerId,
    started_at: at,
    ended_at: ends.get(attemptId) ?? null,
  }));
}

function callRows(one: VirtualCase, driver: string): object[] {
  return ofKind(one, 'call_placed').map(({ callId, attemptId, numberId, at }) => ({
    id: callId,
    attempt_id: attemptId,
    case_id: one.start.record.id,
    contact_id: numberId,
    asked_for: one.askedFor.get(callId),
    driver,
    dialled_at: at,
    by_hand_at: null,
    line_result: null,
    scene: null,
  }));
}

function outcomeRows(one: VirtualCase): object[] {
  return ofKind(one, 'outcome_recorded').map((event) => ({
    id: event.outcomeId,
    case_id: one.start.record.id,
    attempt_id: event.attemptId,
    call_id: event.callId,
    code: event.code,
    language: event.language,
    recorded_at: event.at,
    recorded_by: event.interviewerId,
    undoes_outcome_id: null,
    reason: null,
    is_undone: 0,
  }));
}

function appointmentRows(one: VirtualCase): object[] {
  return ofKind(one, 'outcome_recorded').flatMap(({ outcomeId, appointment }) =>
    appointment === null
      ? []
      : [
          {
            id: appointment.appointmentId,
            case_id: one.start.record.id,
            outcome_id: outcomeId,
            kind: appointment.firmness,
            due_at: appointment.at,
            ask_for: appointment.withRole,
            interviewer_id: appointment.interviewerId,
          },
        ],
  );
}

const STORED_KINDS: readonly CaseEvent['kind'][] = [
  'interview_started',
  'conversion_decided',
  'attempts_extended',
  'case_given_up',
];

function isStoredEvent(event: CaseEvent): event is StoredEvent {
  return STORED_KINDS.includes(event.kind);
}
