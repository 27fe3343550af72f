import type { Reader } from '../../database/database.js';
import { dayOfHour } from '../../domain/calendar/instant.js';
import type { DayCount } from '../../domain/response/response-curve.js';
import { APPROACHED } from './breakdown.queries.js';

/** Cases of a domain that came somewhere on a day, in Amsterdam. */
export interface DomainDayCount extends DayCount {
  readonly domainId: string;
}

interface HourRow {
  readonly domain_id: string;
  readonly hour: string;
  readonly count: number | string;
}

/** When each person who was approached was called for the first time; by the hour, because days begin on those. */
export async function countFirstCalls(db: Reader, studyId: string): Promise<readonly DomainDayCount[]> {
  const rows: HourRow[] = await db('cases')
    .where({ study_id: studyId })
    .whereRaw(APPROACHED)
    .select('domain_id', db.raw('substr(coalesce(first_called_at, released_at), 1, 13) as hour'))
    .count({ count: '*' })
    .groupByRaw('1, 2');
  return rows.map(dayCount);
}

/** When each interview that counts was completed. */
export async function countInterviews(db: Reader, studyId: string): Promise<readonly DomainDayCount[]> {
  const rows: HourRow[] = await db
    .from(
      db('cases')
        .where({ study_id: studyId, rate_group: 'I' })
        .whereNotNull('released_at')
        .select(
          'domain_id',
          db.raw(`substr(coalesce(${COMPLETED_AT}, last_called_at, released_at), 1, 13) as hour`),
        )
        .as('interviews'),
    )
    .select('domain_id', 'hour')
    .count({ count: '*' })
    .groupBy('domain_id', 'hour');
  return rows.map(dayCount);
}

const COMPLETED_AT = `(select max(outcomes.recorded_at) from outcomes
  where outcomes.case_id = cases.id and outcomes.code = 'complete'
  and outcomes.is_undone = 0 and outcomes.undoes_outcome_id is null)`;

function dayCount({ domain_id, hour, count }: HourRow): DomainDayCount {
  return { domainId: domain_id, on: dayOfHour(hour), count: Number(count) };
}
