import type { Reader } from '../../database/database.js';
import {
  FACT_COLUMNS,
  type FactRow,
  factsOf,
  type KnownFacts,
} from '../../domain/non-response/known-facts.js';

/** Released and eligible people who are alike in what is known of them; who withdrew is in none. */
export interface FactCount extends KnownFacts {
  readonly sampled: number;
  /** Complete interviews. */
  readonly responded: number;
  readonly weight: number;
  readonly respondedWeight: number;
}

interface FactCountRow extends FactRow {
  readonly sampled: number | string;
  readonly responded: number | string;
  readonly weight: number;
  readonly responded_weight: number;
}

export async function countByFacts(db: Reader, studyId: string): Promise<readonly FactCount[]> {
  const rows: FactCountRow[] = await db('cases')
    .where({ study_id: studyId })
    .whereNotNull('released_at')
    .whereNotIn('rate_group', ['NE', 'excluded', 'withdrawn'])
    .groupBy(...FACT_COLUMNS)
    .orderBy([...FACT_COLUMNS])
    .select(...FACT_COLUMNS)
    .select(
      db.raw('count(*) as sampled, sum(design_weight) as weight'),
      db.raw("sum(case when rate_group = 'I' then 1 else 0 end) as responded"),
      db.raw("sum(case when rate_group = 'I' then design_weight else 0.0 end) as responded_weight"),
    );
  return rows.map((row) => ({
    ...factsOf(row),
    sampled: Number(row.sampled),
    responded: Number(row.responded),
    weight: row.weight,
    respondedWeight: row.responded_weight,
  }));
}

/** How many released cases are still open: they may respond yet. */
export async function countOpen(db: Reader, studyId: string): Promise<number> {
  const [row] = await db('cases')
    .where({ study_id: studyId, rate_group: 'open' })
    .whereNotNull('released_at')
    .count<{ count: number | string }[]>({ count: '*' });
  return Number(row?.count ?? 0);
}
