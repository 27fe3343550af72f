import type { Knex } from 'knex';
import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { FailureKind } from '../../telephony/provider.js';

/** Something of ours at the provider that must go. */
export interface Leftover {
  readonly table: 'call_legs' | 'text_messages';
  readonly id: string;
  readonly reference: string;
}

const CASES_WITHOUT_CONTACT = ['excluded', 'withdrawn'];

/** Whatever ended, of cases whose contact data are gone: the whole study, or somebody who was taken out of it. */
export async function listLeftovers(
  db: Reader,
  studyId: string | null,
  limit: number,
): Promise<readonly Leftover[]> {
  const legs: Found[] = await goneLegs(db, studyId)
    .whereNotNull('call_legs.ended_at')
    .orderBy('call_legs.id')
    .limit(limit)
    .select('call_legs.id', 'call_legs.provider_reference');
  const messages: Found[] = await goneMessages(db, studyId)
    .orderBy('text_messages.id')
    .limit(limit)
    .select('text_messages.id', 'text_messages.provider_reference');
  return [
    ...legs.map(({ id, provider_reference }) => ({
      table: 'call_legs' as const,
      id,
      reference: provider_reference,
    })),
    ...messages.map(({ id, provider_reference }) => ({
      table: 'text_messages' as const,
      id,
      reference: provider_reference,
    })),
  ];
}

interface Found {
  readonly id: string;
  readonly provider_reference: string;
}

/** How much of a study the provider still has although its contact data are gone. */
export async function countLeftAtProvider(db: Reader, studyId: string): Promise<number> {
  const counts = [goneLegs(db, studyId), goneMessages(db, studyId)];
  let left = 0;
  for (const query of counts) {
    const [row]: { count: number | string }[] = await query.count({ count: '*' });
    left += Number(row?.count ?? 0);
  }
  return left;
}

function goneLegs(db: Reader, studyId: string | null): Knex.QueryBuilder {
  const query = db('call_legs').join('calls', 'calls.id', 'call_legs.call_id');
  return whereGone(query.join('cases', 'cases.id', 'calls.case_id'), studyId).whereNull(
    'call_legs.deleted_at',
  );
}

function goneMessages(db: Reader, studyId: string | null): Knex.QueryBuilder {
  const query = db('text_messages').join('cases', 'cases.id', 'text_messages.case_id');
  return whereGone(query, studyId)
    .whereNull('text_messages.deleted_at')
    .whereNotNull('text_messages.provider_reference');
}

function whereGone(query: Knex.QueryBuilder, studyId: string | null): Knex.QueryBuilder {
  const gone = query.join('studies', 'studies.id', 'cases.study_id').where((either) => {
    void either.where('studies.status', 'destroyed').orWhereIn('cases.status', CASES_WITHOUT_CONTACT);
  });
  return studyId === null ? gone : gone.where('studies.id', studyId);
}

export async function updateDeleted(
  trx: Transaction,
  { table, id }: Leftover,
  result: { readonly deletedAt: Instant } | { readonly failure: FailureKind },
): Promise<void> {
  const change =
    'deletedAt' in result
      ? { deleted_at: result.deletedAt, delete_failure: null }
      : { delete_failure: result.failure };
  await trx(table).where({ id }).update(change);
}
