import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';

/** A personal token for programs, without its secret: only the hash of that is stored. */
export interface ApiToken {
  readonly id: string;
  readonly userId: string;
  /** What its owner uses it for. */
  readonly label: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly lastUsedAt: Instant | null;
  readonly revokedAt: Instant | null;
}

interface TokenRow {
  readonly id: string;
  readonly user_id: string;
  readonly label: string;
  readonly token_hash: string;
  readonly created_at: Instant;
  readonly expires_at: Instant;
  readonly last_used_at: Instant | null;
  readonly revoked_at: Instant | null;
}

export async function insertToken(
  trx: Transaction,
  token: Omit<ApiToken, 'lastUsedAt' | 'revokedAt'> & { readonly tokenHash: string },
): Promise<void> {
  await trx<TokenRow>('api_tokens').insert({
    id: token.id,
    user_id: token.userId,
    label: token.label,
    token_hash: token.tokenHash,
    created_at: token.createdAt,
    expires_at: token.expiresAt,
    last_used_at: null,
    revoked_at: null,
  });
}

/** The tokens of one person, the newest first. */
export async function listTokens(db: Reader, userId: string): Promise<readonly ApiToken[]> {
  const rows = await db<TokenRow>('api_tokens')
    .where({ user_id: userId })
    .orderBy([{ column: 'created_at', order: 'desc' }, 'id']);
  return rows.map(toToken);
}

export async function findTokenByHash(db: Reader, tokenHash: string): Promise<ApiToken | null> {
  const row = await db<TokenRow>('api_tokens').where({ token_hash: tokenHash }).first();
  return row === undefined ? null : toToken(row);
}

export async function updateLastUsed(trx: Transaction, id: string, at: Instant): Promise<void> {
  await trx<TokenRow>('api_tokens').where({ id }).update({ last_used_at: at });
}

/** @returns whether this person had such a token that still worked */
export async function revoke(
  trx: Transaction,
  { id, userId, at }: { readonly id: string; readonly userId: string; readonly at: Instant },
): Promise<boolean> {
  const changed = await trx<TokenRow>('api_tokens')
    .where({ id, user_id: userId })
    .whereNull('revoked_at')
    .update({ revoked_at: at });
  return changed === 1;
}

function toToken(row: TokenRow): ApiToken {
  return {
    id: row.id,
    userId: row.user_id,
    label: row.label,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  };
}
