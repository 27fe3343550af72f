import type { Reader } from '../../database/database.js';

/** Calls and released cases of one domain. */
export interface DomainCalls {
  readonly domainId: string;
  readonly calls: number;
  readonly cases: number;
}

interface CountRow {
  readonly domain_id: string;
  readonly count: number | string;
}

/** What was dialled in a study, per domain, beside the cases that were in the field. */
export async function countDomainCalls(db: Reader, studyId: string): Promise<readonly DomainCalls[]> {
  const released: CountRow[] = await db('cases')
    .where({ study_id: studyId })
    .whereNotNull('released_at')
    .groupBy('domain_id')
    .orderBy('domain_id')
    .select('domain_id')
    .count({ count: '*' });
  const dialled: CountRow[] = await db('calls')
    .join('cases', 'cases.id', 'calls.case_id')
    .where('cases.study_id', studyId)
    .groupBy('cases.domain_id')
    .select('cases.domain_id')
    .count({ count: '*' });
  const callsOf = new Map(dialled.map((row) => [row.domain_id, Number(row.count)]));
  return released.map((row) => ({
    domainId: row.domain_id,
    calls: callsOf.get(row.domain_id) ?? 0,
    cases: Number(row.count),
  }));
}
