import type { Actor, Application } from '../../application.js';
import { type Reader, type Transaction, transaction } from '../../database/database.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { endAttempt, lockCase } from '../cases/case-claims.service.js';
import { addCaseEvent, type CaseFile, getCaseOfStudy, loadCaseFile } from '../cases/cases.service.js';
import { countConcernsOfCase, deleteSettledConcerns } from '../concerns/concerns.service.js';
import { withdrawConsents } from '../consents/consents.service.js';
import {
  type CaseContact,
  eraseContactData,
  getCaseContact,
  isErased,
} from '../contacts/contacts.service.js';
import { forgetInterviewed } from '../interviewed-persons/interviewed-persons.service.js';
import { deleteResponseOfCase } from '../interviews/taken-back.service.js';
import { subjectsOfCase } from '../objections/case-objections.service.js';
import { addObjections } from '../objections/objections.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { listUsers } from '../users/users.service.js';
import type { AskedBy, AskedThrough, DeletedData } from './withdrawal.js';
import * as queries from './withdrawals.queries.js';
import type { StoredWithdrawal } from './withdrawals.queries.js';

export type { StoredWithdrawal } from './withdrawals.queries.js';

/** What a withdrawal will do to a case, before anything is done. */
export interface WithdrawalPreview {
  readonly study: Study;
  readonly caseNumber: string;
  readonly state: CaseFile['state'];
  readonly contact: CaseContact;
  readonly deletes: DeletedData;
  /** Who has the case in hand now; `null` when nobody has. */
  readonly heldBy: string | null;
  readonly openConcerns: number;
}

interface CaseKey {
  readonly slug: string;
  readonly caseNumber: string;
}

/**
 * Looks at what a withdrawal will do. It shows who the case is about, which is written to the audit log.
 * @throws UserProblem `not_found`, or `wrong_state` when there is nobody to withdraw any more
 */
export async function previewWithdrawal(
  app: Application,
  actor: Actor,
  { slug, caseNumber }: CaseKey,
): Promise<WithdrawalPreview> {
  return transaction(app.database, async (trx) => {
    const study = await getStudy(trx, slug);
    const record = await getCaseOfStudy(trx, study, caseNumber);
    const { state } = await loadCaseFile(app, trx, study, record);
    await ensureWithdrawable(trx, study, { record, state });
    await recordAudit(trx, actor, app.clock(), {
      action: 'case.read_contact',
      objectKind: 'case',
      objectId: record.id,
      detail: { reason: 'withdrawal' },
    });
    const isHeld = record.leaseUntil !== null && record.leaseUntil > app.clock();
    const names = new Map((await listUsers(app)).map(({ id, name }) => [id, name]));
    return {
      study,
      caseNumber,
      state,
      contact: await getCaseContact(app, trx, record.id),
      deletes: await deletesOf(trx, record.id, state),
      heldBy: isHeld ? (names.get(record.leaseInterviewerId ?? '') ?? null) : null,
      openConcerns: (await countConcernsOfCase(trx, record.id)).open,
    };
  });
}

async function deletesOf(db: Reader, caseId: string, state: CaseFile['state']): Promise<DeletedData> {
  return {
    ...(await queries.countDeletable(db, caseId)),
    appointments: state.appointment === null ? 0 : 1,
    concerns: (await countConcernsOfCase(db, caseId)).settled,
  };
}

/** Who asked, how, and whether they never want to be approached again. */
export interface WithdrawalRequest extends CaseKey {
  readonly askedBy: AskedBy;
  readonly askedThrough: AskedThrough;
  readonly neverAgain: boolean;
}

/**
 * Carries out that somebody took consent back, all in one transaction: nobody calls any more, also not who has the case
 * now; answers, their history and the contact data are gone for good; the case is in no rate, table, list or file.
 * @returns the proof
 * @throws UserProblem `not_found`, or `wrong_state` when the case is out already
 */
export async function withdrawCase(
  app: Application,
  actor: Actor,
  request: WithdrawalRequest,
): Promise<StoredWithdrawal> {
  return transaction(app.database, async (trx) => {
    const study = await getStudy(trx, request.slug);
    await lockCase(trx, (await getCaseOfStudy(trx, study, request.caseNumber)).id);
    const record = await getCaseOfStudy(trx, study, request.caseNumber);
    const { state } = await loadCaseFile(app, trx, study, record);
    await ensureWithdrawable(trx, study, { record, state });
    const deleted = await deletesOf(trx, record.id, state);
    // The list is for real people, and outlives the study.
    const neverAgain = request.neverAgain && !study.isPractice;
    if (neverAgain) await objectFor(app, trx, actor, { caseId: record.id, askedBy: request.askedBy });
    await withdrawConsents(app, trx, record.id);
    await deleteResponseOfCase(trx, record.id);
    await forgetInterviewed(trx, record.studyId, record.id);
    const event = { kind: 'consent_withdrawn', at: app.clock() } as const;
    await addCaseEvent(app, trx, { caseId: record.id, event, madeBy: actor.id });
    await deleteSettledConcerns(trx, record.id);
    await eraseContactData(app, trx, [record.id]);
    await endAttempt(app, trx, record.id);
    const about = { request: { ...request, neverAgain }, study, caseId: record.id, deleted };
    const withdrawal = storedWithdrawal(app, actor, about);
    await queries.insertWithdrawal(trx, withdrawal);
    await recordAudit(trx, actor, app.clock(), {
      action: 'consent.withdraw',
      objectKind: 'case',
      objectId: record.id,
      detail: { reference: withdrawal.reference, asked_by: request.askedBy, never_again: neverAgain },
    });
    return withdrawal;
  });
}

function storedWithdrawal(
  app: Application,
  actor: Actor,
  about: { request: WithdrawalRequest; study: Study; caseId: string; deleted: DeletedData },
): StoredWithdrawal {
  const { request, study, caseId, deleted } = about;
  return {
    id: app.newId(),
    studyId: study.id,
    caseId,
    caseNumber: request.caseNumber,
    reference: referenceFrom(app.newId()),
    askedBy: request.askedBy,
    askedThrough: request.askedThrough,
    deleted,
    isOnObjectionList: request.neverAgain,
    withdrawnAt: app.clock(),
    withdrawnBy: actor.id,
  };
}

/** Two groups of five: short enough to read aloud, and not to be guessed (50 bits). */
function referenceFrom(id: string): string {
  return `${id.slice(0, 5)}-${id.slice(5, 10)}`.toUpperCase();
}

/**
 * Puts on the list who asked: the person, and the numbers of whoever said so. The number of a guardian is that of an
 * institution, behind which are many children.
 */
async function objectFor(
  app: Application,
  trx: Transaction,
  actor: Actor,
  { caseId, askedBy }: { caseId: string; askedBy: AskedBy },
): Promise<void> {
  const contact = await getCaseContact(app, trx, caseId);
  const subjects = subjectsOfCase(contact, ({ kind }) => kind === askedBy && kind !== 'guardian');
  await addObjections(app, trx, actor, { subjects, source: 'withdrawal' });
}

async function ensureWithdrawable(
  db: Reader,
  { status }: Study,
  { record, state }: Pick<CaseFile, 'record' | 'state'>,
): Promise<void> {
  if (state.status === 'withdrawn') {
    throw new UserProblem('wrong_state', 'De toestemming voor deze casus is al ingetrokken.');
  }
  if (state.status === 'excluded') {
    throw new UserProblem(
      'wrong_state',
      'Deze casus is al uitgesloten: naam, nummers en antwoorden zijn al gewist.',
    );
  }
  if (status === 'destroyed' || (await isErased(db, record.id))) {
    throw new UserProblem(
      'wrong_state',
      'De contactgegevens zijn vernietigd. Niemand weet nog welke antwoorden bij wie horen.',
    );
  }
}

/** The withdrawals of a study, the newest first. */
export async function listWithdrawals(db: Reader, study: Study): Promise<readonly StoredWithdrawal[]> {
  return queries.listWithdrawals(db, study.id);
}

/** The proof of the withdrawal of a case, or `null`. */
export async function findWithdrawalOfCase(
  db: Reader,
  study: Study,
  caseId: string,
): Promise<StoredWithdrawal | null> {
  return (await queries.listWithdrawals(db, study.id, { caseId }))[0] ?? null;
}

/** @throws UserProblem `not_found` */
export async function getWithdrawal(db: Reader, study: Study, id: string): Promise<StoredWithdrawal> {
  const [withdrawal] = await queries.listWithdrawals(db, study.id, { id });
  if (withdrawal === undefined) throw new UserProblem('not_found', 'Dit bewijs van intrekking is er niet.');
  return withdrawal;
}
