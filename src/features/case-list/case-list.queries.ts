import type { Knex } from 'knex';
import type { Reader } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { CaseAttention } from '../../domain/calling/case-attention.js';
import type { ClaimStep } from '../../domain/calling/claim.js';
import type { CaseStatus } from '../../domain/contact/case-status.js';
import type { RateGroup } from '../../domain/contact/outcome.js';
import type { CaseListPlace, CasePlace } from './case-filter.js';

/** A case as it stands in the list: under its number, without anything about the person. */
export interface ListedCase {
  readonly caseNumber: string;
  readonly domainId: string;
  readonly replicate: number;
  readonly status: CaseStatus;
  readonly group: RateGroup;
  readonly attempts: number;
  readonly attention: CaseAttention | null;
  readonly dueAt: Instant | null;
  readonly dueUntil: Instant | null;
  readonly heldBy: string | null;
  readonly heldUntil: Instant | null;
}

interface ListRow {
  readonly case_number: string;
  readonly domain_id: string;
  readonly replicate: number;
  readonly status: CaseStatus;
  readonly rate_group: RateGroup;
  readonly attempt_count: number;
  readonly attention: CaseAttention | null;
  readonly due_at: Instant | null;
  readonly due_until: Instant | null;
  readonly lease_interviewer_id: string | null;
  readonly lease_until: Instant | null;
}

/** When the next call is: in a part of the queue that is open now, within a span of time, or not at all. */
export type DueCondition =
  | {
      readonly kind: 'open';
      readonly now: Instant;
      readonly steps: readonly Pick<ClaimStep, 'rank' | 'slot' | 'appointedSince'>[];
    }
  | { readonly kind: 'between'; readonly from: Instant; readonly until: Instant | null }
  | { readonly kind: 'none' };

/** What the list is narrowed down to; `null` for no condition. */
export interface CaseConditions {
  readonly studyId: string;
  readonly domainId: string | null;
  readonly status: CaseStatus | null;
  readonly group: RateGroup | null;
  readonly replicate: number | null;
  readonly interviewerId: string | null;
  readonly assignedTo: string | null;
  readonly attention: CaseAttention | null;
  readonly due: DueCondition | null;
}

/**
 * One page of the list in the order of the case numbers, or of the moments when it is narrowed down to those: an index
 * gives the first row, however far in the list.
 */
export async function listPage(
  db: Reader,
  conditions: CaseConditions,
  { after, before }: CaseListPlace,
  size: number,
): Promise<readonly ListedCase[]> {
  const isByMoment = conditions.due?.kind === 'between';
  const order = isByMoment ? ['due_at', 'case_number'] : ['case_number'];
  const query = within(db<ListRow>('cases'), conditions).limit(size);
  const beyond = (sign: '<' | '>', { dueAt, caseNumber }: CasePlace): void => {
    if (isByMoment) void query.whereRaw(`(due_at, case_number) ${sign} (?, ?)`, [dueAt ?? '', caseNumber]);
    else void query.where('case_number', sign, caseNumber);
  };
  if (before !== null) {
    beyond('<', before);
    const rows = await query.orderBy(order.map((column) => ({ column, order: 'desc' })));
    return rows.map(toListed).reverse();
  }
  if (after !== null) beyond('>', after);
  return (await query.orderBy(order)).map(toListed);
}

/** How many cases there are, counted no further than `most`. */
export async function countUpTo(db: Reader, conditions: CaseConditions, most: number): Promise<number> {
  const some = within(db('cases'), conditions).limit(most).select(db.raw('1 as one'));
  const rows: { count: number | string }[] = await db.from(some.as('some')).count({ count: '*' });
  const [row] = rows;
  return Number(row?.count ?? 0);
}

/** The numbers of the replicates of a study. */
export async function listReplicates(db: Reader, studyId: string): Promise<readonly number[]> {
  return (await db('draw_units')
    .join('draws', 'draws.id', 'draw_units.draw_id')
    .where({ study_id: studyId, is_current: 1 })
    .distinct('replicate')
    .orderBy('replicate')
    .pluck('replicate')) as number[];
}

function within<Query extends Knex.QueryBuilder>(query: Query, conditions: CaseConditions): Query {
  const { studyId, domainId, status, group, replicate, interviewerId, assignedTo, attention, due } =
    conditions;
  const equal: Readonly<Record<string, string | number | null>> = {
    study_id: studyId,
    domain_id: domainId,
    status,
    rate_group: group,
    replicate,
    attention,
    lease_interviewer_id: interviewerId,
    assigned_to: assignedTo,
  };
  for (const [column, value] of Object.entries(equal)) {
    if (value !== null) void query.where(column, value);
  }
  if (due !== null) narrowToDue(query, due);
  return query;
}

function narrowToDue(query: Knex.QueryBuilder, due: DueCondition): void {
  switch (due.kind) {
    case 'open':
      void query
        // In words that no index serves: half of the cases can be due, and those are found soonest by their numbers.
        .whereRaw("coalesce(due_at, '9') <= ?", [due.now])
        .whereRaw('(lease_until is null or lease_until <= ?)', [due.now])
        .whereRaw('(due_until is null or due_until > ?)', [due.now])
        .whereIn(
          ['due_rank', 'due_slot'],
          due.steps.map(({ rank, slot }) => [rank, slot]),
        );
      for (const { rank, slot, appointedSince } of due.steps) {
        if (appointedSince === null) continue;
        const missed = "(due_rank = ? and due_slot = ? and coalesce(appointment_at, '') < ?)";
        void query.whereRaw(`not ${missed}`, [rank, slot, appointedSince]);
      }
      return;
    case 'between':
      void query.where('due_at', '>=', due.from);
      if (due.until !== null) void query.where('due_at', '<', due.until);
      return;
    case 'none':
      // A case in the field that has no next call asks for attention.
      void query.whereNull('due_at').whereNotNull('attention');
  }
}

function toListed(row: ListRow): ListedCase {
  return {
    caseNumber: row.case_number,
    domainId: row.domain_id,
    replicate: row.replicate,
    status: row.status,
    group: row.rate_group,
    attempts: row.attempt_count,
    attention: row.attention,
    dueAt: row.due_at,
    dueUntil: row.due_until,
    heldBy: row.lease_interviewer_id,
    heldUntil: row.lease_until,
  };
}
