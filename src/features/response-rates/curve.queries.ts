import type { Reader } from '../../database/database.js';
import { dayOfHour } from '../../domain/calendar/instant.js';
import type { DayCount } from '../../domain/response/response-curve.js';

/** Cases of a domain that came somewhere on a day, in Amsterdam. */
export interface DomainDayCount extends DayCount {
  readonly domainId: string;
}

/** The days of release of interviews that were read in, of which no such call is known. */
export async function countReleasesWithout(
  db: Reader,
  studyId: string,
  call: 'first_called_at' | 'last_called_at',
): Promise<readonly DomainDayCount[]> {
  const rows: { domain_id: string; hour: string; count: number | string }[] = await db('cases')
    .where({ study_id: studyId, rate_group: 'I' })
    .whereNull(call)
    .whereNotNull('released_at')
    .select('domain_id', db.raw('substr(released_at, 1, 13) as hour'))
    .count({ count: '*' })
    .groupByRaw('1, 2');
  return rows.map(({ domain_id, hour, count }) => ({
    domainId: domain_id,
    on: dayOfHour(hour),
    count: Number(count),
  }));
}
