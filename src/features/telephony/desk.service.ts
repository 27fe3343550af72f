import type { Actor, Application } from '../../application.js';
import { type Reader, transaction } from '../../database/database.js';
import { deskNumberPlace } from '../../vault/sealed-places.js';
import { recordAudit } from '../audit/audit.service.js';
import { findSealedNumber, replaceNumber } from './desk.queries.js';

/** The desk telephone on which the provider rings an interviewer; `null` for who calls in the browser. */
export async function findDeskNumber(app: Application, db: Reader, userId: string): Promise<string | null> {
  const sealed = await findSealedNumber(db, userId);
  return sealed === null ? null : app.vault.open(sealed, deskNumberPlace(userId));
}

/**
 * Chooses where an interviewer calls: at a desk telephone, or in the browser.
 * @param deskNumber E.164, or `null` for the browser
 */
export async function chooseTelephone(
  app: Application,
  actor: Actor,
  userId: string,
  deskNumber: string | null,
): Promise<void> {
  await transaction(app.database, async (trx) => {
    const sealed = deskNumber === null ? null : app.vault.seal(deskNumber, deskNumberPlace(userId));
    await replaceNumber(trx, userId, sealed);
    await recordAudit(trx, actor, app.clock(), {
      action: 'telephone.choose',
      objectKind: 'user',
      objectId: userId,
      detail: { desk: deskNumber !== null },
    });
  });
}
