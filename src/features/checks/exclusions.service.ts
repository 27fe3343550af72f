import type { Actor, Application } from '../../application.js';
import { type Reader, type Transaction, transaction } from '../../database/database.js';
import { isFrozen } from '../../domain/checks/check-rules.js';
import type { ExclusionReason } from '../../domain/checks/exclusion-reason.js';
import { caseStatusAfter } from '../../domain/contact/case-status.js';
import { UserProblem } from '../../errors.js';
import { markExplanationPlace } from '../../vault/sealed-places.js';
import { recordAudit } from '../audit/audit.service.js';
import { endAttempts } from '../cases/case-claims.service.js';
import { markExcluded } from '../cases/cases.service.js';
import { eraseContactData } from '../contacts/contacts.service.js';
import { lockStudy, type Study } from '../studies/studies.service.js';
import { listMarks, listPendingOrganisations, replaceMarks, type StoredMark } from './check-marks.queries.js';
import { ensureChecking, getCheckRules } from './check-rules.service.js';
import * as queries from './checks.queries.js';
import { getOrganisationCheck } from './checks.service.js';

/** A case of the list and why it must not be approached. */
export interface CaseMark {
  readonly caseNumber: string;
  readonly reason: ExclusionReason;
}

interface MarkToCarryOut {
  readonly caseId: string;
  readonly reason: ExclusionReason;
  readonly markedBy: StoredMark['markedBy'];
}

/**
 * Carries out what a researcher says for one organisation: the cases are taken out and their contact data erased. A
 * client who was taken out already, perhaps by another organisation, stays out with the first reason.
 * @param input `explanation` is why it happens after the closing day; no names
 * @returns how many clients were taken out now
 * @throws UserProblem `wrong_state` outside check and fieldwork, or when somebody was interviewed already;
 *   `invalid_input` for a case that is not on this list, or without an explanation after the closing day
 */
export async function applyMarks(
  app: Application,
  actor: Actor,
  input: {
    slug: string;
    organisationId: string;
    marks: readonly CaseMark[];
    explanation?: string | null;
  },
): Promise<number> {
  const { slug, organisationId } = input;
  return transaction(app.database, async (trx) => {
    const study = await lockStudy(trx, slug);
    await getOrganisationCheck(trx, study, organisationId);
    const explanation = input.explanation?.trim() ?? '';
    await ensureMayExclude(app, trx, study, explanation);
    const marks = await casesOnList(trx, study, { organisationId, marks: input.marks });
    return carryOut(app, trx, actor, {
      study,
      organisationId,
      marks: marks.map((mark) => ({ ...mark, markedBy: 'researcher' })),
      explanation: explanation === '' ? null : explanation,
      isAnswer: explanation === '',
    });
  });
}

/** Whether what a researcher excludes now needs an explanation: the organisation cannot mark any more. */
export async function needsExplanation(app: Application, db: Reader, study: Study): Promise<boolean> {
  return study.status === 'fieldwork' || isFrozen(await getCheckRules(db, study), app.clock());
}

/**
 * Carries out what the contacts of an organisation marked and nobody confirmed. For a researcher whose organisation
 * does not come back to it.
 * @returns how many clients were taken out now
 * @throws UserProblem `wrong_state` outside the check, `invalid_input` without an explanation after the closing day
 */
export async function carryOutPending(
  app: Application,
  actor: Actor,
  { slug, organisationId, explanation }: { slug: string; organisationId: string; explanation: string },
): Promise<number> {
  return transaction(app.database, async (trx) => {
    const study = await lockStudy(trx, slug);
    ensureChecking(study);
    await getOrganisationCheck(trx, study, organisationId);
    await ensureMayExclude(app, trx, study, explanation.trim());
    const marks = (await listMarks(trx, organisationId)).filter(({ carriedOutAt }) => carriedOutAt === null);
    return carryOut(app, trx, actor, {
      study,
      organisationId,
      marks,
      explanation: explanation.trim() === '' ? null : explanation.trim(),
      isAnswer: true,
    });
  });
}

/**
 * Before the first call: whoever an organisation marked is not called, also when nobody confirmed the mark. In doubt
 * the client is protected.
 * @returns how many clients were taken out
 */
export async function carryOutBeforeFieldwork(
  app: Application,
  trx: Transaction,
  actor: Actor,
  study: Study,
): Promise<number> {
  let excludedCount = 0;
  for (const organisationId of await listPendingOrganisations(trx, study.id)) {
    const marks = (await listMarks(trx, organisationId)).filter(({ carriedOutAt }) => carriedOutAt === null);
    excludedCount += await carryOut(app, trx, actor, {
      study,
      organisationId,
      marks,
      explanation: null,
      isAnswer: false,
    });
  }
  return excludedCount;
}

/**
 * Takes clients out on the word of one organisation, erases their contact data and writes both down, all in the
 * transaction of the caller: a mark is never carried out by half.
 * @returns how many clients were taken out now
 */
export async function carryOut(
  app: Application,
  trx: Transaction,
  actor: Actor,
  input: {
    study: Study;
    organisationId: string;
    marks: readonly MarkToCarryOut[];
    explanation: string | null;
    /** The organisation has looked at everything, as far as is known. */
    isAnswer: boolean;
  },
): Promise<number> {
  const { study, organisationId, explanation } = input;
  const done = new Set(
    (await listMarks(trx, organisationId))
      .filter(({ carriedOutAt }) => carriedOutAt !== null)
      .map(({ caseId }) => caseId),
  );
  const marks = input.marks.filter(({ caseId }) => !done.has(caseId));
  const open = new Set(
    await queries.listUnexcluded(
      trx,
      marks.map(({ caseId }) => caseId),
    ),
  );
  const excluded = marks.filter(({ caseId }) => open.has(caseId));
  const caseIds = excluded.map(({ caseId }) => caseId);
  await endAttempts(app, trx, caseIds);
  for (const { caseId, reason } of excluded) {
    await markExcluded(app, trx, caseId, reason);
    await recordAudit(trx, actor, app.clock(), {
      action: 'check.exclude',
      objectKind: 'case',
      objectId: caseId,
      detail: { study: study.slug, reason, organisation: organisationId, is_late: explanation !== null },
    });
  }
  await eraseContactData(app, trx, caseIds);
  await replaceMarks(
    trx,
    marks.map((mark) => carriedOut(app, organisationId, mark, explanation)),
  );
  if (input.isAnswer) await queries.saveCheckList(trx, organisationId, { returnedAt: app.clock() });
  await recordAudit(trx, actor, app.clock(), {
    action: 'check.import',
    objectKind: 'organisation',
    objectId: organisationId,
    detail: { study: study.slug, marked: input.marks.length, excluded: caseIds.length },
  });
  return caseIds.length;
}

function carriedOut(
  app: Application,
  organisationId: string,
  { caseId, reason, markedBy }: MarkToCarryOut,
  explanation: string | null,
): StoredMark {
  const place = markExplanationPlace(organisationId, caseId);
  return {
    organisationId,
    caseId,
    reason,
    markedBy,
    explanation: explanation === null ? null : app.vault.seal(explanation, place),
    markedAt: app.clock(),
    carriedOutAt: app.clock(),
  };
}

async function ensureMayExclude(
  app: Application,
  trx: Transaction,
  study: Study,
  explanation: string,
): Promise<void> {
  if (study.status !== 'fieldwork') ensureChecking(study);
  if (explanation !== '' || !(await needsExplanation(app, trx, study))) return;
  throw new UserProblem(
    'invalid_input',
    'De controle is gesloten. Schrijf op waarom u nu nog iemand uitsluit.',
  );
}

async function casesOnList(
  trx: Transaction,
  study: Study,
  { organisationId, marks }: { organisationId: string; marks: readonly CaseMark[] },
): Promise<readonly { caseId: string; reason: ExclusionReason }[]> {
  const clients = await queries.listSealedClients(trx, { studyId: study.id, organisationId });
  const caseOf = new Map(clients.map((client) => [client.caseNumber, client]));
  return marks.map(({ caseNumber, reason }) => {
    const client = caseOf.get(caseNumber);
    if (client === undefined) {
      throw new UserProblem(
        'invalid_input',
        `Casus ${caseNumber} staat niet op de lijst van deze organisatie.`,
      );
    }
    if (client.exclusionReason === null && caseStatusAfter(client.status, 'exclude') === null) {
      throw new UserProblem(
        'wrong_state',
        `Met casus ${caseNumber} is al een interview gehouden. Wil de geïnterviewde dat de antwoorden weg gaan? Laat de veldwerkleider de toestemming intrekken.`,
      );
    }
    return { caseId: client.caseId, reason };
  });
}
