import type { Reader, Transaction } from '../../database/database.js';

/** Somebody who gave the right password and not yet the code. */
export interface SignInStep {
  readonly tokenHash: string;
  readonly userId: string;
  readonly expiresAt: string;
}

interface StepRow {
  readonly token_hash: string;
  readonly user_id: string;
  readonly expires_at: string;
}

export async function insertStep(trx: Transaction, step: SignInStep): Promise<void> {
  await trx<StepRow>('sign_in_steps').insert({
    token_hash: step.tokenHash,
    user_id: step.userId,
    expires_at: step.expiresAt,
  });
}

export async function findStep(db: Reader, tokenHash: string): Promise<SignInStep | null> {
  const row = await db<StepRow>('sign_in_steps').where({ token_hash: tokenHash }).first();
  if (row === undefined) return null;
  return { tokenHash: row.token_hash, userId: row.user_id, expiresAt: row.expires_at };
}

/** @returns whether it was still there */
export async function deleteStep(trx: Transaction, tokenHash: string): Promise<boolean> {
  return (await trx<StepRow>('sign_in_steps').where({ token_hash: tokenHash }).delete()) === 1;
}

export async function deleteExpiredSteps(trx: Transaction, now: string): Promise<void> {
  await trx<StepRow>('sign_in_steps').where('expires_at', '<', now).delete();
}

export async function deleteStepsOf(trx: Transaction, userId: string): Promise<void> {
  await trx<StepRow>('sign_in_steps').where({ user_id: userId }).delete();
}
