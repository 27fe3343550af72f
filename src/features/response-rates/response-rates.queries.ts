import type { Reader } from '../../database/database.js';
import type { OutcomeCode, RateGroup } from '../../domain/contact/outcome.js';
import type { CaseTally } from '../../domain/response/response-summary.js';

/** How often a finer answer was chosen under the code of an outcome; what was taken back does not count. */
export interface SubstatusCount {
  readonly code: OutcomeCode;
  readonly substatus: string;
  readonly count: number;
}

export async function countSubstatuses(db: Reader, studyId: string): Promise<readonly SubstatusCount[]> {
  const rows: { code: OutcomeCode; substatus: string; count: number | string }[] = await db('outcomes')
    .join('cases', 'cases.id', 'outcomes.case_id')
    .where({ study_id: studyId, is_undone: 0 })
    .whereNotNull('substatus')
    .whereNot({ status: 'withdrawn' })
    .groupBy('code', 'substatus')
    .orderBy(['code', 'substatus'])
    .select('code', 'substatus')
    .count({ count: '*' });
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

interface TallyRow {
  readonly domain_id: string;
  readonly rate_group: RateGroup;
  readonly is_released: number | string;
  readonly replicate: number;
  readonly is_attempted: number | string;
  readonly count: number | string;
}

/** The cases of a study, counted by domain and by what the rates ask of them. */
export async function tallyCases(
  db: Reader,
  studyId: string,
): Promise<readonly (CaseTally & { readonly domainId: string })[]> {
  const isReleased = db.raw('case when released_at is null then 0 else 1 end');
  const isAttempted = db.raw('case when attempt_count > 0 then 1 else 0 end');
  const rows: TallyRow[] = await db('cases')
    .where({ study_id: studyId })
    .groupBy('domain_id', 'rate_group', 'replicate', isReleased, isAttempted)
    .select('domain_id', 'rate_group', 'replicate', db.raw('? as is_released', [isReleased]))
    .select(db.raw('? as is_attempted', [isAttempted]))
    .count({ count: '*' });
  const released = new Set(
    rows.filter((row) => Number(row.is_released) === 1).map(({ replicate }) => replicate),
  );
  return rows.map((row) => ({
    domainId: row.domain_id,
    group: row.rate_group,
    isReleased: Number(row.is_released) === 1,
    isReplicateReleased: released.has(row.replicate),
    isAttempted: Number(row.is_attempted) === 1,
    count: Number(row.count),
  }));
}
