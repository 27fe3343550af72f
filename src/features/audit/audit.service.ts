import { createHash } from 'node:crypto';
import type { Actor, Application } from '../../application.js';
import { type Reader, type Transaction, transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
export type { AuditRecord } from './audit.queries.js';
import { type AuditRecord, findLastRecord, insertRecord, listRecords, lockLog } from './audit.queries.js';

/** What was done to what, with which result. Never holds personal data: objects are named by their key. */
export interface AuditEntry {
  /** Noun and verb: `study.create`, `case.read_contact`, `access.refuse`. */
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string | null;
  readonly result?: 'done' | 'refused' | 'failed';
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

const START_OF_CHAIN = '0'.repeat(64);

/** Writes to the log in the transaction of the action itself, so that neither exists without the other. */
export async function recordAudit(
  trx: Transaction,
  actor: Actor,
  at: Instant,
  entry: AuditEntry,
): Promise<void> {
  await lockLog(trx);
  const last = await findLastRecord(trx);
  const record = {
    sequence: (last?.sequence ?? 0) + 1,
    at,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    origin: actor.origin,
    action: entry.action,
    objectKind: entry.objectKind,
    objectId: entry.objectId,
    result: entry.result ?? 'done',
    detail: JSON.stringify(entry.detail ?? {}),
    previousHash: last?.hash ?? START_OF_CHAIN,
  };
  await insertRecord(trx, { ...record, hash: hashOf(record) });
}

/** Writes down something that has no transaction of its own: a reading, or a refusal of access. */
export async function recordEvent(app: Application, actor: Actor, entry: AuditEntry): Promise<void> {
  await transaction(app.database, (trx) => recordAudit(trx, actor, app.clock(), entry));
}

/** The newest entries first. */
export async function listAuditLog(app: Application, limit: number): Promise<readonly AuditRecord[]> {
  return listRecords(app.database.read, limit);
}

/**
 * Recomputes the whole chain.
 * @returns the sequence number of the first record that was changed or removed, or `null` when all is intact
 */
export async function findTampering(db: Reader): Promise<number | null> {
  let previousHash = START_OF_CHAIN;
  let expected = 1;
  for (;;) {
    const page = await listRecords(db, PAGE, { from: expected });
    for (const { hash, ...record } of page) {
      const intact =
        record.sequence === expected && record.previousHash === previousHash && hash === hashOf(record);
      if (!intact) return expected;
      previousHash = hash;
      expected += 1;
    }
    if (page.length < PAGE) return null;
  }
}

const PAGE = 1000;

function hashOf(record: Omit<AuditRecord, 'hash'>): string {
  const content = [
    record.sequence,
    record.at,
    record.actorKind,
    record.actorId,
    record.actorName,
    record.origin,
    record.action,
    record.objectKind,
    record.objectId,
    record.result,
    record.detail,
    record.previousHash,
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
