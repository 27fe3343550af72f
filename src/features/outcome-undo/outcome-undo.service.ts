import type { Actor, Application } from '../../application.js';
import { type Reader, type Transaction, transaction } from '../../database/database.js';
import { findGoOnHindrance } from '../../domain/calling/go-on.js';
import type { CaseEvent } from '../../domain/contact/case-event.js';
import { caseStateOf } from '../../domain/contact/case-state-of.js';
import {
  findUndoHindrance,
  lastOutcomeOf,
  type UndoHindrance,
} from '../../domain/contact/standing-history.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { lockCase } from '../cases/case-claims.service.js';
import { isFamilyInHand } from '../cases/family-in-hand.service.js';
import { type CaseRecord, getCase, getCaseOfStudy, listHistory } from '../cases/cases.service.js';
import { findOwnLastOutcome, type RecordedOutcome, takeOutcomeBack } from '../cases/outcome-undo.service.js';
import { forgetCodes } from '../coding/coding.service.js';
import { getCaseContact, isErased } from '../contacts/contacts.service.js';
import { listRunningPauses, pauseOf } from '../field-pauses/field-pauses.service.js';
import { reopenResponse } from '../interviews/taken-back.service.js';
import { caseObjection } from '../objections/case-objections.service.js';
import { getStudy, getStudyById, type Study } from '../studies/studies.service.js';

/** An outcome that somebody may call wrong. */
export interface UndoableOutcome {
  readonly study: Study;
  readonly record: CaseRecord;
  readonly outcome: RecordedOutcome;
  /** Why it cannot be taken back, in Dutch; `null` when it can. */
  readonly hindrance: string | null;
}

const HINDRANCES: Readonly<Record<UndoHindrance, string>> = {
  no_such_outcome: 'Deze uitkomst is al teruggedraaid.',
  not_the_last: 'Na deze uitkomst is een andere vastgelegd. Alleen de laatste is terug te draaien.',
  erased: 'Door deze uitkomst zijn de contactgegevens gewist. Dat is niet terug te draaien.',
  called_since: 'Sinds deze uitkomst heeft een enquêteur de casus weer gehad.',
  decided_since: 'Over deze uitkomst is al besloten.',
  out_of_study: 'De casus doet niet meer mee in het onderzoek.',
};

/** The last outcome of a case that stands, for the supervisor; `null` when there is none. */
export async function findLastOutcome(
  app: Application,
  slug: string,
  caseNumber: string,
): Promise<UndoableOutcome | null> {
  const db = app.database.read;
  const study = await getStudy(db, slug);
  return describe(app, db, study, await getCaseOfStudy(db, study, caseNumber));
}

/** The outcome that an interviewer recorded last, as long as they may take it back themselves. */
export async function findOwnOutcome(
  app: Application,
  interviewerId: string,
): Promise<UndoableOutcome | null> {
  const db = app.database.read;
  const last = await findOwnLastOutcome(app, db, interviewerId);
  if (last === null) return null;
  const record = await getCase(db, last.caseId);
  const found = await describe(app, db, await getStudyById(db, record.studyId), record);
  if (found?.outcome.outcomeId !== last.outcomeId) return null;
  const { study } = found;
  const hindrance = found.hindrance ?? (await whyNotGoOn(app, db, { study, record, interviewerId }));
  return { ...found, hindrance };
}

async function describe(
  app: Application,
  db: Reader,
  study: Study,
  record: CaseRecord,
): Promise<UndoableOutcome | null> {
  const events = await listHistory(db, record);
  const outcome = lastOutcomeOf(events);
  if (outcome === null) return null;
  const hindrance = await whyNot(app, db, { study, record, events, outcomeId: outcome.outcomeId });
  return { study, record, outcome, hindrance };
}

/** Taking back one's own outcome is going on with the case: that takes what a claim takes. */
async function whyNotGoOn(
  app: Application,
  db: Reader,
  { study, record, interviewerId }: { study: Study; record: CaseRecord; interviewerId: string },
): Promise<string | null> {
  const hindrance = findGoOnHindrance(caseStateOf(await listHistory(db, record)), {
    interviewerId,
    pause: pauseOf(await listRunningPauses(db, study.id), record.domainId),
    isFamilyInHand: await isFamilyInHand(db, record.id, app.clock()),
  });
  return hindrance === null ? null : `${hindrance} Vraag de veldwerkleider om de uitkomst terug te draaien.`;
}

interface Asked {
  readonly study: Study;
  readonly record: CaseRecord;
  readonly events: readonly CaseEvent[];
  readonly outcomeId: string;
}

/** Beside what the history says: the fieldwork runs, the contact data are there, and nobody objected for good. */
async function whyNot(app: Application, db: Reader, asked: Asked): Promise<string | null> {
  const { study, record, events, outcomeId } = asked;
  const hindrance = findUndoHindrance(events, outcomeId);
  if (hindrance !== null) return HINDRANCES[hindrance];
  if (study.status !== 'fieldwork') return 'Het veldwerk van dit onderzoek is gesloten.';
  if (await isErased(db, record.id)) return HINDRANCES.erased;
  const { isPersonListed } = await caseObjection(app, db, await getCaseContact(app, db, record.id));
  return isPersonListed
    ? 'Deze persoon staat sindsdien op de bezwaarlijst en wordt niet meer benaderd.'
    : null;
}

/** Which outcome, and why it is wrong. */
export interface UndoInput {
  readonly outcomeId: string;
  readonly reason: string;
}

/**
 * Takes back the outcome that an interviewer recorded last, after which they go on with the same call.
 * @returns the number of the case
 * @throws UserProblem `wrong_state` when it is too late for that
 */
export async function undoOwnOutcome(
  app: Application,
  actor: Actor,
  interviewerId: string,
  input: UndoInput,
): Promise<string> {
  return transaction(app.database, async (trx) => {
    const last = await findOwnLastOutcome(app, trx, interviewerId);
    if (last?.outcomeId !== input.outcomeId) {
      throw new UserProblem('wrong_state', 'Dit is niet (meer) de uitkomst die u het laatst vastlegde.');
    }
    const record = await getCase(trx, last.caseId);
    const study = await getStudyById(trx, record.studyId);
    await undo(app, trx, actor, { study, record, input, again: true });
    const hindrance = await whyNotGoOn(app, trx, { study, record, interviewerId });
    if (hindrance !== null) throw new UserProblem('wrong_state', hindrance);
    return record.caseNumber;
  });
}

/**
 * Takes back the last outcome of a case, after which the case goes back into the queue.
 * @throws UserProblem `wrong_state` when the outcome stands for good
 */
export async function undoOutcome(
  app: Application,
  actor: Actor,
  key: { readonly slug: string; readonly caseNumber: string },
  input: UndoInput,
): Promise<void> {
  await transaction(app.database, async (trx) => {
    const study = await getStudy(trx, key.slug);
    const record = await getCaseOfStudy(trx, study, key.caseNumber);
    await undo(app, trx, actor, { study, record, input, again: false });
  });
}

async function undo(
  app: Application,
  trx: Transaction,
  actor: Actor,
  asked: { study: Study; record: CaseRecord; input: UndoInput; again: boolean },
): Promise<void> {
  const { study, record, input, again } = asked;
  await lockCase(trx, record.id);
  const events = await listHistory(trx, record);
  const outcome = lastOutcomeOf(events);
  if (outcome?.outcomeId !== input.outcomeId) {
    throw new UserProblem('wrong_state', 'Dit is niet (meer) de laatste uitkomst van deze casus.');
  }
  const hindrance = await whyNot(app, trx, { study, record, events, outcomeId: outcome.outcomeId });
  if (hindrance !== null) throw new UserProblem('wrong_state', hindrance);
  const reopened = await reopenResponse(trx, study, record.id);
  if (reopened !== null) await forgetCodes(trx, reopened);
  await takeOutcomeBack(app, trx, record, { outcome, by: actor.id, reason: input.reason, again });
  await recordAudit(trx, actor, app.clock(), {
    action: 'case.undo_outcome',
    objectKind: 'case',
    objectId: record.id,
    detail: { code: outcome.code },
  });
}
