import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { type CheckLinkFacts, MOST_GUESSES } from '../../domain/checks/check-link.js';
import type { Flash } from '../../web/page-frame.js';

/** A personal link as it is stored: the label sealed, token and code as hashes. */
export interface StoredLink extends CheckLinkFacts {
  readonly id: string;
  readonly organisationId: string;
  readonly label: string;
  readonly codeHash: string;
  readonly createdAt: Instant;
}

/** Somebody who came in through a link. */
export interface StoredContactSession {
  readonly tokenHash: string;
  readonly linkId: string;
  readonly csrfToken: string;
  readonly flash: Flash | null;
  readonly lastSeenAt: Instant;
  readonly expiresAt: Instant;
}

interface LinkRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly label_sealed: string;
  readonly token_hash: string;
  readonly code_hash: string;
  readonly guess_count: number;
  readonly created_at: string;
  readonly created_by: string | null;
  readonly expires_at: string;
  readonly opened_at: string | null;
  readonly revoked_at: string | null;
}

interface SessionRow {
  readonly token_hash: string;
  readonly link_id: string;
  readonly csrf_token: string;
  readonly flash: string | null;
  readonly last_seen_at: string;
  readonly expires_at: string;
}

export async function insertLink(
  trx: Transaction,
  link: Omit<StoredLink, 'guessCount' | 'openedAt' | 'revokedAt'> & {
    readonly tokenHash: string;
    readonly createdBy: string | null;
  },
): Promise<void> {
  await trx<LinkRow>('vault_check_links').insert({
    id: link.id,
    organisation_id: link.organisationId,
    label_sealed: link.label,
    token_hash: link.tokenHash,
    code_hash: link.codeHash,
    guess_count: 0,
    created_at: link.createdAt,
    created_by: link.createdBy,
    expires_at: link.expiresAt,
    opened_at: null,
    revoked_at: null,
  });
}

export async function findLinkByToken(db: Reader, tokenHash: string): Promise<StoredLink | null> {
  const row = await db<LinkRow>('vault_check_links').where({ token_hash: tokenHash }).first();
  return row === undefined ? null : toLink(row);
}

export async function findLink(db: Reader, id: string): Promise<StoredLink | null> {
  const row = await db<LinkRow>('vault_check_links').where({ id }).first();
  return row === undefined ? null : toLink(row);
}

/** The links to the lists of these organisations, the newest first. */
export async function listLinks(
  db: Reader,
  organisationIds: readonly string[],
): Promise<readonly StoredLink[]> {
  const rows = await db<LinkRow>('vault_check_links')
    .whereIn('organisation_id', [...organisationIds])
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ]);
  return rows.map(toLink);
}

/** When the first link of each organisation was made that was not taken back. */
export async function listFirstLinks(
  db: Reader,
  organisationIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows: { organisation_id: string; first: string }[] = await db('vault_check_links')
    .whereIn('organisation_id', [...organisationIds])
    .whereNull('revoked_at')
    .groupBy('organisation_id')
    .select('organisation_id')
    .min({ first: 'created_at' });
  return new Map(rows.map(({ organisation_id: id, first }) => [id, first]));
}

function toLink(row: LinkRow): StoredLink {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    label: row.label_sealed,
    codeHash: row.code_hash,
    guessCount: row.guess_count,
    createdAt: row.created_at as Instant,
    expiresAt: row.expires_at as Instant,
    openedAt: row.opened_at as Instant | null,
    revokedAt: row.revoked_at as Instant | null,
  };
}

/**
 * Counts a guess at the code of a link that still works, before the code is looked at.
 * @returns whether there was a guess left; of guesses at the same moment only as many pass as are left
 */
export async function countGuess(trx: Transaction, linkId: string, now: Instant): Promise<boolean> {
  const counted = await trx('vault_check_links')
    .where({ id: linkId })
    .where('guess_count', '<', MOST_GUESSES)
    .whereNull('revoked_at')
    .where('expires_at', '>', now)
    .increment('guess_count', 1);
  return counted === 1;
}

/**
 * After the right code: guesses begin again, and the first moment of opening is kept.
 * @returns whether the link was not revoked meanwhile
 */
export async function updateOpened(trx: Transaction, linkId: string, at: Instant): Promise<boolean> {
  const opened = await trx<LinkRow>('vault_check_links')
    .where({ id: linkId })
    .whereNull('revoked_at')
    .update({ guess_count: 0, opened_at: trx.raw('coalesce(opened_at, ?)', [at]) });
  return opened === 1;
}

/** @returns whether the link still worked */
export async function updateRevoked(
  trx: Transaction,
  { linkId, organisationId }: { linkId: string; organisationId: string },
  at: Instant,
): Promise<boolean> {
  const revoked = await trx<LinkRow>('vault_check_links')
    .where({ id: linkId, organisation_id: organisationId })
    .whereNull('revoked_at')
    .update({ revoked_at: at });
  return revoked === 1;
}

export async function insertContactSession(trx: Transaction, session: StoredContactSession): Promise<void> {
  await trx<SessionRow>('vault_check_sessions').insert({
    token_hash: session.tokenHash,
    link_id: session.linkId,
    csrf_token: session.csrfToken,
    flash: null,
    last_seen_at: session.lastSeenAt,
    expires_at: session.expiresAt,
  });
}

export async function findContactSession(
  db: Reader,
  tokenHash: string,
): Promise<StoredContactSession | null> {
  const row = await db<SessionRow>('vault_check_sessions').where({ token_hash: tokenHash }).first();
  if (row === undefined) return null;
  return {
    tokenHash: row.token_hash,
    linkId: row.link_id,
    csrfToken: row.csrf_token,
    flash: row.flash === null ? null : (JSON.parse(row.flash) as Flash),
    lastSeenAt: row.last_seen_at as Instant,
    expiresAt: row.expires_at as Instant,
  };
}

export async function updateContactSession(
  trx: Transaction,
  tokenHash: string,
  change: { readonly lastSeenAt: Instant } | { readonly flash: Flash | null },
): Promise<void> {
  const values =
    'lastSeenAt' in change
      ? { last_seen_at: change.lastSeenAt }
      : { flash: change.flash === null ? null : JSON.stringify(change.flash) };
  await trx<SessionRow>('vault_check_sessions').where({ token_hash: tokenHash }).update(values);
}

export async function deleteContactSession(trx: Transaction, tokenHash: string): Promise<void> {
  await trx<SessionRow>('vault_check_sessions').where({ token_hash: tokenHash }).delete();
}

export async function deleteSessionsOfLink(trx: Transaction, linkId: string): Promise<void> {
  await trx<SessionRow>('vault_check_sessions').where({ link_id: linkId }).delete();
}

export async function deleteExpiredContactSessions(trx: Transaction, now: Instant): Promise<void> {
  await trx<SessionRow>('vault_check_sessions').where('expires_at', '<', now).delete();
}
