import type { Reader, Transaction } from '../../database/database.js';

interface DeskRow {
  readonly user_id: string;
  readonly number_sealed: string;
}

export async function findSealedNumber(db: Reader, userId: string): Promise<string | null> {
  return (await db<DeskRow>('desk_telephones').where({ user_id: userId }).first())?.number_sealed ?? null;
}

export async function replaceNumber(trx: Transaction, userId: string, sealed: string | null): Promise<void> {
  await trx<DeskRow>('desk_telephones').where({ user_id: userId }).delete();
  if (sealed === null) return;
  await trx<DeskRow>('desk_telephones').insert({ user_id: userId, number_sealed: sealed });
}
