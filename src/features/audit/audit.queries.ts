import type { Reader, Transaction } from '../../database/database.js';

export interface AuditRecord {
  readonly sequence: number;
  readonly at: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly origin: string | null;
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string | null;
  readonly result: string;
  /** JSON. */
  readonly detail: string;
  readonly previousHash: string;
  readonly hash: string;
}

interface AuditRow {
  readonly sequence: number;
  readonly at: string;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly actor_name: string;
  readonly origin: string | null;
  readonly action: string;
  readonly object_kind: string;
  readonly object_id: string | null;
  readonly result: string;
  readonly detail: string;
  readonly previous_hash: string;
  readonly hash: string;
}

/** An arbitrary number that stands for the log among PostgreSQL's advisory locks. */
const LOG_LOCK = 7_460_311;

/** Lets one transaction at a time extend the chain. SQLite has one writer already. */
export async function lockLog(trx: Transaction): Promise<void> {
  const { client } = (trx.client as { config: { client: string } }).config;
  if (client === 'pg') await trx.raw('select pg_advisory_xact_lock(?)', [LOG_LOCK]);
}

export async function findLastRecord(
  trx: Transaction,
): Promise<{ sequence: number; hash: string } | undefined> {
  return trx<AuditRow>('audit_log').select('sequence', 'hash').orderBy('sequence', 'desc').first();
}

export async function insertRecord(trx: Transaction, record: AuditRecord): Promise<void> {
  await trx<AuditRow>('audit_log').insert({
    sequence: record.sequence,
    at: record.at,
    actor_kind: record.actorKind,
    actor_id: record.actorId,
    actor_name: record.actorName,
    origin: record.origin,
    action: record.action,
    object_kind: record.objectKind,
    object_id: record.objectId,
    result: record.result,
    detail: record.detail,
    previous_hash: record.previousHash,
    hash: record.hash,
  });
}

/** The newest `limit` records, or with `from` the oldest from that sequence number on. */
export async function listRecords(
  db: Reader,
  limit: number,
  { from }: { from?: number } = {},
): Promise<readonly AuditRecord[]> {
  const query = db<AuditRow>('audit_log').limit(limit);
  const rows =
    from === undefined
      ? await query.orderBy('sequence', 'desc')
      : await query.where('sequence', '>=', from).orderBy('sequence', 'asc');
  return rows.map((row) => ({
    sequence: row.sequence,
    at: row.at,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorName: row.actor_name,
    origin: row.origin,
    action: row.action,
    objectKind: row.object_kind,
    objectId: row.object_id,
    result: row.result,
    detail: row.detail,
    previousHash: row.previous_hash,
    hash: row.hash,
  }));
}
