import type { Reader, Transaction } from '../../database/database.js';

export interface StoredFactor {
  readonly secretSealed: string;
  readonly isConfirmed: boolean;
}

interface FactorRow {
  readonly user_id: string;
  readonly secret_sealed: string;
  readonly created_at: string;
  readonly confirmed_at: string | null;
  readonly last_time_step: number | null;
}

interface RecoveryCodeRow {
  readonly id: string;
  readonly user_id: string;
  readonly code_hash: string;
  readonly used_at: string | null;
}

export async function findFactor(db: Reader, userId: string): Promise<StoredFactor | null> {
  const row = await db<FactorRow>('second_factors').where({ user_id: userId }).first();
  return row === undefined
    ? null
    : { secretSealed: row.secret_sealed, isConfirmed: row.confirmed_at !== null };
}

/** Only where there is none yet: the secret on the screen of a first tab stays the right one in a second. */
export async function insertFactor(
  trx: Transaction,
  factor: { userId: string; secretSealed: string; createdAt: string },
): Promise<void> {
  await trx<FactorRow>('second_factors')
    .insert({
      user_id: factor.userId,
      secret_sealed: factor.secretSealed,
      created_at: factor.createdAt,
      confirmed_at: null,
      last_time_step: null,
    })
    .onConflict('user_id')
    .ignore();
}

/** @returns whether this was the first time */
export async function confirmFactor(
  trx: Transaction,
  userId: string,
  { at, timeStep }: { at: string; timeStep: number },
): Promise<boolean> {
  const changed = await trx<FactorRow>('second_factors')
    .where({ user_id: userId })
    .whereNull('confirmed_at')
    .update({ confirmed_at: at, last_time_step: timeStep });
  return changed === 1;
}

/** @returns `false` when this code, or a later one, was used already */
export async function useTimeStep(trx: Transaction, userId: string, timeStep: number): Promise<boolean> {
  const changed = await trx<FactorRow>('second_factors')
    .where({ user_id: userId })
    .whereNotNull('confirmed_at')
    .where((earlier) => {
      void earlier.whereNull('last_time_step').orWhere('last_time_step', '<', timeStep);
    })
    .update({ last_time_step: timeStep });
  return changed === 1;
}

export async function deleteFactor(trx: Transaction, userId: string): Promise<boolean> {
  await trx<RecoveryCodeRow>('recovery_codes').where({ user_id: userId }).delete();
  return (await trx<FactorRow>('second_factors').where({ user_id: userId }).delete()) === 1;
}

export async function replaceRecoveryCodes(
  trx: Transaction,
  userId: string,
  codes: readonly { id: string; hash: string }[],
): Promise<void> {
  await trx<RecoveryCodeRow>('recovery_codes').where({ user_id: userId }).delete();
  await trx<RecoveryCodeRow>('recovery_codes').insert(
    codes.map(({ id, hash }) => ({ id, user_id: userId, code_hash: hash, used_at: null })),
  );
}

/** @returns whether there was such a code that nobody had used */
export async function useRecoveryCode(
  trx: Transaction,
  userId: string,
  { hash, at }: { hash: string; at: string },
): Promise<boolean> {
  const changed = await trx<RecoveryCodeRow>('recovery_codes')
    .where({ user_id: userId, code_hash: hash })
    .whereNull('used_at')
    .update({ used_at: at });
  return changed === 1;
}

export async function countUnusedRecoveryCodes(db: Reader, userId: string): Promise<number> {
  const row = await db<RecoveryCodeRow>('recovery_codes')
    .where({ user_id: userId })
    .whereNull('used_at')
    .count({ count: '*' })
    .first();
  return Number(row?.['count'] ?? 0);
}
