import type { Application } from '../../application.js';
import type { Reader, Transaction } from '../../database/database.js';
import { addMinutes } from '../../domain/calendar/instant.js';
import type { CaseEvent, OutcomeRecorded } from '../../domain/contact/case-event.js';
import { caseStateOf } from '../../domain/contact/case-state-of.js';
import { isFinalRefusal } from '../../domain/contact/final-refusal.js';
import { OUTCOMES } from '../../domain/contact/outcome-table.js';
import { undoLastRefusal } from '../consents/consents.service.js';
import { listFamilyCases } from '../contacts/contact-list.service.js';
import { resumeAttempt } from './case-claims.service.js';
import * as history from './case-history.queries.js';
import type { CaseRecord } from './case-record.js';
import { listCases } from './cases.queries.js';
import { addCaseEvent, listHistory, refreshCase } from './cases.service.js';

/** An outcome that was recorded, with its moment. */
export type RecordedOutcome = OutcomeRecorded & Pick<CaseEvent, 'at'>;

/** So long after recording an outcome the interviewer can take it back and go on with the call. */
const OWN_UNDO_MINUTES = 60;

/** The outcome that an interviewer recorded last, as long as they can take it back themselves. */
export async function findOwnLastOutcome(
  app: Application,
  db: Reader,
  interviewerId: string,
): Promise<{ readonly outcomeId: string; readonly caseId: string } | null> {
  return history.findLastRecorded(db, interviewerId, addMinutes(app.clock(), -OWN_UNDO_MINUTES));
}

/**
 * Takes an outcome back in the history of its case, with all that was derived from it: the refusal that came with it,
 * and the pause of other cases of the family. Whether that may be done is for the caller to decide.
 * @param again whether the interviewer goes on with the call; otherwise the case goes back into the queue
 */
export async function takeOutcomeBack(
  app: Application,
  trx: Transaction,
  record: CaseRecord,
  undo: {
    readonly outcome: RecordedOutcome;
    readonly by: string | null;
    readonly reason: string;
    readonly again: boolean;
  },
): Promise<void> {
  const { outcome, by, reason, again } = undo;
  await history.insertUndo(trx, {
    id: app.newId(),
    outcome: { id: outcome.outcomeId, caseId: record.id, code: outcome.code },
    undoneAt: app.clock(),
    undoneBy: by,
    reason,
  });
  await undoRefusalOf(app, trx, record, outcome);
  if (OUTCOMES[outcome.code].concerns === 'family') await wakeFamily(app, trx, record, outcome);
  if (again) {
    const { attemptId: id, interviewerId } = outcome;
    await resumeAttempt(app, trx, { id, caseId: record.id, interviewerId });
  }
  await refreshCase(app, trx, record.id);
}

/**
 * The refusal with which the attempt ended is what a final refusal stands for: it goes with it. What somebody else said
 * before, or what was said in an interview that broke off, was said all the same.
 */
async function undoRefusalOf(
  app: Application,
  trx: Transaction,
  record: CaseRecord,
  outcome: RecordedOutcome,
): Promise<void> {
  if (!isFinalRefusal(outcome.code)) return;
  const began = (await listHistory(trx, record)).find(
    (event) => event.kind === 'attempt_started' && event.attemptId === outcome.attemptId,
  );
  if (began === undefined) return;
  await undoLastRefusal(app, trx, { caseId: record.id, from: began.at, until: outcome.at });
}

/** Lifts the pauses that came with the outcome; a pause of before stays. */
async function wakeFamily(
  app: Application,
  trx: Transaction,
  record: CaseRecord,
  { at }: RecordedOutcome,
): Promise<void> {
  for (const other of await listCases(trx, await listFamilyCases(trx, record.id))) {
    const events = await listHistory(trx, other);
    const without = events.filter((event) => event.kind !== 'case_paused' || event.at !== at);
    if (!caseStateOf(events).isPaused || caseStateOf(without).isPaused) continue;
    const event = { kind: 'case_resumed', at: app.clock() } as const;
    await addCaseEvent(app, trx, { caseId: other.id, event, madeBy: null });
  }
}
