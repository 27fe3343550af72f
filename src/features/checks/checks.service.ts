import type { Actor, Application } from '../../application.js';
import { type Reader, type Transaction, transaction } from '../../database/database.js';
import { checkListCsv } from '../../domain/checks/check-list.js';
import type { ExclusionReason } from '../../domain/checks/exclusion-reason.js';
import { type ReturnedListProblem, readReturnedList } from '../../domain/checks/returned-list.js';
import { decodeFile } from '../../domain/frame/file-encoding.js';
import { STUDY_STATUS_LABELS } from '../../domain/study/study-status.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { markExcluded } from '../cases/cases.service.js';
import { eraseContactData } from '../contacts/contacts.service.js';
import { advanceStudy, lockStudy, type Study, takeStep } from '../studies/studies.service.js';
import { type CheckClient, listClients, takenOutNumbers } from './check-clients.js';
import * as queries from './checks.queries.js';
import type { OrganisationCheck } from './checks.queries.js';

export type { CheckClient } from './check-clients.js';
export type { OrganisationCheck } from './checks.queries.js';

/** A case of the list and why it must not be approached. */
export interface CaseMark {
  readonly caseNumber: string;
  readonly reason: ExclusionReason;
}

/** What a returned list would do, before anything is done. */
export interface ReturnedCheck {
  readonly organisation: OrganisationCheck;
  /** Clients on the list now. */
  readonly listedCount: number;
  /** Clients that the file marks. */
  readonly marks: readonly CaseMark[];
  readonly problems: readonly ReturnedListProblem[];
  /** False when only lines are missing: whoever is missing then counts as not marked. */
  readonly isBlocked: boolean;
}

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

/**
 * The list that goes to one organisation. The first list that goes out begins the check.
 * @throws UserProblem `wrong_state` when there is no sample yet, or fieldwork has begun
 */
export async function exportCheckList(
  app: Application,
  actor: Actor,
  { slug, organisationId }: { slug: string; organisationId: string },
): Promise<{ organisation: OrganisationCheck; clientCount: number; csv: string }> {
  return transaction(app.database, async (trx) => {
    const study = await lockStudy(trx, slug);
    if (study.status === 'sample_drawn') await takeStep(app, trx, actor, { study, step: 'start_check' });
    else ensureChecking(study);
    const organisation = await getOrganisationCheck(trx, study, organisationId);
    const clients = await listClients(app, trx, study, organisationId);
    await queries.saveCheckList(trx, organisationId, { exportedAt: app.clock() });
    await recordAudit(trx, actor, app.clock(), {
      action: 'check.export',
      objectKind: 'organisation',
      objectId: organisationId,
      detail: { study: slug, clients: clients.length },
    });
    return { organisation, clientCount: clients.length, csv: checkListCsv(clients) };
  });
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

/**
 * Reads a list that came back, and changes nothing.
 * @throws UserProblem `wrong_state` outside the check, `unreadable_file` when it is no text
 */
export async function readReturnedCheck(
  app: Application,
  study: Study,
  { organisationId, bytes }: { organisationId: string; bytes: Uint8Array },
): Promise<ReturnedCheck> {
  ensureChecking(study);
  const db = app.database.read;
  const organisation = await getOrganisationCheck(db, study, organisationId);
  const clients = await listClients(app, db, study, organisationId);
  const isTakenOut = await takenOutNumbers(app, db, study, organisationId);
  const { marks, problems, isBlocked } = readReturnedList(textOf(bytes), clients, isTakenOut);
  const caseNumberOf = new Map(clients.map(({ clientNumber, caseNumber }) => [clientNumber, caseNumber]));
  return {
    organisation,
    listedCount: clients.length,
    marks: marks.flatMap(({ clientNumber, reason }) => {
      const caseNumber = caseNumberOf.get(clientNumber);
      return reason === null || caseNumber === undefined ? [] : [{ caseNumber, reason }];
    }),
    problems,
    isBlocked,
  };
}

/**
 * Carries out the marks of one organisation: the cases are taken out and their contact data erased. A client who
 * was taken out already, perhaps by another organisation, stays out with the first reason.
 * @returns how many clients were taken out now
 * @throws UserProblem `wrong_state` outside the check, `invalid_input` for a case that is not on this list
 */
export async function applyMarks(
  app: Application,
  actor: Actor,
  { slug, organisationId, marks }: { slug: string; organisationId: string; marks: readonly CaseMark[] },
): Promise<number> {
  return transaction(app.database, async (trx) => {
    const study = await lockStudy(trx, slug);
    ensureChecking(study);
    const organisation = await getOrganisationCheck(trx, study, organisationId);
    const open = await casesToExclude(trx, study, { organisationId, marks });
    for (const { caseId, reason } of open) {
      await markExcluded(app, trx, caseId, reason);
      await recordAudit(trx, actor, app.clock(), {
        action: 'check.exclude',
        objectKind: 'case',
        objectId: caseId,
        detail: { study: slug, reason, organisation: organisationId },
      });
    }
    await eraseContactData(
      app,
      trx,
      open.map(({ caseId }) => caseId),
    );
    await queries.saveCheckList(trx, organisationId, {
      returnedAt: app.clock(),
      markedCount: organisation.markedCount + open.length,
    });
    await recordAudit(trx, actor, app.clock(), {
      action: 'check.import',
      objectKind: 'organisation',
      objectId: organisationId,
      detail: { study: slug, marked: marks.length, excluded: open.length },
    });
    return open.length;
  });
}

async function casesToExclude(
  trx: Transaction,
  study: Study,
  { organisationId, marks }: { organisationId: string; marks: readonly CaseMark[] },
): Promise<readonly { caseId: string; reason: ExclusionReason }[]> {
  const clients = await queries.listSealedClients(trx, { studyId: study.id, organisationId });
  const caseOf = new Map(clients.map((client) => [client.caseNumber, client]));
  return marks.flatMap(({ caseNumber, reason }) => {
    const client = caseOf.get(caseNumber);
    if (client === undefined) {
      throw new UserProblem(
        'invalid_input',
        `Casus ${caseNumber} staat niet op de lijst van deze organisatie.`,
      );
    }
    return client.exclusionReason === null ? [{ caseId: client.caseId, reason }] : [];
  });
}

function ensureChecking(study: Study): void {
  if (study.status === 'checking') return;
  const what =
    study.status === 'design'
      ? 'trek eerst de steekproef.'
      : study.status === 'sample_drawn'
        ? 'start eerst de controle, of verstuur een lijst.'
        : 'de controle is afgesloten.';
  throw new UserProblem('wrong_state', `Het onderzoek is ${STUDY_STATUS_LABELS[study.status]}: ${what}`);
}

function textOf(bytes: Uint8Array): string {
  const text = decodeFile(bytes);
  if (typeof text !== 'string') throw new UserProblem('unreadable_file', text.message);
  return text;
}
