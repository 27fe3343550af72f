import type { Knex } from 'knex';
import type { Reader } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { LateBefore } from '../../domain/calling/appointment-grid.js';
import type { CaseRecord } from './case-record.js';
import { type CaseRow, toCase } from './case-row.js';

/** Why nobody will call a case unless the supervisor does something. */
export const WAITING_REASONS = [
  'refusal',
  'late',
  'assigned_away',
  'stuck',
  'paused',
  'language',
  'over',
] as const;

export type WaitingReason = (typeof WAITING_REASONS)[number];

export interface WaitingSearch {
  readonly studyId: string;
  readonly now: Instant;
  /** Languages that nobody speaks who may be given a case. */
  readonly unspoken: readonly string[];
  /** Users who may not be given a case (any more). */
  readonly notCalling: readonly string[];
  /** Appointments of before these moments were not kept. */
  readonly late: LateBefore;
}

/** Nobody decides about more cases than this at once; counting on would take longer with every case. */
export const MOST_COUNTED = 1000;

/** How many cases wait for what, up to one more than `MOST_COUNTED`. Each is one span of an index. */
export async function countWaiting(
  db: Reader,
  search: WaitingSearch,
): Promise<Readonly<Record<WaitingReason, number>>> {
  const countOf = (reason: WaitingReason): Knex.QueryBuilder => {
    const first = waitingFor(db, reason, search)
      .select('id')
      .limit(MOST_COUNTED + 1);
    return db.from(first.as('waiting')).count('*').as(reason);
  };
  const [row]: Partial<Record<WaitingReason, number | string>>[] = await db.select(
    WAITING_REASONS.map(countOf),
  );
  return Object.fromEntries(WAITING_REASONS.map((reason) => [reason, Number(row?.[reason] ?? 0)])) as Record<
    WaitingReason,
    number
  >;
}

/** The first cases that wait for this, in the order of their numbers; all of them without a limit. */
export async function listWaiting(
  db: Reader,
  reason: WaitingReason,
  search: WaitingSearch,
  limit?: number,
): Promise<readonly CaseRecord[]> {
  const query = waitingFor(db, reason, search).orderBy('case_number').select<CaseRow[]>('*');
  if (limit !== undefined) void query.limit(limit);
  return (await query).map(toCase);
}

/** In nobody's hands, because what is going on now may change it. */
function waitingFor(
  db: Reader,
  reason: WaitingReason,
  { studyId, now, unspoken, notCalling, late }: WaitingSearch,
): Knex.QueryBuilder {
  const query = db('cases').where({ study_id: studyId });
  void query.whereRaw('(lease_until is null or lease_until <= ?)', [now]);
  switch (reason) {
    case 'refusal':
      return query.where({ status: 'conversion_asked' });
    case 'late':
      return query
        .where('appointment_at', '<', late.hard)
        .where(isNotAmong('assigned_to', notCalling))
        .where(isNotAmong('due_language', unspoken))
        .whereRaw(`(due_kind = 'hard_appointment' or (due_at is not null and appointment_at < ?))`, [
          late.soft,
        ]);
    case 'assigned_away':
      return query
        .whereIn('assigned_to', [...notCalling])
        .where(isNotAmong('due_language', unspoken))
        .whereNotNull('due_at');
    case 'stuck':
      return query.where({ attention: 'decide' }).whereNot({ status: 'conversion_asked' });
    case 'paused':
      return query.where({ attention: 'paused' });
    case 'language':
      return query.whereIn('due_language', [...unspoken]).whereIn('status', ['language_queue', 'broken_off']);
    case 'over':
      return query.where({ status: 'conversion_allowed' }).where('due_until', '<=', now);
  }
}

function isNotAmong(column: string, values: readonly string[]): (query: Knex.QueryBuilder) => void {
  return (query) => void query.whereNull(column).orWhereNotIn(column, [...values]);
}
