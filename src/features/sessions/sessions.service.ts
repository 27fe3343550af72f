import { createHash, randomBytes } from 'node:crypto';
import type { Actor, Application } from '../../application.js';
import { type Transaction, transaction } from '../../database/database.js';
import { type Instant, addMinutes } from '../../domain/calendar/instant.js';
import type { Flash } from '../../web/page-frame.js';
import { recordAudit } from '../audit/audit.service.js';
import * as queries from './sessions.queries.js';
import { deleteStepsOf } from './sign-in-steps.queries.js';
import type { OwnedSession, Session } from './sessions.queries.js';

export type { OwnedSession, Session } from './sessions.queries.js';

/** Without a sign of life for this long, somebody must sign in again. Longer than the longest interview. */
const IDLE_MINUTES = 120;
/** A working day: then the session ends in any case. */
const LONGEST_SESSION_MINUTES = 12 * 60;
/** The moment of the last visit is written at most this often, so that reading pages costs no write. */
const LAST_SEEN_PRECISION_MINUTES = 5;

/** So long it is known whose session has ended, for the form that was on the screen at that moment. */
const REMEMBERED_MINUTES = 12 * 60;

/** Starts a session; the token goes into the cookie and is stored as a hash only. */
export async function startSession(
  app: Application,
  actor: Actor,
  userId: string,
): Promise<{ token: string }> {
  const token = randomBytes(32).toString('base64url');
  const now = app.clock();
  await transaction(app.database, async (trx) => {
    await queries.deleteExpiredSessions(trx, addMinutes(now, -REMEMBERED_MINUTES));
    await queries.insertSession(trx, {
      tokenHash: hashOfToken(token),
      userId,
      csrfToken: randomBytes(24).toString('base64url'),
      flash: null,
      lastSeenAt: now,
      expiresAt: addMinutes(now, LONGEST_SESSION_MINUTES),
    });
    await recordAudit(trx, actor, now, { action: 'session.start', objectKind: 'user', objectId: userId });
  });
  return { token };
}

/**
 * The session that belongs to a cookie, and whose it is, unless it has ended. A page that only watches gives no sign of
 * life.
 */
export async function findSession(
  app: Application,
  token: string,
  { isSignOfLife = true }: { readonly isSignOfLife?: boolean } = {},
): Promise<OwnedSession | null> {
  const found = await queries.findOwnedSession(app.database.read, hashOfToken(token));
  const now = app.clock();
  if (found === null || hasEnded(found.session, now)) return null;
  const { session } = found;
  const lastSeenAt = session.lastSeenAt as Instant;
  if (isSignOfLife && addMinutes(lastSeenAt, LAST_SEEN_PRECISION_MINUTES) < now) {
    await transaction(app.database, (trx) => queries.updateLastSeen(trx, session.tokenHash, now));
  }
  return found;
}

/** Whose session it was that has ended by itself; who signed out is forgotten at once. */
export async function findUserOfEndedSession(app: Application, token: string): Promise<string | null> {
  const session = await queries.findSession(app.database.read, hashOfToken(token));
  return session?.userId ?? null;
}

/** Whether a session goes on; to ask is no sign of life. */
export async function isSessionOpen(app: Application, { tokenHash }: Session): Promise<boolean> {
  const session = await queries.findSession(app.database.read, tokenHash);
  return session !== null && !hasEnded(session, app.clock());
}

function hasEnded({ expiresAt, lastSeenAt }: Session, now: Instant): boolean {
  return expiresAt < now || addMinutes(lastSeenAt as Instant, IDLE_MINUTES) < now;
}

export async function endSession(app: Application, actor: Actor, session: Session): Promise<void> {
  await transaction(app.database, async (trx) => {
    await queries.deleteSession(trx, session.tokenHash);
    await recordAudit(trx, actor, app.clock(), {
      action: 'session.end',
      objectKind: 'user',
      objectId: session.userId,
    });
  });
}

/** Signs somebody out everywhere, also halfway through signing in, inside the transaction that changes their rights. */
export async function endSessionsOf(trx: Transaction, userId: string): Promise<void> {
  await deleteStepsOf(trx, userId);
  await queries.deleteSessionsOf(trx, userId);
}

/** Keeps a message for the next page that this person sees; nothing for a visitor without a session. */
export async function tellOnNextPage(
  { app, session }: { readonly app: Application; readonly session: Session | null },
  text: string,
  kind: Flash['kind'] = 'success',
): Promise<void> {
  if (session === null) return;
  await transaction(app.database, (trx) => queries.updateFlash(trx, session.tokenHash, { kind, text }));
}

/** Forgets the message once it has been shown. */
export async function clearFlash(app: Application, session: Session): Promise<void> {
  await transaction(app.database, (trx) => queries.updateFlash(trx, session.tokenHash, null));
}

/** Tokens of cookies are stored as this only. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
