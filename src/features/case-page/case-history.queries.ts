import type { Reader } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';
import type { Appointment, CaseEvent } from '../../domain/contact/case-event.js';
import type { OutcomeCode } from '../../domain/contact/outcome.js';
import type { LineResult } from '../../domain/telephone/line-result.js';

/** What happens to a case outside calls, outcomes and consent. */
export type WrittenEvent = Exclude<
  CaseEvent,
  {
    kind: 'attempt_started' | 'attempt_ended' | 'call_placed' | 'outcome_recorded' | 'outcome_undone';
  }
>;

/** One entry in the history of a case, as it was written; nothing in it tells who the person is. */
export type HistoryEntry = {
  readonly at: Instant;
  /** The user who did it; `null` when the program did, or the organisation. */
  readonly by: string | null;
} & HistoryHappening;

export type HistoryHappening =
  | { readonly kind: 'attempt_started' }
  | { readonly kind: 'attempt_ended' }
  | {
      readonly kind: 'call_placed';
      readonly askedFor: ContactRole;
      readonly driver: string;
      readonly isByHand: boolean;
      readonly lineResult: LineResult | null;
    }
  | {
      readonly kind: 'outcome_recorded';
      readonly outcomeId: string;
      readonly code: OutcomeCode;
      readonly language: string | null;
      readonly substatus: string | null;
      readonly appointment: AgreedMoment | null;
    }
  | { readonly kind: 'outcome_undone'; readonly outcomeId: string; readonly reason: string | null }
  | {
      readonly kind: 'consent_said';
      readonly givenBy: ContactRole;
      readonly subject: string;
      readonly decision: 'given' | 'refused';
      /** Taken back with the outcome that it came with. */
      readonly isUndone: boolean;
    }
  | { readonly kind: 'note_written' }
  | {
      readonly kind: 'event';
      readonly event: WrittenEvent;
      /** Why a supervisor did it; `null` when that was not asked. */
      readonly reason: string | null;
    };

/** What was agreed, without whom it is about. */
export type AgreedMoment = Pick<Appointment, 'at' | 'firmness' | 'withRole'>;

/** Everything that was written down about one case, in any order; release and exclusion stand with the case. */
export async function listEntries(db: Reader, caseId: string): Promise<readonly HistoryEntry[]> {
  return [
    ...(await listAttempts(db, caseId)),
    ...(await listCalls(db, caseId)),
    ...(await listOutcomes(db, caseId)),
    ...(await listEvents(db, caseId)),
    ...(await listConsentDecisions(db, caseId)),
    ...(await listNoteMoments(db, caseId)),
  ];
}

interface AttemptRow {
  readonly case_id: string;
  readonly interviewer_id: string;
  readonly started_at: Instant;
  readonly ended_at: Instant | null;
}

async function listAttempts(db: Reader, caseId: string): Promise<readonly HistoryEntry[]> {
  const rows = await db<AttemptRow>('attempts').where({ case_id: caseId }).orderBy(['started_at', 'id']);
  return rows.flatMap(({ interviewer_id: by, started_at, ended_at }): HistoryEntry[] => [
    { kind: 'attempt_started', at: started_at, by },
    ...(ended_at === null ? [] : [{ kind: 'attempt_ended', at: ended_at, by } as const]),
  ]);
}

interface CallRow {
  readonly dialled_at: Instant;
  readonly interviewer_id: string;
  readonly asked_for: ContactRole;
  readonly driver: string;
  readonly by_hand_at: Instant | null;
  readonly line_result: LineResult | null;
}

async function listCalls(db: Reader, caseId: string): Promise<readonly HistoryEntry[]> {
  const rows: CallRow[] = await db('calls')
    .join('attempts', 'attempts.id', 'calls.attempt_id')
    .where('calls.case_id', caseId)
    .orderBy(['calls.dialled_at', 'calls.id'])
    .select('calls.*', 'attempts.interviewer_id');
  return rows.map((row) => ({
    kind: 'call_placed',
    at: row.dialled_at,
    by: row.interviewer_id,
    askedFor: row.asked_for,
    driver: row.driver,
    isByHand: row.by_hand_at !== null,
    lineResult: row.line_result,
  }));
}

interface OutcomeRow {
  readonly id: string;
  readonly code: OutcomeCode;
  readonly language: string | null;
  readonly substatus: string | null;
  readonly recorded_at: Instant;
  readonly recorded_by: string | null;
  readonly undoes_outcome_id: string | null;
  readonly reason: string | null;
  readonly kind: 'hard' | 'soft' | null;
  readonly due_at: Instant | null;
  readonly ask_for: ContactRole | null;
}

async function listOutcomes(db: Reader, caseId: string): Promise<readonly HistoryEntry[]> {
  const rows: OutcomeRow[] = await db('outcomes')
    .leftJoin('appointments', 'appointments.outcome_id', 'outcomes.id')
    .where('outcomes.case_id', caseId)
    .orderBy(['outcomes.recorded_at', 'outcomes.id'])
    .select('outcomes.*', 'appointments.kind', 'appointments.due_at', 'appointments.ask_for');
  return rows.map((row): HistoryEntry => {
    const entry = { at: row.recorded_at, by: row.recorded_by };
    if (row.undoes_outcome_id !== null) {
      return { ...entry, kind: 'outcome_undone', outcomeId: row.undoes_outcome_id, reason: row.reason };
    }
    const { id: outcomeId, code, language, substatus, kind, due_at: at, ask_for: withRole } = row;
    const appointment =
      kind === null || at === null || withRole === null ? null : { at, firmness: kind, withRole };
    return { ...entry, kind: 'outcome_recorded', outcomeId, code, language, substatus, appointment };
  });
}

interface EventRow {
  readonly case_id: string;
  readonly kind: WrittenEvent['kind'];
  readonly detail: string;
  readonly reason: string | null;
  readonly occurred_at: Instant;
  readonly made_by: string | null;
}

async function listEvents(db: Reader, caseId: string): Promise<readonly HistoryEntry[]> {
  const rows: EventRow[] = await db('case_events')
    .leftJoin('case_actions', 'case_actions.id', 'case_events.action_id')
    .where('case_events.case_id', caseId)
    .orderBy(['case_events.occurred_at', 'case_events.id'])
    .select('case_events.*', 'case_actions.reason');
  const made = await listMadeAppointments(db, caseId);
  return rows.map(({ kind, detail, occurred_at: at, made_by: by, reason }) => {
    const said = JSON.parse(detail) as { readonly appointmentId?: string };
    const appointment = made.get(said.appointmentId ?? '');
    const event = {
      ...said,
      ...(appointment === undefined ? {} : { appointment }),
      kind,
      at,
    } as WrittenEvent;
    return { kind: 'event', at, by, reason, event };
  });
}

/** Appointments that came with no outcome, by key. */
async function listMadeAppointments(db: Reader, caseId: string): Promise<ReadonlyMap<string, AgreedMoment>> {
  const rows: { id: string; kind: 'hard' | 'soft'; due_at: Instant; ask_for: ContactRole }[] = await db(
    'appointments',
  )
    .where({ case_id: caseId })
    .whereNull('outcome_id')
    .orderBy('id')
    .select('id', 'kind', 'due_at', 'ask_for');
  return new Map(
    rows.map(({ id, kind: firmness, due_at: at, ask_for: withRole }) => [id, { at, firmness, withRole }]),
  );
}

interface ConsentRow {
  readonly case_id: string;
  readonly given_by: ContactRole;
  readonly subject: string;
  readonly decision: 'given' | 'refused';
  readonly given_at: Instant;
  readonly undone_at: Instant | null;
  readonly interviewer_id: string | null;
}

async function listConsentDecisions(db: Reader, caseId: string): Promise<readonly HistoryEntry[]> {
  const rows = await db<ConsentRow>('consents').where({ case_id: caseId }).orderBy(['given_at', 'id']);
  return rows.map((row) => ({
    kind: 'consent_said',
    at: row.given_at,
    by: row.interviewer_id,
    givenBy: row.given_by,
    subject: row.subject,
    decision: row.decision,
    isUndone: row.undone_at !== null,
  }));
}

/** When notes were written, not what is in them. */
async function listNoteMoments(db: Reader, caseId: string): Promise<readonly HistoryEntry[]> {
  const rows: { written_at: Instant; author_id: string | null }[] = await db('vault_case_notes')
    .where({ case_id: caseId })
    .orderBy(['written_at', 'id'])
    .select('written_at', 'author_id');
  return rows.map(({ written_at: at, author_id: by }) => ({ kind: 'note_written', at, by }));
}
