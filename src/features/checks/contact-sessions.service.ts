import { createHash, randomBytes } from 'node:crypto';
import type { Actor, Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import { addMinutes } from '../../domain/calendar/instant.js';
import {
  checkLinkState,
  type CheckLinkState,
  lastDayOf,
  MOST_GUESSES,
  readCode,
} from '../../domain/checks/check-link.js';
import { UserProblem } from '../../errors.js';
import { formatDate } from '../../web/dutch-format.js';
import type { Flash } from '../../web/page-frame.js';
import { recordAudit, recordEvent } from '../audit/audit.service.js';
import { getStudyById, type Study } from '../studies/studies.service.js';
import { isPassword } from '../users/users.service.js';
import * as queries from './check-links.queries.js';
import type { StoredLink } from './check-links.queries.js';
import { ensureNotFrozen } from './check-rules.service.js';
import { getOrganisation, type Organisation } from './checks.queries.js';

/** Somebody who came in through a personal link: they see the list of one organisation and nothing else. */
export interface ContactSession {
  readonly tokenHash: string;
  readonly linkId: string;
  readonly organisationId: string;
  readonly csrfToken: string;
  readonly flash: Flash | null;
}

/** What stands behind a link that works. */
export interface LinkDoor {
  readonly study: Study;
  readonly organisation: Organisation;
  readonly guessesLeft: number;
}

/** Without a sign of life for this long, the code is asked again. */
const IDLE_MINUTES = 60;
const LONGEST_SESSION_MINUTES = 12 * 60;
/** The moment of the last visit is written at most this often. */
const LAST_SEEN_PRECISION_MINUTES = 5;

/** Tokens of links and of their sessions are stored as this only. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * Looks behind a link before the code is asked.
 * @throws UserProblem `link_unusable` when it is unknown, expired, revoked or locked: written to the audit log;
 *   `check_closed` or `wrong_state` when organisations may not mark now; `too_many_attempts`
 */
export async function lookBehindLink(app: Application, visitor: Actor, token: string): Promise<LinkDoor> {
  const link = await getUsableLink(app, visitor, token);
  const organisation = await getOrganisation(app.database.read, link.organisationId);
  const study = await getStudyById(app.database.read, organisation.studyId);
  await ensureNotFrozen(app, app.database.read, study);
  return { study, organisation, guessesLeft: MOST_GUESSES - link.guessCount };
}

/**
 * Lets somebody in who has the link and the code that was sent apart.
 * @returns the token for the cookie; or, when the code is wrong, how often it may be tried yet
 * @throws UserProblem as `lookBehindLink`, and `link_unusable` when this was the last guess
 */
export async function enterByCode(
  app: Application,
  visitor: Actor,
  { token, code }: { token: string; code: string },
): Promise<{ readonly sessionToken: string } | { readonly guessesLeft: number }> {
  const { guessesLeft } = await lookBehindLink(app, visitor, token);
  const read = readCode(code);
  // What has not the form of a code cannot be right and costs no guess.
  if (read === null) return { guessesLeft };
  const link = await getUsableLink(app, visitor, token);
  const isCounted = await transaction(app.database, (trx) => queries.countGuess(trx, link.id, app.clock()));
  if (!isCounted) return { guessesLeft: await refuseAfterGuess(app, visitor, token) };
  if (await isPassword(link.codeHash, read))
    return { sessionToken: await startContactSession(app, visitor, link) };
  await recordRefusal(app, visitor, link, 'wrong_code');
  return { guessesLeft: await refuseAfterGuess(app, visitor, token) };
}

/** What is left after a wrong code; the last one locks the link, and whoever comes now is told so. */
async function refuseAfterGuess(app: Application, visitor: Actor, token: string): Promise<number> {
  const link = await getUsableLink(app, visitor, token);
  return MOST_GUESSES - link.guessCount;
}

async function startContactSession(app: Application, visitor: Actor, link: StoredLink): Promise<string> {
  const sessionToken = randomBytes(32).toString('base64url');
  const now = app.clock();
  const latest = addMinutes(now, LONGEST_SESSION_MINUTES);
  await transaction(app.database, async (trx) => {
    await queries.deleteExpiredContactSessions(trx, now);
    if (!(await queries.updateOpened(trx, link.id, now))) throw unusable('revoked', link);
    await queries.insertContactSession(trx, {
      tokenHash: hashOfToken(sessionToken),
      linkId: link.id,
      csrfToken: randomBytes(24).toString('base64url'),
      flash: null,
      lastSeenAt: now,
      expiresAt: link.expiresAt < latest ? link.expiresAt : latest,
    });
    await recordAudit(trx, contactActor(link, visitor.origin), now, {
      action: 'check.open_link',
      objectKind: 'check_link',
      objectId: link.id,
      detail: { organisation: link.organisationId },
    });
  });
  return sessionToken;
}

/** The session that belongs to a cookie, unless it or its link has ended. */
export async function findContactSession(app: Application, token: string): Promise<ContactSession | null> {
  const db = app.database.read;
  const session = await queries.findContactSession(db, hashOfToken(token));
  const now = app.clock();
  if (session === null || session.expiresAt <= now) return null;
  if (addMinutes(session.lastSeenAt, IDLE_MINUTES) < now) return null;
  const link = await queries.findLink(db, session.linkId);
  // A link that others locked by guessing does not put out who is in.
  if (link?.revokedAt !== null || link.expiresAt <= now) return null;
  if (addMinutes(session.lastSeenAt, LAST_SEEN_PRECISION_MINUTES) < now) {
    await transaction(app.database, (trx) =>
      queries.updateContactSession(trx, session.tokenHash, { lastSeenAt: now }),
    );
  }
  const { tokenHash, linkId, csrfToken, flash } = session;
  return { tokenHash, linkId, organisationId: link.organisationId, csrfToken, flash };
}

export async function endContactSession(
  app: Application,
  actor: Actor,
  { tokenHash, linkId }: ContactSession,
): Promise<void> {
  await transaction(app.database, async (trx) => {
    await queries.deleteContactSession(trx, tokenHash);
    await recordAudit(trx, actor, app.clock(), {
      action: 'check.leave',
      objectKind: 'check_link',
      objectId: linkId,
    });
  });
}

/** Keeps a message for the next page that this contact sees; `null` forgets it. */
export async function setContactFlash(
  app: Application,
  { tokenHash }: ContactSession,
  flash: Flash | null,
): Promise<void> {
  await transaction(app.database, (trx) => queries.updateContactSession(trx, tokenHash, { flash }));
}

/** Who acts through a link. Has no roles: what it may do is the list of its organisation. */
export function contactActor({ id }: { readonly id: string }, origin: string | null): Actor {
  return { kind: 'organisation', id, name: 'organisatiecontact', roles: [], origin };
}

async function getUsableLink(app: Application, visitor: Actor, token: string): Promise<StoredLink> {
  const link = await queries.findLinkByToken(app.database.read, hashOfToken(token));
  if (link === null) {
    await app.passwordAttempts.count('personal link', visitor.origin ?? 'local');
    await recordRefusal(app, visitor, null, 'unknown');
    throw new UserProblem('link_unusable', 'Deze link is niet bekend. Is hij helemaal overgenomen?');
  }
  const state = checkLinkState(link, app.clock());
  if (state === 'unopened' || state === 'opened') return link;
  await recordRefusal(app, visitor, link, state);
  throw unusable(state, link);
}

async function recordRefusal(
  app: Application,
  visitor: Actor,
  link: StoredLink | null,
  reason: string,
): Promise<void> {
  await recordEvent(app, visitor, {
    action: 'check.open_link',
    objectKind: 'check_link',
    objectId: link?.id ?? null,
    result: 'refused',
    detail: { reason },
  });
}

function unusable(state: Exclude<CheckLinkState, 'unopened' | 'opened'>, link: StoredLink): UserProblem {
  const details = {
    expired: `Deze link werkte tot en met ${formatDate(lastDayOf(link.expiresAt))}.`,
    revoked: 'Deze link is ingetrokken of vervangen door een nieuwe.',
    locked: `De code is ${String(MOST_GUESSES)} keer fout ingevuld. Daarom is de link op slot.`,
  } as const;
  return new UserProblem('link_unusable', details[state]);
}
