import type { Actor, Application } from '../../application.js';
import { type Reader, type Transaction, transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import {
  type ConcernState,
  type ConcernStep,
  concernStateAfter,
} from '../../domain/concern/concern-state.js';
import { UserProblem } from '../../errors.js';
import { concernNotePlace, concernPlace } from '../../vault/sealed-places.js';
import { recordAudit } from '../audit/audit.service.js';
import { listOwnCases, lockCase } from '../cases/case-claims.service.js';
import { renewToFinish } from '../cases/case-holds.service.js';
import type { CaseRecord } from '../cases/cases.service.js';
import type { OwnCaseKey } from '../cases/own-case.service.js';
import { findRecentCase } from '../cases/recent-case.service.js';
import { type CaseContact, getCaseContact, isErased } from '../contacts/contacts.service.js';
import { getStudy, getStudyById, type Study } from '../studies/studies.service.js';
import { listUsers } from '../users/users.service.js';
import * as queries from './concerns.queries.js';
import type { ConcernEventKind, StoredConcern } from './concerns.queries.js';

export type { ConcernEventKind } from './concerns.queries.js';

/** A concern in the queue: not a word of what it is about. */
export interface ConcernLine {
  readonly id: string;
  readonly caseNumber: string;
  readonly isUrgent: boolean;
  readonly state: ConcernState;
  readonly reportedAt: Instant;
  readonly reportedBy: string;
}

/** An entry in the log of a concern. */
export interface ConcernEntry {
  readonly kind: ConcernEventKind;
  readonly at: Instant;
  readonly by: string;
  readonly note: string | null;
}

/** A concern as its supervisor reads it. */
export interface OpenConcern extends ConcernLine {
  readonly study: Study;
  readonly text: string;
  /** `null` once the contact data of the case are gone. */
  readonly contact: CaseContact | null;
  readonly log: readonly ConcernEntry[];
}

/** What an interviewer writes down. The id comes with the page, so that a form that is sent twice counts once. */
export interface NewConcern {
  readonly id: string;
  readonly isUrgent: boolean;
  readonly text: string;
}

/** The case about which an interviewer reports: the one in hand, or one that they had until an hour ago. */
export interface ReportedCase {
  readonly study: Study;
  readonly record: CaseRecord;
  /** It left their hands: there is no conversation to go back to. */
  readonly isOver: boolean;
}

/**
 * @throws UserProblem `case_taken` when the interviewer does not have the case, nor had it in the last hour, `wrong_state`
 *   when its contact data are erased
 */
export async function getReportedCase(
  app: Application,
  db: Reader,
  { interviewerId, caseNumber }: OwnCaseKey,
): Promise<ReportedCase> {
  const held = (await listOwnCases(db, interviewerId)).find((one) => one.caseNumber === caseNumber);
  const record = held ?? (await findRecentCase(app, db, { interviewerId, caseNumber }));
  if (record === null) throw new UserProblem('case_taken');
  if (await isErased(db, record.id)) {
    throw new UserProblem('wrong_state', 'De gegevens van deze casus zijn gewist. Bel de veldwerkleider.');
  }
  return { study: await getStudyById(db, record.studyId), record, isOver: held === undefined };
}

/**
 * Puts a concern in its own sealed store. The case goes on as it was: a concern is no outcome.
 * @throws UserProblem `case_taken` when whoever reports does not have the case, nor had it in the last hour
 */
export async function reportConcern(
  app: Application,
  actor: Actor,
  key: OwnCaseKey,
  { id, isUrgent, text }: NewConcern,
): Promise<void> {
  const { interviewerId } = key;
  await transaction(app.database, async (trx) => {
    const { study, record, isOver } = await getReportedCase(app, trx, key);
    if (isOver) await lockCase(trx, record.id);
    else await renewToFinish(app, trx, { caseId: record.id, interviewerId });
    const known = await queries.findConcern(trx, id);
    if (known !== null) {
      if (known.caseId === record.id && known.reportedBy === interviewerId) return;
      throw new UserProblem('stale_form');
    }
    await queries.insertConcern(trx, {
      id,
      studyId: study.id,
      caseId: record.id,
      isUrgent,
      textSealed: app.vault.seal(text, concernPlace(id)),
      reportedAt: app.clock(),
      reportedBy: interviewerId,
    });
    await addEntry(app, trx, actor, { concernId: id, kind: 'reported', note: null });
  });
}

interface NewEntry {
  readonly concernId: string;
  readonly kind: ConcernEventKind;
  readonly note: string | null;
}

/** Adds to the log of the concern itself and to the log of the program, which does not say of which case it is. */
async function addEntry(
  app: Application,
  trx: Transaction,
  actor: Actor,
  { concernId, kind, note }: NewEntry,
): Promise<void> {
  const sequence = ((await queries.listEvents(trx, concernId)).at(-1)?.sequence ?? 0) + 1;
  await queries.insertEvent(trx, {
    concernId,
    sequence,
    kind,
    noteSealed: note === null ? null : app.vault.seal(note, concernNotePlace(concernId, sequence)),
    at: app.clock(),
    madeBy: actor.id,
  });
  await recordAudit(trx, actor, app.clock(), {
    action: `concern.${kind}`,
    objectKind: 'concern',
    objectId: concernId,
  });
}

/** The concerns of a study, those in danger first and then the oldest. */
export async function listConcerns(app: Application, study: Study): Promise<readonly ConcernLine[]> {
  const names = await namesOfUsers(app);
  return (await queries.listConcerns(app.database.read, study.id)).map((concern) => toLine(concern, names));
}

/** How many concerns wait for a supervisor: new ones, and those that somebody took in hand. */
export async function countOpenConcerns(
  db: Reader,
  study: Study,
): Promise<{ readonly fresh: number; readonly inHand: number }> {
  const counts = await queries.countByState(db, study.id);
  return { fresh: counts.get('new') ?? 0, inHand: counts.get('in_hand') ?? 0 };
}

/**
 * What a concern says, and whom it is about. The reading is written down in the same transaction.
 * @throws UserProblem `not_found`
 */
export async function readConcern(
  app: Application,
  actor: Actor,
  { slug, id }: { readonly slug: string; readonly id: string },
): Promise<OpenConcern> {
  const study = await getStudy(app.database.read, slug);
  await transaction(app.database, async (trx) => {
    await queries.lockConcern(trx, id);
    const concern = await getConcern(trx, study, id);
    await addEntry(app, trx, actor, { concernId: id, kind: 'read', note: null });
    if (await isErased(trx, concern.caseId)) return;
    await recordAudit(trx, actor, app.clock(), {
      action: 'case.read_contact',
      objectKind: 'case',
      objectId: concern.caseId,
      detail: { reason: 'concern' },
    });
  });
  return openConcern(app, study, await getConcern(app.database.read, study, id));
}

/**
 * The concern for the page that follows a form with a mistake: it was read a moment ago, and that is in the log.
 * @throws UserProblem `not_found`
 */
export async function showConcernAgain(app: Application, study: Study, id: string): Promise<OpenConcern> {
  return openConcern(app, study, await getConcern(app.database.read, study, id));
}

async function openConcern(app: Application, study: Study, concern: StoredConcern): Promise<OpenConcern> {
  const db = app.database.read;
  const names = await namesOfUsers(app);
  const gone = await isErased(db, concern.caseId);
  return {
    ...toLine(concern, names),
    study,
    text: app.vault.open(concern.textSealed, concernPlace(concern.id)),
    contact: gone ? null : await getCaseContact(app, db, concern.caseId),
    log: (await queries.listEvents(db, concern.id)).map(({ kind, at, madeBy, noteSealed, sequence }) => ({
      kind,
      at,
      by: names.get(madeBy ?? '') ?? '',
      note: noteSealed === null ? null : app.vault.open(noteSealed, concernNotePlace(concern.id, sequence)),
    })),
  };
}

const ENTRY_OF: Readonly<Record<ConcernStep, ConcernEventKind>> = {
  take_in_hand: 'taken_in_hand',
  note: 'noted',
  settle: 'settled',
  reopen: 'reopened',
};

/** What a supervisor does with a concern. */
export interface ConcernDecision {
  readonly slug: string;
  readonly id: string;
  readonly step: ConcernStep;
  readonly note: string | null;
}

/**
 * Takes a concern a step further. One about somebody whose contact data are gone is deleted once it is settled: until
 * then it stays, because a child may be in danger.
 * @returns whether the concern is still there
 * @throws UserProblem `not_found`, or `wrong_state` when somebody else was first
 */
export async function decideConcern(
  app: Application,
  actor: Actor,
  { slug, id, step, note }: ConcernDecision,
): Promise<boolean> {
  return transaction(app.database, async (trx) => {
    const study = await getStudy(trx, slug);
    await queries.lockConcern(trx, id);
    const concern = await getConcern(trx, study, id);
    const next = concernStateAfter(concern.state, step);
    if (next === null) throw new UserProblem('wrong_state', 'Iemand anders was u voor met dit zorgsignaal.');
    await addEntry(app, trx, actor, { concernId: id, kind: ENTRY_OF[step], note });
    await queries.updateState(trx, id, next);
    if (next !== 'settled' || !(await isErased(trx, concern.caseId))) return true;
    await queries.deleteConcerns(trx, [id]);
    return false;
  });
}

/** How many concerns of a case are open, and how many are settled. */
export async function countConcernsOfCase(
  db: Reader,
  caseId: string,
): Promise<{ readonly open: number; readonly settled: number }> {
  const concerns = await queries.listOfCase(db, caseId);
  const settled = concerns.filter(({ state }) => state === 'settled').length;
  return { open: concerns.length - settled, settled };
}

/**
 * Deletes the settled concerns of a case whose contact data go. An open one stays until it is settled.
 * @returns how many were deleted
 */
export async function deleteSettledConcerns(trx: Transaction, caseId: string): Promise<number> {
  const settled = (await queries.listOfCase(trx, caseId)).filter(({ state }) => state === 'settled');
  await queries.deleteConcerns(
    trx,
    settled.map(({ id }) => id),
  );
  return settled.length;
}

async function getConcern(db: Reader, study: Study, id: string): Promise<StoredConcern> {
  const concern = await queries.findConcern(db, id);
  if (concern?.studyId === study.id) return concern;
  throw new UserProblem('not_found', 'Dit zorgsignaal is er niet (meer).');
}

async function namesOfUsers(app: Application): Promise<ReadonlyMap<string, string>> {
  return new Map((await listUsers(app)).map(({ id, name }) => [id, name]));
}

function toLine(concern: StoredConcern, names: ReadonlyMap<string, string>): ConcernLine {
  const { id, caseNumber, isUrgent, state, reportedAt, reportedBy } = concern;
  return { id, caseNumber, isUrgent, state, reportedAt, reportedBy: names.get(reportedBy ?? '') ?? '' };
}
