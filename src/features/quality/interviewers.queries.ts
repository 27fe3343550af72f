import type { Reader } from '../../database/database.js';
import { secondsBetween } from '../../database/engine.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { OutcomeCode } from '../../domain/contact/outcome.js';
import type { HourOfCalls } from '../../domain/quality/working-days.js';

/** A call that took longer was not written down in time: its length is not known. */
const LONGEST_CALL_SECONDS = 3 * 3600;

interface HourRow {
  readonly interviewer_id: string;
  readonly calls: number | string;
  readonly first_dialled_at: Instant;
  readonly last_ended_at: Instant;
  readonly seconds_on_calls: number | null;
}

/** The calls of a study per interviewer and hour, without those of people who withdrew. */
export async function listHoursOfCalls(db: Reader, studyId: string): Promise<readonly HourOfCalls[]> {
  const seconds = secondsBetween(db, 'calls.dialled_at', 'written.ended_at');
  const isKnown = db.raw('? <= ?', [seconds, LONGEST_CALL_SECONDS]);
  const hour = db.raw('substr(calls.dialled_at, 1, 13)');
  const rows: HourRow[] = await db('calls')
    .join('attempts', 'attempts.id', 'calls.attempt_id')
    .join('cases', 'cases.id', 'calls.case_id')
    .leftJoin(writtenDown(db, studyId), 'written.call_id', 'calls.id')
    .where('cases.study_id', studyId)
    .whereNot('cases.rate_group', 'withdrawn')
    .groupBy('attempts.interviewer_id', hour)
    .select(
      'attempts.interviewer_id',
      db.raw('count(*) as calls'),
      db.raw('min(calls.dialled_at) as first_dialled_at'),
      db.raw('max(case when ? then written.ended_at else calls.dialled_at end) as last_ended_at', [isKnown]),
      db.raw('sum(case when ? then ? else 0 end) as seconds_on_calls', [isKnown, seconds]),
    );
  return rows.map((row) => ({
    interviewerId: row.interviewer_id,
    calls: Number(row.calls),
    firstDialledAt: row.first_dialled_at,
    lastEndedAt: row.last_ended_at,
    secondsOnCalls: row.seconds_on_calls ?? 0,
  }));
}

/** When it was first written down what came of each call; a later correction is no part of the call. */
function writtenDown(db: Reader, studyId: string) {
  return db('outcomes')
    .join('cases', 'cases.id', 'outcomes.case_id')
    .where('cases.study_id', studyId)
    .whereNotNull('outcomes.call_id')
    .whereNull('outcomes.undoes_outcome_id')
    .groupBy('outcomes.call_id')
    .select('outcomes.call_id', db.raw('min(outcomes.recorded_at) as ended_at'))
    .as('written');
}

/** How often an interviewer wrote down an outcome. */
export interface OutcomeTally {
  readonly interviewerId: string;
  readonly outcome: OutcomeCode;
  readonly count: number;
}

interface TallyRow {
  readonly interviewer_id: string;
  readonly code: OutcomeCode;
  readonly count: number | string;
}

/** What the calls of each interviewer came to, as it stands after corrections. */
export async function tallyOutcomes(db: Reader, studyId: string): Promise<readonly OutcomeTally[]> {
  const rows: TallyRow[] = await db('outcomes')
    .join('calls', 'calls.id', 'outcomes.call_id')
    .join('attempts', 'attempts.id', 'calls.attempt_id')
    .join('cases', 'cases.id', 'outcomes.case_id')
    .where('cases.study_id', studyId)
    .whereNot('cases.rate_group', 'withdrawn')
    .whereNull('outcomes.undoes_outcome_id')
    .where('outcomes.is_undone', 0)
    .groupBy('attempts.interviewer_id', 'outcomes.code')
    .select('attempts.interviewer_id', 'outcomes.code')
    .count({ count: '*' });
  return rows.map((row) => ({
    interviewerId: row.interviewer_id,
    outcome: row.code,
    count: Number(row.count),
  }));
}

/** The names of these people, by name. */
export async function listNames(
  db: Reader,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const rows: { id: string; name: string }[] = await db('users')
    .whereIn('id', [...ids])
    .orderBy(['name', 'id'])
    .select('id', 'name');
  return rows;
}

/** Studies in which somebody called, the latest first. */
export async function listStudiesOf(
  db: Reader,
  interviewerId: string,
): Promise<readonly { readonly slug: string; readonly name: string }[]> {
  const rows: { slug: string; name: string }[] = await db('attempts')
    .join('cases', 'cases.id', 'attempts.case_id')
    .join('studies', 'studies.id', 'cases.study_id')
    .where('attempts.interviewer_id', interviewerId)
    .groupBy('studies.id', 'studies.slug', 'studies.name')
    .orderBy([{ column: 'last_at', order: 'desc' }, 'studies.slug'])
    .select('studies.slug', 'studies.name', db.raw('max(attempts.started_at) as last_at'));
  return rows.map(({ slug, name }) => ({ slug, name }));
}
