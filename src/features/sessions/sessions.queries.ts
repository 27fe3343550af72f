import type { Reader, Transaction } from '../../database/database.js';
import { isRole, type Role } from '../../domain/access/role.js';
import type { Flash } from '../../web/page-frame.js';

export interface Session {
  readonly tokenHash: string;
  readonly userId: string;
  readonly csrfToken: string;
  readonly flash: Flash | null;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
}

/** A session with whose it is. */
export interface OwnedSession {
  readonly session: Session;
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly roles: readonly Role[];
    readonly isActive: boolean;
  };
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
  return row === undefined ? null : toSession(row);
}

type OwnedRow = SessionRow & {
  readonly name: string;
  readonly is_active: number;
  readonly role: string | null;
};

/** All in one statement: every request asks for it. */
export async function findOwnedSession(db: Reader, tokenHash: string): Promise<OwnedSession | null> {
  const rows: OwnedRow[] = await db('sessions')
    .join('users', 'users.id', 'sessions.user_id')
    .leftJoin('user_roles', 'user_roles.user_id', 'users.id')
    .where('sessions.token_hash', tokenHash)
    .orderBy('user_roles.role')
    .select('sessions.*', 'users.name', 'users.is_active', 'user_roles.role');
  const [row] = rows;
  if (row === undefined) return null;
  const roles = rows.flatMap(({ role }) => (role !== null && isRole(role) ? [role] : []));
  return {
    session: toSession(row),
    user: { id: row.user_id, name: row.name, roles, isActive: row.is_active === 1 },
  };
}

function toSession(row: SessionRow): Session {
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
