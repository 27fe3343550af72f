import type { Reader } from '../../database/database.js';

/** What is known of everybody in a sample, whether or not they respond. */
export interface KnownFacts {
  readonly domainId: string;
  readonly segment: string;
  readonly measure: string;
  readonly ageBand: string;
}

/** Released and eligible people who are alike in what is known of them; who withdrew is in none. */
export interface FactCount extends KnownFacts {
  readonly sampled: number;
  /** Complete interviews. */
  readonly responded: number;
  readonly weight: number;
  readonly respondedWeight: number;
}

interface FactRow {
  readonly domain_id: string;
  readonly segment: string | null;
  readonly measure: string | null;
  readonly age_band: string | null;
  readonly sampled: number | string;
  readonly responded: number | string;
  readonly weight: number;
  readonly responded_weight: number;
}

export async function countByFacts(db: Reader, studyId: string): Promise<readonly FactCount[]> {
  const rows: FactRow[] = await db('cases')
    .where({ study_id: studyId })
    .whereNotNull('released_at')
    .whereNotIn('rate_group', ['NE', 'excluded', 'withdrawn'])
    .groupBy('domain_id', 'segment', 'measure', 'age_band')
    .orderBy(['domain_id', 'segment', 'measure', 'age_band'])
    .select('domain_id', 'segment', 'measure', 'age_band')
    .select(
      db.raw('count(*) as sampled, sum(design_weight) as weight'),
      db.raw("sum(case when rate_group = 'I' then 1 else 0 end) as responded"),
      db.raw("sum(case when rate_group = 'I' then design_weight else 0.0 end) as responded_weight"),
    );
  return rows.map((row) => ({
    domainId: row.domain_id,
    segment: row.segment ?? '',
    measure: row.measure ?? '',
    ageBand: row.age_band ?? '',
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
