import type { Actor, Application } from '../../application.js';
import { type Transaction, transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { CheckRules } from '../../domain/checks/check-rules.js';
import type { ExclusionReason } from '../../domain/checks/exclusion-reason.js';
import { type MarkChange, type MarkConflict, mergeMarks } from '../../domain/checks/mark-changes.js';
import { recordAudit } from '../audit/audit.service.js';
import { getStudyById, lockStudy, type Study } from '../studies/studies.service.js';
import { type CheckClient, listClients } from './check-clients.js';
import { deleteMarks, listMarks, replaceMarks, type StoredMark } from './check-marks.queries.js';
import { ensureNotFrozen, getCheckRules } from './check-rules.service.js';
import { getOrganisation, type Organisation } from './checks.queries.js';
import { getOrganisationCheck } from './checks.service.js';
import type { ContactSession } from './contact-sessions.service.js';
import { carryOut } from './exclusions.service.js';

/** A client as the contact sees it, under a key that means nothing outside this list. */
export interface MarkedClient extends CheckClient {
  readonly key: string;
}

/** The list of one organisation as its contact sees it. */
export interface ContactList {
  readonly study: Study;
  readonly organisation: Organisation;
  readonly rules: CheckRules;
  /** In the order of the names. `reason` is what is marked and not confirmed yet. */
  readonly clients: readonly MarkedClient[];
  /** How many clients the organisation excluded before, by reason; of those nothing else is left. */
  readonly carriedOut: ReadonlyMap<ExclusionReason, number>;
  /** When the organisation said last that it had looked at everything. */
  readonly returnedAt: Instant | null;
  /** Stands for the marks as they are now: who confirms says which marks were seen. */
  readonly version: string;
}

/** What came of saving: how many marks changed, and which were changed by somebody else meanwhile. */
export interface SavedMarks {
  readonly savedCount: number;
  readonly conflicts: readonly (MarkConflict & { readonly client: MarkedClient })[];
}

/**
 * The list behind a personal link. Personal data: written to the audit log.
 * @throws UserProblem `check_closed` after the closing day, `wrong_state` when fieldwork began
 */
export async function readContactList(
  app: Application,
  actor: Actor,
  contact: ContactSession,
): Promise<ContactList> {
  return transaction(app.database, async (trx) => {
    const list = await openList(app, trx, contact);
    await recordAudit(trx, actor, app.clock(), {
      action: 'check.read',
      objectKind: 'organisation',
      objectId: contact.organisationId,
      detail: { study: list.study.slug, clients: list.clients.length },
    });
    return list;
  });
}

/**
 * Saves what a contact marked, as a proposal: nobody is taken out before the contact confirms. What a colleague
 * changed meanwhile is not overwritten.
 * @param wanted changes of clients on this list; a client who is not on it any more is passed over
 * @throws UserProblem as `readContactList`
 */
export async function saveMarks(
  app: Application,
  actor: Actor,
  contact: ContactSession,
  wanted: readonly MarkChange[],
): Promise<SavedMarks> {
  return transaction(app.database, async (trx) => {
    const { clients, study } = await openList(app, trx, contact);
    const clientOf = new Map(clients.map((client) => [client.key, client]));
    const stored = new Map(
      clients.flatMap(({ key, reason }) => (reason === null ? [] : [[key, reason] as const])),
    );
    const { changes, conflicts } = mergeMarks(
      wanted.filter(({ clientKey }) => clientOf.has(clientKey)),
      stored,
    );
    for (const { clientKey, reason } of changes) {
      const client = clientOf.get(clientKey);
      if (client !== undefined) await saveMark(app, trx, actor, { study, contact, client, reason });
    }
    return {
      savedCount: changes.length,
      conflicts: conflicts.flatMap((conflict) => {
        const client = clientOf.get(conflict.clientKey);
        return client === undefined ? [] : [{ ...conflict, client }];
      }),
    };
  });
}

async function saveMark(
  app: Application,
  trx: Transaction,
  actor: Actor,
  input: { study: Study; contact: ContactSession; client: MarkedClient; reason: ExclusionReason | null },
): Promise<void> {
  const { organisationId } = input.contact;
  const { caseId, reason: before } = input.client;
  if (input.reason === null) await deleteMarks(trx, organisationId, [caseId]);
  else {
    const mark: StoredMark = {
      organisationId,
      caseId,
      reason: input.reason,
      markedBy: 'contact',
      explanation: null,
      markedAt: app.clock(),
      carriedOutAt: null,
    };
    await replaceMarks(trx, [mark]);
  }
  await recordAudit(trx, actor, app.clock(), {
    action: 'check.mark',
    objectKind: 'case',
    objectId: caseId,
    detail: { study: input.study.slug, organisation: organisationId, before, reason: input.reason },
  });
}

/**
 * The contact has looked at everything: whoever is marked is taken out and their contact data are erased. That cannot
 * be undone, so the contact confirms the marks that were on the screen.
 * @param version of the marks that the contact saw
 * @returns how many clients were taken out; `null` when the marks changed meanwhile and nothing was done
 * @throws UserProblem as `readContactList`
 */
export async function confirmMarks(
  app: Application,
  actor: Actor,
  contact: ContactSession,
  version: string,
): Promise<number | null> {
  return transaction(app.database, async (trx) => {
    const list = await openList(app, trx, contact);
    if (list.version !== version) return null;
    const { organisationId } = contact;
    const pending = (await listMarks(trx, organisationId)).filter(
      ({ carriedOutAt }) => carriedOutAt === null,
    );
    return carryOut(app, trx, actor, {
      study: list.study,
      organisationId,
      marks: pending,
      isAnswer: true,
      explanation: null,
    });
  });
}

async function openList(app: Application, trx: Transaction, contact: ContactSession): Promise<ContactList> {
  const { organisationId } = contact;
  const organisation = await getOrganisation(trx, organisationId);
  const { slug } = await getStudyById(trx, organisation.studyId);
  // Two contacts who save at the same moment wait for one another, and so does the closing of the check.
  const study = await lockStudy(trx, slug);
  await ensureNotFrozen(app, trx, study);
  const marks = await listMarks(trx, organisationId);
  const { returnedAt } = await getOrganisationCheck(trx, study, organisationId);
  return {
    study,
    organisation,
    rules: await getCheckRules(trx, study),
    clients: markedClients(app, await listClients(app, trx, study, organisationId), marks, organisationId),
    carriedOut: countByReason(marks.filter(({ carriedOutAt }) => carriedOutAt !== null)),
    returnedAt: returnedAt as Instant | null,
    version: versionOf(app, marks),
  };
}

function markedClients(
  app: Application,
  clients: readonly CheckClient[],
  marks: readonly StoredMark[],
  organisationId: string,
): readonly MarkedClient[] {
  const reasonOf = new Map(marks.map(({ caseId, reason }) => [caseId, reason]));
  return clients
    .map((client) => ({
      ...client,
      key: app.vault.fingerprint(client.caseId, `check_list.${organisationId}`).slice(0, KEY_DIGITS),
      reason: reasonOf.get(client.caseId) ?? null,
    }))
    .toSorted(byName);
}

const KEY_DIGITS = 16;

function byName(one: CheckClient, other: CheckClient): number {
  return (
    one.last.localeCompare(other.last, 'nl') ||
    one.given.localeCompare(other.given, 'nl') ||
    one.clientNumber.localeCompare(other.clientNumber, 'nl')
  );
}

function countByReason(marks: readonly StoredMark[]): ReadonlyMap<ExclusionReason, number> {
  const counts = new Map<ExclusionReason, number>();
  for (const { reason } of marks) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
}

function versionOf(app: Application, marks: readonly StoredMark[]): string {
  const lines = marks.map(({ caseId, reason, carriedOutAt }) =>
    [caseId, reason, carriedOutAt === null].join(' '),
  );
  return app.vault.fingerprint(lines.toSorted().join('\n'), 'check_marks').slice(0, KEY_DIGITS);
}
