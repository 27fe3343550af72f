import { insertRows, pieces } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import { sideBySide } from '../../database/side-by-side.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Appointment, CaseEvent } from '../../domain/contact/case-event.js';
import type { OutcomeCode } from '../../domain/contact/outcome.js';
import { appointmentOf, type AppointmentRow, insertAppointment } from './case-appointments.queries.js';

/** What happens outside calls and outcomes, with its detail kept as JSON. */
export type StoredEvent = Extract<
  CaseEvent,
  {
    kind:
      | 'numbers_listed'
      | 'interview_started'
      | 'conversion_decided'
      | 'attempts_extended'
      | 'case_paused'
      | 'case_resumed'
      | 'case_given_up'
      | 'consent_withdrawn'
      | 'case_assigned'
      | 'case_taken_back'
      | 'action_undone'
      | 'appointment_made'
      | 'appointment_cancelled';
  }
>;

interface AttemptRow {
  readonly id: string;
  readonly case_id: string;
  readonly interviewer_id: string;
  readonly started_at: Instant;
  readonly ended_at: Instant | null;
}

interface CallRow {
  readonly id: string;
  readonly attempt_id: string;
  readonly case_id: string;
  readonly contact_id: string;
  readonly dialled_at: Instant;
}

interface OutcomeRow {
  readonly id: string;
  readonly case_id: string;
  readonly attempt_id: string | null;
  readonly call_id: string | null;
  readonly code: OutcomeCode;
  readonly language: string | null;
  readonly substatus: string | null;
  readonly recorded_at: Instant;
  readonly recorded_by: string | null;
  readonly undoes_outcome_id: string | null;
  readonly reason: string | null;
  readonly is_undone: 0 | 1;
}

interface EventRow {
  readonly id: string;
  readonly case_id: string;
  readonly kind: StoredEvent['kind'];
  readonly detail: string;
  readonly occurred_at: Instant;
  readonly made_by: string | null;
  readonly action_id: string | null;
}

/** Entries of the same moment in the order in which they can only have happened. */
const ORDER: Readonly<Partial<Record<CaseEvent['kind'], number>>> = {
  case_released: 0,
  numbers_listed: 1,
  attempt_started: 2,
  call_placed: 3,
  interview_started: 4,
  outcome_recorded: 5,
  attempt_ended: 6,
};
const LAST = 7;

/**
 * The history of many cases from calls, outcomes, appointments and events; release and exclusion stand with the
 * case itself and are not in it.
 */
export async function listHistories(
  db: Reader,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly CaseEvent[]>> {
  const histories = new Map<string, CaseEvent[]>(caseIds.map((id) => [id, []]));
  const add = (caseId: string, event: CaseEvent): void => {
    histories.get(caseId)?.push(event);
  };
  for (const piece of pieces(caseIds)) {
    const [attempts, calls, appointments, outcomes, events] = await sideBySide(db, [
      () => rowsOf<AttemptRow>(db, 'attempts', piece),
      () => rowsOf<CallRow>(db, 'calls', piece),
      () => rowsOf<AppointmentRow>(db, 'appointments', piece),
      () => rowsOf<OutcomeRow>(db, 'outcomes', piece),
      () => rowsOf<EventRow>(db, 'case_events', piece),
    ]);
    for (const row of attempts) addAttempt(row, add);
    for (const row of calls) add(row.case_id, callOf(row));
    const byOutcome = new Map(appointments.map((row) => [row.outcome_id, appointmentOf(row)]));
    const byId = new Map(appointments.map((row) => [row.id, appointmentOf(row)]));
    for (const row of outcomes) add(row.case_id, outcomeOf(row, byOutcome.get(row.id) ?? null));
    for (const row of events) add(row.case_id, eventOf(row, byId));
  }
  return histories;
}

async function rowsOf<Row>(db: Reader, table: string, caseIds: readonly string[]): Promise<readonly Row[]> {
  const rows: unknown = await db(table)
    .whereIn('case_id', [...caseIds])
    .orderBy('id');
  return rows as readonly Row[];
}

/** In the order in which it happened. */
export function inOrder(events: readonly CaseEvent[]): readonly CaseEvent[] {
  const rank = ({ kind }: CaseEvent): number => ORDER[kind] ?? LAST;
  return events.toSorted((one, other) =>
    one.at === other.at ? rank(one) - rank(other) : one.at < other.at ? -1 : 1,
  );
}

function addAttempt(row: AttemptRow, add: (caseId: string, event: CaseEvent) => void): void {
  const attemptId = row.id;
  const interviewerId = row.interviewer_id;
  add(row.case_id, { kind: 'attempt_started', at: row.started_at, attemptId, interviewerId });
  if (row.ended_at !== null) add(row.case_id, { kind: 'attempt_ended', at: row.ended_at, attemptId });
}

function callOf({ id, attempt_id, contact_id, dialled_at }: CallRow): CaseEvent {
  return { kind: 'call_placed', at: dialled_at, attemptId: attempt_id, callId: id, numberId: contact_id };
}

function outcomeOf(row: OutcomeRow, appointment: Appointment | null): CaseEvent {
  const at = row.recorded_at;
  if (row.undoes_outcome_id !== null) return { kind: 'outcome_undone', at, outcomeId: row.undoes_outcome_id };
  return {
    kind: 'outcome_recorded',
    at,
    outcomeId: row.id,
    attemptId: row.attempt_id ?? '',
    callId: row.call_id,
    code: row.code,
    interviewerId: row.recorded_by ?? '',
    appointment,
    language: row.language,
  };
}

function eventOf(row: EventRow, appointments: ReadonlyMap<string, Appointment>): CaseEvent {
  const { kind, detail, occurred_at } = row;
  const said = JSON.parse(detail) as { readonly appointmentId?: string };
  const made =
    kind === 'appointment_made' ? { appointment: appointments.get(said.appointmentId ?? '') } : said;
  return { ...said, ...made, kind, at: occurred_at } as StoredEvent;
}

export interface NewEvent {
  readonly id: string;
  readonly caseId: string;
  readonly event: StoredEvent;
  readonly madeBy: string | null;
}

export async function insertEvents(trx: Transaction, events: readonly NewEvent[]): Promise<void> {
  await insertRows(
    trx,
    'case_events',
    events.map(({ id, caseId, event, madeBy }): EventRow => {
      const { kind, at, ...detail } = storedEvent(event);
      const actionId = kind !== 'action_undone' && 'actionId' in event ? event.actionId : undefined;
      return {
        id,
        case_id: caseId,
        kind,
        detail: JSON.stringify(detail),
        occurred_at: at,
        made_by: madeBy,
        action_id: actionId ?? null,
      };
    }),
  );
}

/** The appointment itself is a row of its own, found by its moment. */
function storedEvent(event: StoredEvent): Pick<StoredEvent, 'kind' | 'at'> {
  if (event.kind !== 'appointment_made') return event;
  const { appointment, ...rest } = event;
  const stored = { ...rest, appointmentId: appointment.appointmentId };
  return stored;
}

export interface NewOutcome {
  readonly id: string;
  readonly caseId: string;
  readonly attemptId: string;
  readonly callId: string | null;
  readonly code: OutcomeCode;
  readonly language: string | null;
  /** The finer answer that was chosen under the code, in the words of the study. */
  readonly substatus?: string | null;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
  readonly appointment: Appointment | null;
}

export async function insertOutcome(trx: Transaction, outcome: NewOutcome): Promise<void> {
  await trx<OutcomeRow>('outcomes').insert({
    id: outcome.id,
    case_id: outcome.caseId,
    attempt_id: outcome.attemptId,
    call_id: outcome.callId,
    code: outcome.code,
    language: outcome.language,
    substatus: outcome.substatus ?? null,
    recorded_at: outcome.recordedAt,
    recorded_by: outcome.recordedBy,
    undoes_outcome_id: null,
    reason: null,
    is_undone: 0,
  });
  const { appointment } = outcome;
  if (appointment === null) return;
  await insertAppointment(trx, { caseId: outcome.caseId, outcomeId: outcome.id, appointment });
}

/** Takes an outcome back: a new row says so and why, and the old one is marked. */
export async function insertUndo(
  trx: Transaction,
  undo: {
    readonly id: string;
    readonly outcome: { readonly id: string; readonly caseId: string; readonly code: OutcomeCode };
    readonly undoneAt: Instant;
    readonly undoneBy: string | null;
    readonly reason: string;
  },
): Promise<void> {
  const { outcome } = undo;
  await trx<OutcomeRow>('outcomes').insert({
    id: undo.id,
    case_id: outcome.caseId,
    attempt_id: null,
    call_id: null,
    code: outcome.code,
    language: null,
    substatus: null,
    recorded_at: undo.undoneAt,
    recorded_by: undo.undoneBy,
    undoes_outcome_id: outcome.id,
    reason: undo.reason,
    is_undone: 0,
  });
  await trx<OutcomeRow>('outcomes').where({ id: outcome.id }).update({ is_undone: 1 });
}

/** The last outcome that an interviewer recorded since a moment and that stands; `null` without one. */
export async function findLastRecorded(
  db: Reader,
  interviewerId: string,
  since: Instant,
): Promise<{ readonly outcomeId: string; readonly caseId: string } | null> {
  const row = await db<OutcomeRow>('outcomes')
    .where({ recorded_by: interviewerId, is_undone: 0 })
    .whereNull('undoes_outcome_id')
    .where('recorded_at', '>=', since)
    .orderBy('recorded_at', 'desc')
    .first('id', 'case_id');
  return row === undefined ? null : { outcomeId: row.id, caseId: row.case_id };
}

export async function findOutcomeOfAttempt(
  db: Reader,
  { attemptId, callId }: { attemptId: string; callId: string | null },
): Promise<OutcomeCode | null> {
  const row = await db<OutcomeRow>('outcomes')
    .where({ attempt_id: attemptId, call_id: callId, is_undone: 0 })
    .orderBy('id')
    .first('code');
  return row?.code ?? null;
}
