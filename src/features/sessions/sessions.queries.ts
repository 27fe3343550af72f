import type { Reader, Transaction } from '../../database/database.js';
import type { Flash } from '../../web/page-frame.js';

export interface Session {
  readonly tokenHash: string;
  readonly userId: string;
  readonly csrfToken: string;
  readonly flash: Flash | null;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
}

interface SessionRow {
  readonly token_hash: string;
  readonly user_id: string;
  readonly csrf_token: string;
  readonly flash: string | null;
  readonly created_at: string;
  readonly last_seen_at: string;
  readonly expires_at: string;
}

export async function insertSession(trx: Transaction, session: Session): Promise<void> {
  await trx<SessionRow>('sessions').insert({
    token_hash: session.tokenHash,
    user_id: session.userId,
    csrf_token: session.csrfToken,
    flash: null,
    created_at: session.lastSeenAt,
    last_seen_at: session.lastSeenAt,
    expires_at: session.expiresAt,
  });
}

export async function findSession(db: Reader, tokenHash: string): Promise<Session | null> {
  const row = await db<SessionRow>('sessions').where({ token_hash: tokenHash }).first();
  if (row === undefined) return null;
  return {
    tokenHash: row.token_hash,
    userId: row.user_id,
    csrfToken: row.csrf_token,
    flash: row.flash === null ? null : (JSON.parse(row.flash) as Flash),
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
  };
}

export async function updateLastSeen(trx: Transaction, tokenHash: string, at: string): Promise<void> {
  await trx<SessionRow>('sessions').where({ token_hash: tokenHash }).update({ last_seen_at: at });
}

export async function updateFlash(trx: Transaction, tokenHash: string, flash: Flash | null): Promise<void> {
  await trx<SessionRow>('sessions')
    .where({ token_hash: tokenHash })
    .update({ flash: flash === null ? null : JSON.stringify(flash) });
}

export async function deleteSession(trx: Transaction, tokenHash: string): Promise<void> {
  await trx<SessionRow>('sessions').where({ token_hash: tokenHash }).delete();
}

export async function deleteSessionsOf(trx: Transaction, userId: string): Promise<void> {
  await trx<SessionRow>('sessions').where({ user_id: userId }).delete();
}

export async function deleteExpiredSessions(trx: Transaction, now: string): Promise<void> {
  await trx<SessionRow>('sessions').where('expires_at', '<', now).delete();
}
