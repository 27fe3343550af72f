import { saveRows } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';

/** A form that came when the session had ended. */
export interface KeptForm {
  readonly userId: string;
  readonly path: string;
  readonly fieldsSealed: string;
  readonly keptAt: Instant;
}

interface KeptRow {
  readonly user_id: string;
  readonly path: string;
  readonly fields_sealed: string;
  readonly kept_at: Instant;
}

export async function saveKeptForm(trx: Transaction, form: KeptForm): Promise<void> {
  const row: KeptRow = {
    user_id: form.userId,
    path: form.path,
    fields_sealed: form.fieldsSealed,
    kept_at: form.keptAt,
  };
  await saveRows(trx, 'kept_forms', { rows: [row], key: ['user_id'] });
}

export async function findKeptForm(
  db: Reader,
  { userId, path, since }: { userId: string; path: string; since: Instant },
): Promise<string | null> {
  const row = await db<KeptRow>('kept_forms')
    .where({ user_id: userId, path })
    .andWhere('kept_at', '>=', since)
    .first();
  return row?.fields_sealed ?? null;
}

export async function deleteKeptForm(trx: Transaction, userId: string): Promise<void> {
  await trx<KeptRow>('kept_forms').where({ user_id: userId }).delete();
}

export async function deleteKeptBefore(trx: Transaction, moment: Instant): Promise<void> {
  await trx<KeptRow>('kept_forms').where('kept_at', '<', moment).delete();
}
