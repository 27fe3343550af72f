import type { Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import { addMinutes } from '../../domain/calendar/instant.js';
import { keptFormPlace } from '../../vault/sealed-places.js';
import * as queries from './kept-forms.queries.js';

/** Whoever does not come back within this time finds the page as it was last saved. */
const KEPT_MINUTES = 12 * 60;

/** Fields of a form by name. */
export type KeptFields = Readonly<Record<string, unknown>>;

/**
 * Keeps what somebody filled in when their session had ended, sealed, until they are back at the page. Of everybody the
 * last form only.
 */
export async function keepForm(
  app: Application,
  { userId, path, fields }: { userId: string; path: string; fields: KeptFields },
): Promise<void> {
  const now = app.clock();
  const fieldsSealed = app.vault.seal(JSON.stringify(fields), keptFormPlace(userId));
  await transaction(app.database, async (trx) => {
    await queries.deleteKeptBefore(trx, addMinutes(now, -KEPT_MINUTES));
    await queries.saveKeptForm(trx, { userId, path, fieldsSealed, keptAt: now });
  });
}

/** What somebody had filled in on a page, once; `null` when nothing is kept of it. */
export async function takeKeptForm(
  app: Application,
  { userId, path }: { userId: string; path: string },
): Promise<KeptFields | null> {
  const since = addMinutes(app.clock(), -KEPT_MINUTES);
  const sealed = await queries.findKeptForm(app.database.read, { userId, path, since });
  if (sealed === null) return null;
  await transaction(app.database, (trx) => queries.deleteKeptForm(trx, userId));
  return JSON.parse(app.vault.open(sealed, keptFormPlace(userId))) as KeptFields;
}
