import type { Reader } from '../../database/database.js';
import type { OutcomeCode } from '../../domain/contact/outcome.js';

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
