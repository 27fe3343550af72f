import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';

/** Somebody's link, without its secret: only the hash of that is stored. */
export interface CalendarLink {
  readonly userId: string;
  readonly madeAt: Instant;
  /** When a calendar program read it last, to the hour. */
  readonly lastReadAt: Instant | null;
}

interface LinkRow {
  readonly user_id: string;
  readonly token_hash: string;
  readonly made_at: Instant;
  readonly last_read_at: Instant | null;
}

/** Puts a link in the place of the earlier one. */
export async function replaceLink(
  trx: Transaction,
  link: { readonly userId: string; readonly tokenHash: string; readonly madeAt: Instant },
): Promise<void> {
  await deleteLink(trx, link.userId);
  await trx<LinkRow>('calendar_links').insert({
    user_id: link.userId,
    token_hash: link.tokenHash,
    made_at: link.madeAt,
    last_read_at: null,
  });
}

/** @returns whether there was one */
export async function deleteLink(trx: Transaction, userId: string): Promise<boolean> {
  return (await trx<LinkRow>('calendar_links').where({ user_id: userId }).delete()) === 1;
}

export async function findLinkOf(db: Reader, userId: string): Promise<CalendarLink | null> {
  return toLink(await db<LinkRow>('calendar_links').where({ user_id: userId }).first());
}

export async function findLinkByHash(db: Reader, tokenHash: string): Promise<CalendarLink | null> {
  return toLink(await db<LinkRow>('calendar_links').where({ token_hash: tokenHash }).first());
}

export async function updateLastRead(trx: Transaction, userId: string, at: Instant): Promise<void> {
  await trx<LinkRow>('calendar_links').where({ user_id: userId }).update({ last_read_at: at });
}

function toLink(row: LinkRow | undefined): CalendarLink | null {
  return row === undefined
    ? null
    : { userId: row.user_id, madeAt: row.made_at, lastReadAt: row.last_read_at };
}
