import type { Reader } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';

/** Somebody who has a case in hand, in whichever study. */
export interface Busy {
  readonly studyId: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly interviewerId: string;
  readonly startedAt: Instant | null;
  /** When the number was dialled that nobody wrote an outcome of yet. */
  readonly dialledAt: Instant | null;
  /** When the interview of this attempt began. */
  readonly interviewAt: Instant | null;
}

/** Who has a case in hand now; as many look-ups as there are interviewers at work. */
export async function listBusy(db: Reader, now: Instant): Promise<readonly Busy[]> {
  const openCall = db('calls')
    .leftJoin('outcomes', (on) => {
      on.on('outcomes.call_id', 'calls.id').andOnVal('outcomes.is_undone', 0);
    })
    .where('calls.attempt_id', db.ref('attempts.id'))
    .whereNull('outcomes.id')
    .max('calls.dialled_at');
  const interview = db('case_events')
    .where('case_events.case_id', db.ref('cases.id'))
    .where('case_events.kind', 'interview_started')
    .where('case_events.occurred_at', '>=', db.ref('attempts.started_at'))
    .max('case_events.occurred_at');
  const rows: Busy[] = await db('cases')
    .leftJoin('attempts', (on) => {
      on.on('attempts.case_id', 'cases.id').andOnNull('attempts.ended_at');
    })
    // Larger than nothing: SQLite finds that in the index, and does not find "not null" there.
    .where('cases.lease_interviewer_id', '>', '')
    .where('cases.lease_until', '>', now)
    .orderBy(['cases.case_number', 'cases.id'])
    .select({
      studyId: 'cases.study_id',
      caseId: 'cases.id',
      caseNumber: 'cases.case_number',
      interviewerId: 'cases.lease_interviewer_id',
      startedAt: 'attempts.started_at',
      dialledAt: openCall,
      interviewAt: interview,
    });
  return rows;
}

/** Until when each interviewer had their last case; whoever never had one, or still has one, is not in it. */
export async function listLastEnds(
  db: Reader,
  interviewerIds: readonly string[],
): Promise<ReadonlyMap<string, Instant>> {
  const last = db('attempts')
    .where('attempts.interviewer_id', db.ref('users.id'))
    .orderBy('attempts.started_at', 'desc')
    .limit(1)
    .select('attempts.ended_at');
  const rows: { id: string; endedAt: Instant | null }[] = await db('users')
    .whereIn('users.id', [...interviewerIds])
    .orderBy('users.id')
    .select({ id: 'users.id', endedAt: last });
  return new Map(rows.flatMap(({ id, endedAt }) => (endedAt === null ? [] : [[id, endedAt] as const])));
}

/** An appointment that stands. */
export interface StandingAppointment {
  readonly caseNumber: string;
  readonly at: Instant;
  readonly firmness: 'hard' | 'soft';
  readonly withRole: ContactRole;
  /** Who makes the call: to whom the case is assigned, or else who agreed it. */
  readonly interviewerId: string | null;
}

/** Appointments of a study that stand between two moments, the earliest first. */
export async function listStandingAppointments(
  db: Reader,
  studyId: string,
  { from, until, limit }: { readonly from: Instant; readonly until: Instant; readonly limit: number },
): Promise<readonly StandingAppointment[]> {
  const rows: StandingAppointment[] = await db('cases')
    .join('appointments', (on) => {
      on.on('appointments.case_id', 'cases.id').andOn('appointments.due_at', 'cases.appointment_at');
    })
    .leftJoin('outcomes', 'outcomes.id', 'appointments.outcome_id')
    .where({ 'cases.study_id': studyId })
    // One without an outcome was made by a supervisor.
    .whereRaw('coalesce(outcomes.is_undone, 0) = 0')
    .where('cases.appointment_at', '>=', from)
    .where('cases.appointment_at', '<', until)
    .orderByRaw("cases.appointment_at, cases.id, coalesce(outcomes.recorded_at, '9')")
    .limit(limit)
    .select({
      caseNumber: 'cases.case_number',
      at: 'cases.appointment_at',
      firmness: 'appointments.kind',
      withRole: 'appointments.ask_for',
      interviewerId: db.raw('coalesce(cases.assigned_to, appointments.interviewer_id)'),
    });
  // Of two for the same moment the last one stands.
  return [...new Map(rows.map((row) => [row.caseNumber, row])).values()];
}

/** What tells that somebody took a case or gave one back. */
export async function findHandsMark(db: Reader, studyId: string, now: Instant): Promise<string> {
  const rows: { id: string; lease_interviewer_id: string | null }[] = await db('cases')
    .where({ study_id: studyId })
    .where('lease_until', '>', now)
    .orderBy(['lease_until', 'id'])
    .select('id', 'lease_interviewer_id');
  return rows
    .map(({ id, lease_interviewer_id }) => `${id}:${lease_interviewer_id ?? ''}`)
    .toSorted()
    .join(' ');
}
