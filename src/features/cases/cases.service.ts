import type { Application } from '../../application.js';
import type { Reader, Transaction } from '../../database/database.js';
import { sideBySide } from '../../database/side-by-side.js';
import type { CivilDate } from '../../domain/calendar/civil-date.js';
import { localTime } from '../../domain/calendar/instant.js';
import type { ConsentRecord } from '../../domain/consent/consent-record.js';
import { type ConsentVerdict, whoMayBeAsked } from '../../domain/consent/who-may-be-asked.js';
import type { CaseEvent, ExclusionReason } from '../../domain/contact/case-event.js';
import { caseStateOf } from '../../domain/contact/case-state-of.js';
import { measureCode } from '../../domain/interview/measure-code.js';
import { UserProblem } from '../../errors.js';
import { listConsents } from '../consents/consents.service.js';
import { listBirthDates, listCaseNumbers } from '../contacts/contact-list.service.js';
import { getStudyById, type Study } from '../studies/studies.service.js';
import { moveSeats } from './case-claims.queries.js';
import * as history from './case-history.queries.js';
import type { StoredEvent } from './case-history.queries.js';
import { storedStateOf } from './case-plan.js';
import type { CaseFile, CaseRecord } from './case-record.js';
import * as queries from './cases.queries.js';

export { permittedPlan } from './case-plan.js';
export { insertAppointment } from './case-appointments.queries.js';
export type { CaseFile, CaseRecord } from './case-record.js';
export { countByStatus, listAppointedCases, listCasesWithAppointmentOf } from './cases.queries.js';

/** What happened to a case outside calls and outcomes, for `addCaseEvent`. */
export type CaseHappening = StoredEvent;

/** Cases with all that follows from their history today, in the order given. */
export async function loadCaseFiles(
  app: Application,
  db: Reader,
  study: Study,
  records: readonly CaseRecord[],
): Promise<readonly CaseFile[]> {
  const ids = records.map(({ id }) => id);
  const [histories, consents, births] = await sideBySide(db, [
    () => history.listHistories(db, ids),
    () => listConsents(db, ids),
    () => listBirthDates(app, db, ids),
  ]);
  return records.map((record) => {
    const state = caseStateOf(wholeHistory(record, histories.get(record.id) ?? []));
    const facts = {
      record,
      bornOn: births.get(record.id) ?? null,
      consents: consents.get(record.id) ?? [],
    };
    return { ...facts, state, hasGuardian: isWard(record), verdict: verdictToday(app, study, facts) };
  });
}

/** The case with all that follows from its history today. */
export async function loadCaseFile(
  app: Application,
  db: Reader,
  study: Study,
  record: CaseRecord,
): Promise<CaseFile> {
  const [file] = await loadCaseFiles(app, db, study, [record]);
  if (file === undefined) throw new Error('a case has a file');
  return file;
}

/** What the consent in a case depends on. */
export interface ConsentFacts {
  readonly record: CaseRecord;
  readonly bornOn: CivilDate | null;
  readonly consents: readonly ConsentRecord[];
}

/** Who may be asked in a case today. */
export function verdictToday(
  app: Application,
  study: Study,
  { record, bornOn, consents }: ConsentFacts,
): ConsentVerdict {
  if (bornOn === null) return NOBODY_KNOWN;
  const today = localTime(app.clock()).date;
  return whoMayBeAsked({ bornOn, hasGuardian: isWard(record) }, consents, today, study.rules.consent);
}

/** Once the contact data are gone nobody can be asked, and no consent can be judged. */
const NOBODY_KNOWN: ConsentVerdict = { kind: 'nobody', band: 'parent_only', reason: 'withdrawn' };

/** A child under guardianship (voogdij) has a guardian in the place of the parent. */
function isWard({ measure }: CaseRecord): boolean {
  return measureCode(measure) === 'voogdij';
}

function wholeHistory(record: CaseRecord, events: readonly CaseEvent[]): readonly CaseEvent[] {
  const released: readonly CaseEvent[] =
    record.releasedAt === null ? [] : [{ kind: 'case_released', at: record.releasedAt }];
  return history.inOrder([...released, ...events, ...exclusionOf(record, events)]);
}

/** Everything that happened to a case, in the order in which it happened. */
export async function listHistory(db: Reader, record: CaseRecord): Promise<readonly CaseEvent[]> {
  return (await listHistoriesOf(db, [record])).get(record.id) ?? [];
}

/** Everything that happened to each of these cases, by key. */
export async function listHistoriesOf(
  db: Reader,
  records: readonly CaseRecord[],
): Promise<ReadonlyMap<string, readonly CaseEvent[]>> {
  const histories = await history.listHistories(
    db,
    records.map(({ id }) => id),
  );
  return new Map(records.map((record) => [record.id, wholeHistory(record, histories.get(record.id) ?? [])]));
}

/** An outcome that excludes is the exclusion already; the column then only repeats its reason. */
function exclusionOf(record: CaseRecord, events: readonly CaseEvent[]): readonly CaseEvent[] {
  const { exclusionReason: reason, excludedAt: at } = record;
  const isOutcome = events.some(
    (event) => event.kind === 'outcome_recorded' && event.code === 'unsafe_or_secret',
  );
  return reason === null || at === null || isOutcome ? [] : [{ kind: 'case_excluded', at, reason }];
}

/**
 * Derives the state of a case from its history again and stores it with the moment of the next call. Every write
 * to the history ends with this, in the same transaction.
 */
export async function refreshCase(app: Application, trx: Transaction, caseId: string): Promise<void> {
  const record = await getCase(trx, caseId);
  await refreshAll(app, trx, await getStudyById(trx, record.studyId), [record]);
}

/** The same for many cases of one study: after their history came in as a whole. */
export async function refreshCases(
  app: Application,
  trx: Transaction,
  study: Study,
  caseIds: readonly string[],
): Promise<void> {
  await refreshAll(app, trx, study, await queries.listCases(trx, caseIds));
}

/**
 * Writes down which numbers these cases have and when they are due. For cases of one study that were just
 * released, or whose numbers changed.
 */
async function placeInQueue(app: Application, trx: Transaction, caseIds: readonly string[]): Promise<void> {
  const records = await queries.listCases(trx, caseIds);
  const [first] = records;
  if (first === undefined) return;
  const numbers = await listCaseNumbers(trx, caseIds);
  await history.insertEvents(
    trx,
    records.map(({ id, releasedAt }) => ({
      id: app.newId(),
      caseId: id,
      event: { kind: 'numbers_listed', at: releasedAt ?? app.clock(), numbers: numbers.get(id) ?? [] },
      madeBy: null,
    })),
  );
  await refreshAll(app, trx, await getStudyById(trx, first.studyId), records);
}

async function refreshAll(
  app: Application,
  trx: Transaction,
  study: Study,
  records: readonly CaseRecord[],
): Promise<void> {
  await storeStates(app, trx, study, await loadCaseFiles(app, trx, study, records));
}

/** Stores what follows from the histories of cases; the places in the targets last, so that claims wait shortly. */
export async function storeStates(
  app: Application,
  trx: Transaction,
  { rules }: Study,
  files: readonly CaseFile[],
): Promise<void> {
  const today = localTime(app.clock()).date;
  const moves = new Map<string, number>();
  for (const file of files) {
    const { domainId } = file.record;
    const move = await queries.updateState(trx, file.record, storedStateOf(file, rules, today));
    moves.set(domainId, (moves.get(domainId) ?? 0) + move);
  }
  await moveSeats(trx, moves);
}

/** How many cases of a replicate would be released now. */
export async function countReleasable(db: Reader, study: Study, replicate: number): Promise<number> {
  return (await queries.listReleasable(db, study.id, replicate)).length;
}

/**
 * Gives a replicate to the field: everybody in it who was not excluded.
 * @returns how many cases were released
 */
export async function releaseReplicate(
  app: Application,
  trx: Transaction,
  study: Study,
  replicate: number,
): Promise<number> {
  const ids = await queries.listReleasable(trx, study.id, replicate);
  await queries.updateReleased(trx, ids, app.clock());
  await placeInQueue(app, trx, ids);
  return ids.length;
}

/** Adds to the history what happened outside calls and outcomes. */
export async function addCaseEvent(
  app: Application,
  trx: Transaction,
  { caseId, event, madeBy }: { caseId: string; event: CaseHappening; madeBy: string | null },
): Promise<void> {
  await history.insertEvents(trx, [{ id: app.newId(), caseId, event, madeBy }]);
  await refreshCase(app, trx, caseId);
}

/** The same event in the history of many cases of one study. */
export async function addToHistories(
  app: Application,
  trx: Transaction,
  study: Study,
  { caseIds, event, madeBy }: { caseIds: readonly string[]; event: CaseHappening; madeBy: string | null },
): Promise<void> {
  const events = caseIds.map((caseId) => ({ id: app.newId(), caseId, event, madeBy }));
  await history.insertEvents(trx, events);
  await refreshCases(app, trx, study, caseIds);
}

/** Marks a case as taken out of the sample; its contact data are for the caller to erase. */
export async function markExcluded(
  app: Application,
  trx: Transaction,
  caseId: string,
  reason: ExclusionReason,
): Promise<void> {
  await queries.updateExcluded(trx, caseId, { reason, at: app.clock() });
  await refreshCase(app, trx, caseId);
}

/** @throws UserProblem `not_found` */
export async function getCase(db: Reader, id: string): Promise<CaseRecord> {
  const [record] = await queries.listCases(db, [id]);
  if (record === undefined) throw new UserProblem('not_found', 'Deze casus is er niet.');
  return record;
}

/** @throws UserProblem `not_found` */
export async function getCaseOfStudy(db: Reader, study: Study, caseNumber: string): Promise<CaseRecord> {
  const record = await queries.findCaseOfStudy(db, study.id, caseNumber);
  if (record === null) throw new UserProblem('not_found', `Casus ${caseNumber} is er niet.`);
  return record;
}

/** Cases of a study by number, in the order of their numbers; numbers that no case has are left out. */
export async function listCasesByNumber(
  db: Reader,
  study: Study,
  caseNumbers: readonly string[],
): Promise<readonly CaseRecord[]> {
  return queries.listCasesByNumber(db, study.id, caseNumbers);
}

/** Cases by key, in the order of their keys. */
export async function listCasesById(db: Reader, ids: readonly string[]): Promise<readonly CaseRecord[]> {
  return queries.listCases(db, ids);
}

export async function isCaseOfStudy(db: Reader, study: Study, caseNumber: string): Promise<boolean> {
  return (await queries.findCaseOfStudy(db, study.id, caseNumber)) !== null;
}

/** The cases of a study with one of these statuses, in the order of their numbers. */
export async function listCasesWithStatus(
  db: Reader,
  study: Study,
  statuses: readonly CaseRecord['status'][],
): Promise<readonly CaseRecord[]> {
  return queries.listCasesWithStatus(db, study.id, statuses);
}
