import type { Actor, Application } from '../../application.js';
import { type Reader, transaction } from '../../database/database.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { advanceStudy, lockStudy, type Study } from '../studies/studies.service.js';
import { type CheckClient, listClients } from './check-clients.js';
import * as queries from './checks.queries.js';
import type { OrganisationCheck } from './checks.queries.js';

export type { CheckClient } from './check-clients.js';
export type { OrganisationCheck } from './checks.queries.js';

/** The organisations that have drawn clients, with how far their lists are. */
export async function listOrganisationChecks(
  db: Reader,
  study: Study,
): Promise<readonly OrganisationCheck[]> {
  const checks = await queries.listOrganisationChecks(db, study.id);
  return checks.toSorted((one, other) => one.name.localeCompare(other.name, 'nl'));
}

/** @throws UserProblem `not_found` */
export async function getOrganisationCheck(
  db: Reader,
  study: Study,
  organisationId: string,
): Promise<OrganisationCheck> {
  const checks = await listOrganisationChecks(db, study);
  const check = checks.find((one) => one.organisationId === organisationId);
  if (check === undefined) {
    throw new UserProblem('not_found', 'Van deze organisatie is niemand getrokken.');
  }
  return check;
}

/** Lets the check begin: from here on the sample cannot be drawn again. */
export async function startCheck(app: Application, actor: Actor, slug: string): Promise<void> {
  await advanceStudy(app, actor, slug, 'start_check');
}

/** The clients on the list of an organisation, for a page. Contact data: written to the audit log. */
export async function readCheckList(
  app: Application,
  actor: Actor,
  { slug, organisationId }: { slug: string; organisationId: string },
): Promise<readonly CheckClient[]> {
  return transaction(app.database, async (trx) => {
    const study = await lockStudy(trx, slug);
    const clients = await listClients(app, trx, study, organisationId);
    await recordAudit(trx, actor, app.clock(), {
      action: 'check.read',
      objectKind: 'organisation',
      objectId: organisationId,
      detail: { study: slug, clients: clients.length },
    });
    return clients;
  });
}
