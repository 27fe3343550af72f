import { insertRows } from '../../database/batches.js';
import type { Database, Reader, Transaction } from '../../database/database.js';
import type { CaseStatus } from '../../domain/contact/case-status.js';
import type { OutcomeCode, RateGroup } from '../../domain/contact/outcome.js';
import { CASES, COUNT_TABLES, type Counts, DIALS, RECOUNTS, stored } from './count-tables.js';

/** Equal cases of a study. */
export interface CaseCount {
  readonly domainId: string;
  /** `null` outside every segment. */
  readonly segment: string | null;
  readonly replicate: number;
  readonly status: CaseStatus;
  readonly group: RateGroup;
  readonly isReleased: boolean;
  readonly isAttempted: boolean;
  readonly count: number;
}

/** Dials of a half hour, or those of them with one outcome. */
export interface DialCount {
  readonly domainId: string;
  /** `2026-04-14T16:30` in UTC. */
  readonly halfHour: string;
  readonly outcome: OutcomeCode | 'dial';
  readonly count: number;
}

interface CaseCountRow {
  readonly domain_id: string;
  readonly segment: string;
  readonly replicate: number;
  readonly status: CaseStatus;
  readonly rate_group: RateGroup;
  readonly is_released: number;
  readonly is_attempted: number;
  readonly count: number | string;
}

const PLACES = ['domain_id', 'segment', 'replicate', 'status', 'rate_group', 'is_released', 'is_attempted'];

/** How many cases of a study stand where: the totals and what changed since, as of one moment. */
export async function listCaseCounts(db: Reader, studyId: string): Promise<readonly CaseCount[]> {
  const rows: CaseCountRow[] = await db
    .from(stored(db, CASES, { study_id: studyId }))
    .groupBy([...PLACES])
    .havingRaw('sum(cases) <> 0')
    .orderBy([...PLACES])
    .select([...PLACES, db.raw('sum(cases) as count')]);
  return rows.map((row) => ({
    domainId: row.domain_id,
    segment: row.segment === '' ? null : row.segment,
    replicate: row.replicate,
    status: row.status,
    group: row.rate_group,
    isReleased: row.is_released === 1,
    isAttempted: row.is_attempted === 1,
    count: Number(row.count),
  }));
}

interface DialCountRow {
  readonly domain_id: string;
  readonly half_hour: string;
  readonly outcome: OutcomeCode | 'dial';
  readonly count: number | string;
}

/** What was dialled in a study from a half hour on, with what came of it. */
export async function listDialCounts(
  db: Reader,
  studyId: string,
  fromHalfHour: string,
): Promise<readonly DialCount[]> {
  const rows: DialCountRow[] = await db
    .from(stored(db, DIALS, { study_id: studyId }, fromHalfHour))
    .groupBy('domain_id', 'half_hour', 'outcome')
    .havingRaw('sum(dials) <> 0')
    .orderBy(['half_hour', 'domain_id', 'outcome'])
    .select('domain_id', 'half_hour', 'outcome', db.raw('sum(dials) as count'));
  return rows.map((row) => ({
    domainId: row.domain_id,
    halfHour: row.half_hour,
    outcome: row.outcome,
    count: Number(row.count),
  }));
}

/** Dials of a domain, or those of them with one outcome, over the whole fieldwork. */
export type DialSum = Omit<DialCount, 'halfHour'>;

export async function sumDials(db: Reader, studyId: string): Promise<readonly DialSum[]> {
  const rows: Omit<DialCountRow, 'half_hour'>[] = await db
    .from(stored(db, DIALS, { study_id: studyId }))
    .groupBy('domain_id', 'outcome')
    .havingRaw('sum(dials) <> 0')
    .orderBy(['domain_id', 'outcome'])
    .select('domain_id', 'outcome', db.raw('sum(dials) as count'));
  return rows.map((row) => ({ domainId: row.domain_id, outcome: row.outcome, count: Number(row.count) }));
}

/** How many changes wait to be folded into the totals. */
export async function countChanges(db: Reader): Promise<number> {
  let waiting = 0;
  for (const { changes } of COUNT_TABLES) {
    const [row] = await db(changes).count<{ count: number | string }[]>({ count: '*' });
    waiting += Number(row?.count ?? 0);
  }
  return waiting;
}

/** An arbitrary number that stands for the folding among PostgreSQL's advisory locks. */
const FOLD_LOCK = 7_460_312;

/**
 * Adds the changes to the totals and takes them away. On PostgreSQL in one statement, so that what others write
 * meanwhile stays for the next time; SQLite has one writer.
 */
export async function foldChanges(trx: Transaction, engine: Database['engine']): Promise<void> {
  if (engine === 'postgres') await trx.raw('select pg_advisory_xact_lock(?)', [FOLD_LOCK]);
  for (const { totals, changes, key, count } of COUNT_TABLES) {
    const columns = key.join(', ');
    const add = (from: string): string => `insert into ${totals} (${columns}, ${count})
      select ${columns}, sum(${count}) from ${from} where true group by ${columns} having sum(${count}) <> 0
      on conflict (${columns}) do update set ${count} = ${totals}.${count} + excluded.${count}`;
    if (engine === 'postgres') {
      await trx.raw(`with gone as (delete from ${changes} returning *) ${add('gone')}`);
    } else {
      await trx.raw(add(changes));
      await trx(changes).delete();
    }
    await trx(totals)
      .where({ [count]: 0 })
      .delete();
  }
}

/** A count that is not what the cases themselves say: by how much it must change, under its whole key. */
export type Difference = Readonly<Record<string, string | number>>;

/** What the stored counts differ from a recount; all in one statement, so that both are as of one moment. */
export async function findDifferences(db: Reader, counts: Counts): Promise<readonly Difference[]> {
  const { key, count } = counts;
  const columns = key.join(', ');
  const rows: Difference[] = await db
    .from(
      db.raw(
        `(${RECOUNTS[counts.totals]} union all select ${columns}, -${count} from ${counts.totals}
          union all select ${columns}, -${count} from ${counts.changes}) as compared`,
      ),
    )
    .groupBy([...key])
    .havingRaw(`sum(${count}) <> 0`)
    .orderBy([...key])
    .select([...key, db.raw(`sum(${count}) as ${count}`)]);
  return rows.map((row) => ({ ...row, [count]: Number(row[count]) }));
}

/** Puts the counts right. A change is added as any other, so that it does not matter what was written meanwhile. */
export async function insertDifferences(
  trx: Transaction,
  { changes }: Counts,
  differences: readonly Difference[],
): Promise<void> {
  await insertRows(trx, changes, differences);
}

/** What tells that something was counted in a study: changes when a change is added, and when they are folded. */
export async function findChangeMark(db: Reader, studyId: string): Promise<string> {
  const marks: string[] = [];
  for (const { changes } of [CASES, DIALS]) {
    const [row] = await db(changes)
      .where({ study_id: studyId })
      .select<{ count: number | string; last: number | null }[]>(
        db.raw('count(*) as count'),
        db.raw('max(id) as last'),
      );
    marks.push(`${String(row?.count ?? 0)}/${String(row?.last ?? 0)}`);
  }
  return marks.join(' ');
}
