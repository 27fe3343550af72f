import type { Knex } from 'knex';
import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { FailureKind } from '../../telephony/provider.js';

/** What of ours at the provider is looked at. */
export interface CleanupScope {
  /** One study, or `null` for all. */
  readonly studyId: string | null;
  /** Calls that no line of the ledger knows are due when they were seen before this; `null` to leave them. */
  readonly unknownBefore: Instant | null;
}

/** Where leftovers can be, in the order in which they are deleted. */
export const LEFTOVER_KINDS = ['known_legs', 'unknown_legs', 'messages'] as const;

export type LeftoverKind = (typeof LEFTOVER_KINDS)[number];

/** Something of ours at the provider that must go. */
export interface Leftover {
  readonly kind: LeftoverKind;
  readonly id: string;
  readonly reference: string;
}

const CASES_WITHOUT_CONTACT = ['excluded', 'withdrawn'];

/** Whatever ended, of cases whose contact data are gone, and what no case knows; in the order of their keys. */
export async function listLeftovers(
  db: Reader,
  scope: CleanupScope,
  { kind, after, limit }: { readonly kind: LeftoverKind; readonly after: string; readonly limit: number },
): Promise<readonly Leftover[]> {
  const table = tableOf(kind);
  const query = leftoversOf(db, scope, kind)
    .where(`${table}.id`, '>', after)
    .orderBy(`${table}.id`)
    .limit(limit)
    .select(`${table}.id`, `${table}.provider_reference`);
  // A call that goes on is deleted after its end.
  if (kind !== 'messages') void query.whereNotNull('call_legs.ended_at');
  const rows = (await query) as { id: string; provider_reference: string }[];
  return rows.map(({ id, provider_reference }) => ({ kind, id, reference: provider_reference }));
}

/** How much the provider still has that must go. */
export async function countLeftovers(db: Reader, scope: CleanupScope): Promise<number> {
  let left = 0;
  for (const kind of LEFTOVER_KINDS) {
    const [row]: { count: number | string }[] = await leftoversOf(db, scope, kind).count({ count: '*' });
    left += Number(row?.count ?? 0);
  }
  return left;
}

/** How much of a study the provider still has although its contact data are gone. */
export async function countLeftAtProvider(db: Reader, studyId: string): Promise<number> {
  return countLeftovers(db, { studyId, unknownBefore: null });
}

/** Whether there is a study whose people may call back. */
export async function isAnybodyCalled(db: Reader): Promise<boolean> {
  const study = await db('studies')
    .whereIn('status', ['fieldwork', 'closed'])
    .where({ is_practice: 0 })
    .first<object | undefined>();
  return study !== undefined;
}

function tableOf(kind: LeftoverKind): 'call_legs' | 'text_messages' {
  return kind === 'messages' ? 'text_messages' : 'call_legs';
}

function leftoversOf(
  db: Reader,
  { studyId, unknownBefore }: CleanupScope,
  kind: LeftoverKind,
): Knex.QueryBuilder {
  if (kind === 'messages') {
    const messages = db('text_messages').join('cases', 'cases.id', 'text_messages.case_id');
    return whereGone(messages, studyId)
      .whereNull('text_messages.deleted_at')
      .whereNotNull('text_messages.provider_reference');
  }
  if (kind === 'unknown_legs') {
    return db('call_legs')
      .whereNull('call_id')
      .whereNull('deleted_at')
      .where('first_seen_at', '<', unknownBefore ?? '');
  }
  const legs = db('call_legs').join('calls', 'calls.id', 'call_legs.call_id');
  return whereGone(legs.join('cases', 'cases.id', 'calls.case_id'), studyId).whereNull(
    'call_legs.deleted_at',
  );
}

function whereGone(query: Knex.QueryBuilder, studyId: string | null): Knex.QueryBuilder {
  const gone = query.join('studies', 'studies.id', 'cases.study_id').where((either) => {
    void either.where('studies.status', 'destroyed').orWhereIn('cases.status', CASES_WITHOUT_CONTACT);
  });
  return studyId === null ? gone : gone.where('studies.id', studyId);
}

export async function updateDeleted(
  trx: Transaction,
  { kind, id }: Leftover,
  result: { readonly deletedAt: Instant } | { readonly failure: FailureKind },
): Promise<void> {
  const change =
    'deletedAt' in result
      ? { deleted_at: result.deletedAt, delete_failure: null }
      : { delete_failure: result.failure };
  await trx(tableOf(kind)).where({ id }).update(change);
}
