import type { Knex } from 'knex';
import { pieces } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { LegReport, LegStatus } from '../../domain/telephone/line-result.js';

export type LegKind = 'interviewer' | 'respondent' | 'unknown';

/** One leg of a call at the provider. */
export interface LegRecord {
  readonly id: string;
  /** `null` when the ledger does not know the call. */
  readonly callId: string | null;
  readonly kind: LegKind;
  readonly reference: string;
  readonly status: LegStatus;
  readonly firstSeenAt: Instant;
  /** When the provider was told whom to connect. */
  readonly connectedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly seconds: number | null;
  readonly price: number | null;
  readonly priceUnit: string | null;
}

interface LegRow {
  readonly id: string;
  readonly call_id: string | null;
  readonly kind: LegKind;
  readonly provider_reference: string;
  readonly status: LegStatus;
  readonly first_seen_at: Instant;
  readonly connected_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly seconds: number | null;
  readonly price: number | null;
  readonly price_unit: string | null;
  readonly checked_at: Instant | null;
  readonly deleted_at: Instant | null;
  readonly delete_failure: string | null;
}

interface EventRow {
  readonly id: string;
  readonly leg_id: string;
  readonly status: LegStatus;
  readonly sequence: number;
  readonly seconds: number | null;
  readonly network_code: number | null;
  readonly received_at: Instant;
}

export type NewLeg = Pick<LegRecord, 'id' | 'callId' | 'kind' | 'reference' | 'status' | 'firstSeenAt'>;

/** Adds a leg that may be there already. */
export async function insertLeg(trx: Transaction, leg: NewLeg): Promise<void> {
  await trx<LegRow>('call_legs')
    .insert({
      id: leg.id,
      call_id: leg.callId,
      kind: leg.kind,
      provider_reference: leg.reference,
      status: leg.status,
      first_seen_at: leg.firstSeenAt,
    })
    .onConflict('provider_reference')
    .ignore();
}

export async function findLeg(db: Reader, reference: string): Promise<LegRecord | null> {
  const row = await db<LegRow>('call_legs').where({ provider_reference: reference }).first();
  return row === undefined ? null : legOf(row);
}

export async function listLegsOfCall(db: Reader, callId: string): Promise<readonly LegRecord[]> {
  return (await db<LegRow>('call_legs').where({ call_id: callId }).orderBy('id')).map(legOf);
}

/** Legs without an end that were not looked at since a moment; who waits longest comes first. */
export async function listOpenLegs(
  db: Reader,
  { uncheckedSince, limit }: { readonly uncheckedSince: Instant; readonly limit: number },
): Promise<readonly LegRecord[]> {
  const rows = await waitingLongest(db, uncheckedSince, limit).whereNull('ended_at');
  return rows.map(legOf);
}

/** When the price of a leg is asked for: often on its first day, seldom later, and in the end no more. */
export interface PriceMoments {
  readonly seenBefore: Instant;
  readonly firstDaySince: Instant;
  readonly uncheckedSince: Instant;
  readonly uncheckedLaterSince: Instant;
  readonly pricesSince: Instant;
  readonly limit: number;
}

/** Conversations that ended and whose price is not known yet; nobody pays for a line on which nobody spoke. */
export async function listUnpricedLegs(db: Reader, moments: PriceMoments): Promise<readonly LegRecord[]> {
  const { seenBefore, firstDaySince, uncheckedSince, uncheckedLaterSince, pricesSince, limit } = moments;
  const rows = await waitingLongest(db, seenBefore, limit)
    .whereNotNull('ended_at')
    .where({ status: 'completed' })
    .whereNull('price')
    .where((spoken) => {
      void spoken.whereNull('seconds').orWhere('seconds', '>', 0);
    })
    .where('first_seen_at', '>', pricesSince)
    .where((due) => {
      void due
        .whereNull('checked_at')
        .orWhere('checked_at', '<', uncheckedLaterSince)
        .orWhere((young) => {
          void young.where('first_seen_at', '>', firstDaySince).where('checked_at', '<', uncheckedSince);
        });
    });
  return rows.map(legOf);
}

function waitingLongest(db: Reader, since: Instant, limit: number): Knex.QueryBuilder<LegRow, LegRow[]> {
  return db<LegRow>('call_legs')
    .whereNull('deleted_at')
    .where('first_seen_at', '<', since)
    .where((due) => {
      void due.whereNull('checked_at').orWhere('checked_at', '<', since);
    })
    .orderBy([
      { column: 'checked_at', order: 'asc', nulls: 'first' },
      { column: 'first_seen_at', order: 'asc' },
      { column: 'id', order: 'asc' },
    ])
    .limit(limit);
}

/** Which of these legs are known, with the call of each. */
export async function listKnownReferences(
  db: Reader,
  references: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const known = new Map<string, string | null>();
  for (const piece of pieces(references)) {
    const rows = await db<LegRow>('call_legs').whereIn('provider_reference', [...piece]);
    for (const { provider_reference, call_id } of rows) known.set(provider_reference, call_id);
  }
  return known;
}

/** Keeps others from changing a leg until the transaction ends: what it is follows from all its reports. */
export async function lockLeg(trx: Transaction, id: string): Promise<void> {
  await trx<LegRow>('call_legs').where({ id }).update({ id });
}

/** Takes the right to connect a leg once: a repeated request of the provider gets nothing. */
export async function claimLeg(trx: Transaction, reference: string, at: Instant): Promise<boolean> {
  const claimed = await trx<LegRow>('call_legs')
    .where({ provider_reference: reference })
    .whereNull('connected_at')
    .update({ connected_at: at });
  return claimed === 1;
}

export interface LegProgress {
  readonly status: LegStatus;
  readonly endedAt: Instant | null;
  readonly seconds: number | null;
}

export async function updateLeg(trx: Transaction, id: string, progress: LegProgress): Promise<void> {
  const { status, endedAt, seconds } = progress;
  await trx<LegRow>('call_legs').where({ id }).update({ status, ended_at: endedAt, seconds });
}

export async function updateLegCheck(
  trx: Transaction,
  id: string,
  check: { readonly price: number | null; readonly priceUnit: string | null; readonly checkedAt: Instant },
): Promise<void> {
  await trx<LegRow>('call_legs')
    .where({ id })
    .update({ price: check.price, price_unit: check.priceUnit, checked_at: check.checkedAt });
}

export interface NewLegEvent extends LegReport {
  readonly id: string;
  readonly legId: string;
  readonly sequence: number;
  readonly receivedAt: Instant;
}

/** Adds a report; the same report again changes nothing. */
export async function insertLegEvent(trx: Transaction, event: NewLegEvent): Promise<void> {
  await trx<EventRow>('call_events')
    .insert({
      id: event.id,
      leg_id: event.legId,
      status: event.status,
      sequence: event.sequence,
      seconds: event.seconds,
      network_code: event.networkCode,
      received_at: event.receivedAt,
    })
    .onConflict(['leg_id', 'status', 'sequence'])
    .ignore();
}

export async function listLegReports(db: Reader, legId: string): Promise<readonly LegReport[]> {
  const rows = await db<EventRow>('call_events').where({ leg_id: legId }).orderBy('id');
  return rows.map(({ status, seconds, network_code }) => ({ status, seconds, networkCode: network_code }));
}

function legOf(row: LegRow): LegRecord {
  return {
    id: row.id,
    callId: row.call_id,
    kind: row.kind,
    reference: row.provider_reference,
    status: row.status,
    firstSeenAt: row.first_seen_at,
    connectedAt: row.connected_at,
    endedAt: row.ended_at,
    seconds: row.seconds,
    price: row.price,
    priceUnit: row.price_unit,
  };
}
