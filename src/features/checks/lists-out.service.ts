import type { Actor, Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import { checkListCsv, listCodeOf } from '../../domain/checks/check-list.js';
import { checkListWorkbook } from '../../documents/check-list-workbook.js';
import { recordAudit } from '../audit/audit.service.js';
import { lockStudy, type Study, takeStep } from '../studies/studies.service.js';
import { listClients } from './check-clients.js';
import { ensureNotFrozen } from './check-rules.service.js';
import { saveCheckList } from './checks.queries.js';
import { getOrganisationCheck, type OrganisationCheck } from './checks.service.js';

/** In which form a list goes out. */
export const LIST_FORMATS = ['csv', 'xlsx'] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/** A list that goes to an organisation, as a file. */
export interface ListFile {
  readonly organisation: OrganisationCheck;
  readonly clientCount: number;
  readonly bytes: Buffer;
}

/** Tells the files of this list apart from those of other organisations and studies. */
export function codeOfList(app: Application, study: Study, organisationId: string): string {
  return listCodeOf(app.vault.fingerprint(study.id, `check_list_code.${organisationId}`));
}

/**
 * The list that goes to one organisation. The first list that goes out begins the check.
 * @throws UserProblem `wrong_state` when there is no sample yet, or fieldwork has begun; `check_closed` after the
 *   closing day
 */
export async function exportCheckList(
  app: Application,
  actor: Actor,
  { slug, organisationId, format }: { slug: string; organisationId: string; format: ListFormat },
): Promise<ListFile> {
  const { organisation, list } = await transaction(app.database, async (trx) => {
    const study = await lockStudy(trx, slug);
    // Before anything changes: an organisation of another study has no list here.
    await getOrganisationCheck(trx, study, organisationId);
    if (study.status === 'sample_drawn') await takeStep(app, trx, actor, { study, step: 'start_check' });
    else await ensureNotFrozen(app, trx, study);
    const clients = await listClients(app, trx, study, organisationId);
    await saveCheckList(trx, organisationId, { exportedAt: app.clock() });
    await recordAudit(trx, actor, app.clock(), {
      action: 'check.export',
      objectKind: 'organisation',
      objectId: organisationId,
      detail: { study: slug, clients: clients.length, format },
    });
    return {
      organisation: await getOrganisationCheck(trx, study, organisationId),
      list: { code: codeOfList(app, study, organisationId), clients },
    };
  });
  const bytes = format === 'csv' ? Buffer.from(checkListCsv(list), 'utf8') : await checkListWorkbook(list);
  return { organisation, clientCount: list.clients.length, bytes };
}
