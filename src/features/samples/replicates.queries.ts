import type { Reader, Transaction } from '../../database/database.js';

/** The cases of one replicate in one domain. */
export interface ReplicateCount {
  readonly replicate: number;
  readonly domainId: string;
  readonly cases: number;
  readonly excluded: number;
  readonly released: number;
  /** When the first of them went into the field. */
  readonly releasedAt: string | null;
}

/** Why a replicate went into the field. */
export interface ReplicateRelease {
  readonly replicate: number;
  readonly caseCount: number;
  readonly reason: string;
  readonly releasedAt: string;
}

interface CountRow {
  readonly replicate: number;
  readonly domain_id: string;
  readonly cases: number | string;
  readonly excluded: number | string;
  readonly released: number | string;
  readonly released_at: string | null;
}

/** In the order of the replicates. */
export async function countReplicates(db: Reader, drawId: string): Promise<readonly ReplicateCount[]> {
  const rows: CountRow[] = await db('cases')
    .where({ draw_id: drawId })
    .groupBy('replicate', 'domain_id')
    .orderBy(['replicate', 'domain_id'])
    .select('replicate', 'domain_id')
    .select(db.raw('count(*) as cases, count(released_at) as released, min(released_at) as released_at'))
    .select(db.raw('sum(case when exclusion_reason is null then 0 else 1 end) as excluded'));
  return rows.map((row) => ({
    replicate: row.replicate,
    domainId: row.domain_id,
    cases: Number(row.cases),
    excluded: Number(row.excluded),
    released: Number(row.released),
    releasedAt: row.released_at,
  }));
}

/** In the order of the replicates. */
export async function listReleases(db: Reader, drawId: string): Promise<readonly ReplicateRelease[]> {
  const rows: { replicate: number; case_count: number; reason: string; released_at: string }[] = await db(
    'replicate_releases',
  )
    .where({ draw_id: drawId })
    .orderBy('replicate')
    .select('replicate', 'case_count', 'reason', 'released_at');
  return rows.map((row) => ({
    replicate: row.replicate,
    caseCount: row.case_count,
    reason: row.reason,
    releasedAt: row.released_at,
  }));
}

export async function insertRelease(
  trx: Transaction,
  release: ReplicateRelease & {
    readonly id: string;
    readonly drawId: string;
    readonly releasedBy: string | null;
  },
): Promise<void> {
  await trx('replicate_releases').insert({
    id: release.id,
    draw_id: release.drawId,
    replicate: release.replicate,
    case_count: release.caseCount,
    reason: release.reason,
    released_at: release.releasedAt,
    released_by: release.releasedBy,
  });
}
