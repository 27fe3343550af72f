import type { Reader } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';

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
    .leftJoin('outcomes', 'outcomes.call_id', 'calls.id')
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

/** More appointments than anybody looks at, and few enough to find their cases at once. */
const MOST_APPOINTMENTS = 500;

/** Cases with which something was agreed for a span of time, whether or not that still holds, in the order of time. */
export async function listAppointedCases(
  db: Reader,
  studyId: string,
  { from, until, limit }: { from: Instant; until: Instant; limit: number },
): Promise<readonly string[]> {
  // The limit inside keeps the database from beginning with the cases.
  const agreed = db('appointments')
    .where('due_at', '>=', from)
    .where('due_at', '<', until)
    .orderBy(['due_at', 'id'])
    .limit(MOST_APPOINTMENTS)
    .select('case_id', 'due_at')
    .as('agreed');
  const rows: { id: string }[] = await db
    .from(agreed)
    .join('cases', 'cases.id', 'agreed.case_id')
    .where('cases.study_id', studyId)
    .whereIn('cases.status', ['appointment', 'broken_off'])
    .groupBy('cases.id')
    .orderByRaw('min(agreed.due_at), cases.id')
    .limit(limit)
    .select('cases.id');
  return rows.map(({ id }) => id);
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
