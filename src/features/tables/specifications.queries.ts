import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { instant } from '../../domain/calendar/instant.js';

/** A saved version as it stands in the database. */
export interface StoredSpecification {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** JSON of a `TableSpecification`. */
  readonly content: string;
  readonly savedAt: Instant;
}

interface SpecificationRow {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly content: string;
  readonly saved_at: string;
  readonly saved_by: string | null;
}

export async function insertSpecification(
  trx: Transaction,
  specification: StoredSpecification & { readonly savedBy: string | null },
): Promise<void> {
  await trx<SpecificationRow>('table_specifications').insert({
    id: specification.id,
    name: specification.name,
    version: specification.version,
    content: specification.content,
    saved_at: specification.savedAt,
    saved_by: specification.savedBy,
  });
}

/** Every version of every name, the latest of a name first. */
export async function listVersions(db: Reader): Promise<readonly StoredSpecification[]> {
  const rows = await db<SpecificationRow>('table_specifications').orderBy([
    'name',
    { column: 'version', order: 'desc' },
  ]);
  return rows.map(toSpecification);
}

export async function findVersion(db: Reader, id: string): Promise<StoredSpecification | null> {
  const row = await db<SpecificationRow>('table_specifications').where({ id }).first();
  return row === undefined ? null : toSpecification(row);
}

export async function findLatest(db: Reader, name: string): Promise<StoredSpecification | null> {
  const row = await db<SpecificationRow>('table_specifications')
    .where({ name })
    .orderBy('version', 'desc')
    .first();
  return row === undefined ? null : toSpecification(row);
}

export async function updateName(trx: Transaction, from: string, to: string): Promise<void> {
  await trx<SpecificationRow>('table_specifications').where({ name: from }).update({ name: to });
}

export async function deleteVersions(trx: Transaction, name: string): Promise<void> {
  await trx<SpecificationRow>('table_specifications').where({ name }).delete();
}

function toSpecification(row: SpecificationRow): StoredSpecification {
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    content: row.content,
    savedAt: instant(row.saved_at),
  };
}
