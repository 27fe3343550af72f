import type { Actor, Application } from '../../application.js';
import { type Reader, transaction } from '../../database/database.js';
import { recordAudit } from '../audit/audit.service.js';
import { deleteExpiredInterviewed } from '../interviewed-persons/interviewed-persons.service.js';
import { getStudy, type Study, takeStep } from '../studies/studies.service.js';
import { countVault, deleteVault, type VaultContents } from './retention.queries.js';
import { unlinkAnswers } from './unlinking.queries.js';

export type { VaultContents } from './retention.queries.js';

/** What the vault still holds of a study. */
export async function vaultOf(db: Reader, study: Study): Promise<VaultContents> {
  return countVault(db, study.id);
}

/**
 * Destroys the contact data of a closed study: who the people are, and what ties them to cases and answers. What
 * stays is anonymous: cases under their number, answers under theirs.
 * @returns what was destroyed, for the report
 * @throws UserProblem `wrong_state` when the fieldwork is not closed
 */
export async function destroyContactData(
  app: Application,
  actor: Actor,
  slug: string,
): Promise<VaultContents> {
  return transaction(app.database, async (trx) => {
    const study = await getStudy(trx, slug);
    await takeStep(app, trx, actor, { study, step: 'destroy_contact_data' });
    const contents = await countVault(trx, study.id);
    await deleteVault(trx, study.id);
    await unlinkAnswers(trx, study.id);
    await deleteExpiredInterviewed(app, trx);
    await recordAudit(trx, actor, app.clock(), {
      action: 'contact_data.destroy',
      objectKind: 'study',
      objectId: study.id,
      detail: { ...contents },
    });
    return contents;
  });
}
