import { createHash, randomBytes } from 'node:crypto';
import type { Actor, Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import { addMinutes, type Instant } from '../../domain/calendar/instant.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { getUser } from '../users/users.service.js';
import * as queries from './api-tokens.queries.js';
import type { ApiToken } from './api-tokens.queries.js';

export type { ApiToken } from './api-tokens.queries.js';

/** Recognisable, so that a token that is left in a script can be found. */
const PREFIX = 'veldwerk_';
const SECRET_BYTES = 32;
const MINUTES_PER_DAY = 24 * 60;
/** The last use is written at most this often, so that reading data costs no write. */
const LAST_USED_PRECISION_MINUTES = 60;

/** What somebody wants a token for. */
export interface NewToken {
  readonly label: string;
  readonly validDays: number;
}

/**
 * Makes a token with which a program may read what its owner may see.
 * @returns the secret, which is shown once and kept as a hash only
 */
export async function createToken(
  app: Application,
  actor: Actor,
  { label, validDays }: NewToken,
): Promise<string> {
  const userId = ownerOf(actor);
  const secret = PREFIX + randomBytes(SECRET_BYTES).toString('base64url');
  const now = app.clock();
  const id = app.newId();
  await transaction(app.database, async (trx) => {
    await queries.insertToken(trx, {
      id,
      userId,
      label,
      tokenHash: hashOf(secret),
      createdAt: now,
      expiresAt: addMinutes(now, validDays * MINUTES_PER_DAY),
    });
    await recordAudit(trx, actor, now, {
      action: 'api_token.create',
      objectKind: 'api_token',
      objectId: id,
      detail: { validDays },
    });
  });
  return secret;
}

/** The tokens of whoever is signed in. */
export async function listOwnTokens(app: Application, actor: Actor): Promise<readonly ApiToken[]> {
  return queries.listTokens(app.database.read, ownerOf(actor));
}

/** @throws UserProblem `not_found` for somebody else's token, or one that is revoked already */
export async function revokeToken(app: Application, actor: Actor, tokenId: string): Promise<void> {
  await transaction(app.database, async (trx) => {
    const now = app.clock();
    if (!(await queries.revoke(trx, { id: tokenId, userId: ownerOf(actor), at: now }))) {
      throw new UserProblem('not_found', 'Dit token is er niet, of werkt al niet meer.');
    }
    await recordAudit(trx, actor, now, {
      action: 'api_token.revoke',
      objectKind: 'api_token',
      objectId: tokenId,
    });
  });
}

/**
 * Who calls with this secret: its owner with the roles of this moment, or nobody when the token is unknown, over
 * its date or revoked, or its owner may not sign in any more.
 */
export async function findCaller(
  app: Application,
  secret: string,
  origin: string | null,
): Promise<Actor | null> {
  const token = await queries.findTokenByHash(app.database.read, hashOf(secret));
  const now = app.clock();
  if (token === null || !isInForce(token, now)) return null;
  const user = await getUser(app, token.userId);
  if (!user.isActive) return null;
  const { lastUsedAt } = token;
  if (lastUsedAt === null || lastUsedAt < addMinutes(now, -LAST_USED_PRECISION_MINUTES)) {
    await transaction(app.database, (trx) => queries.updateLastUsed(trx, token.id, now));
  }
  return { kind: 'user', id: user.id, name: user.name, roles: user.roles, origin };
}

function isInForce({ revokedAt, expiresAt }: ApiToken, now: Instant): boolean {
  return revokedAt === null && now < expiresAt;
}

function ownerOf(actor: Actor): string {
  if (actor.id === null) throw new Error('only somebody with an account has tokens');
  return actor.id;
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
