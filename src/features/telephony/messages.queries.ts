import type { Knex } from 'knex';
import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { ProviderMessage } from '../../telephony/provider.js';

/** A text message as it stands in the ledger. */
export interface MessageRecord {
  readonly id: string;
  readonly caseId: string;
  readonly contactId: string;
  readonly writtenAt: Instant;
  /** `null` when it is not known whether it left. */
  readonly reference: string | null;
}

interface MessageRow {
  readonly id: string;
  readonly case_id: string;
  readonly contact_id: string;
  readonly written_at: Instant;
  readonly provider_reference: string | null;
  readonly status: string;
  readonly price: number | null;
  readonly price_unit: string | null;
  readonly checked_at: Instant | null;
  readonly deleted_at: Instant | null;
}

/** Written down before a moment, after which nobody heard whether they left. */
export async function listUnsettled(
  db: Reader,
  { before, limit }: { readonly before: Instant; readonly limit: number },
): Promise<readonly MessageRecord[]> {
  const rows = await db<MessageRow>('text_messages')
    .where({ status: 'written' })
    .whereNull('provider_reference')
    .where('written_at', '<', before)
    .orderBy(['written_at', 'id'])
    .limit(limit);
  return rows.map(messageOf);
}

/** Of which the end or the price is not known yet, and that were not asked about since a moment; the longest ago first. */
export async function listOpenMessages(
  db: Reader,
  of: {
    readonly underway: readonly string[];
    readonly since: Instant;
    readonly uncheckedSince: Instant;
    readonly limit: number;
  },
): Promise<readonly MessageRecord[]> {
  const rows = await db<MessageRow>('text_messages')
    .whereNotNull('provider_reference')
    .whereNull('deleted_at')
    .where('written_at', '>', of.since)
    .where((open) => {
      void open.whereNull('price').orWhereIn('status', [...of.underway]);
    })
    .where((due) => {
      void due.whereNull('checked_at').orWhere('checked_at', '<', of.uncheckedSince);
    })
    .orderBy([
      { column: 'checked_at', order: 'asc', nulls: 'first' },
      { column: 'id', order: 'asc' },
    ])
    .limit(of.limit);
  return rows.map(messageOf);
}

/** Which of these messages at the provider the ledger has. */
export async function listKnownMessages(
  db: Reader,
  references: readonly string[],
): Promise<ReadonlySet<string>> {
  const known = await db<MessageRow>('text_messages')
    .whereIn('provider_reference', [...references])
    .pluck('provider_reference');
  return new Set(known as string[]);
}

export async function updateChecked(
  trx: Transaction,
  id: string,
  { found, checkedAt }: { readonly found: ProviderMessage | null; readonly checkedAt: Instant },
): Promise<void> {
  const { reference, status, price, priceUnit } = found ?? { status: 'not_sent', reference: null };
  await trx<MessageRow>('text_messages')
    .where({ id })
    .update({
      checked_at: checkedAt,
      status,
      provider_reference: reference,
      ...(price === undefined ? {} : { price, price_unit: priceUnit ?? null }),
    });
}

export async function updateCheckedAt(trx: Transaction, id: string, checkedAt: Instant): Promise<void> {
  await trx<MessageRow>('text_messages').where({ id }).update({ checked_at: checkedAt });
}

/** How many messages of a study have each status, and what they cost. */
export interface MessageCount {
  readonly status: string;
  readonly count: number;
  readonly price: number;
  readonly priceUnit: string | null;
}

export async function countMessages(db: Reader, studyId: string): Promise<readonly MessageCount[]> {
  const query: Knex.QueryBuilder = db('text_messages')
    .join('cases', 'cases.id', 'text_messages.case_id')
    .where('cases.study_id', studyId)
    .groupBy('text_messages.status')
    .select('text_messages.status')
    .count({ count: '*' })
    .sum({ price: 'text_messages.price' })
    .max({ price_unit: 'text_messages.price_unit' });
  const rows = (await query) as {
    status: string;
    count: number | string;
    price: number | null;
    price_unit: string | null;
  }[];
  return rows.map(({ status, count, price, price_unit }) => ({
    status,
    count: Number(count),
    price: price ?? 0,
    priceUnit: price_unit,
  }));
}

function messageOf(row: MessageRow): MessageRecord {
  return {
    id: row.id,
    caseId: row.case_id,
    contactId: row.contact_id,
    writtenAt: row.written_at,
    reference: row.provider_reference,
  };
}
