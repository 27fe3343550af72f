import type { Application } from '../../application.js';
import type { Transaction } from '../../database/database.js';
import { type Instant, localTime } from '../../domain/calendar/instant.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';
import type { CaseState } from '../../domain/contact/case-state.js';
import { CASE_STATUS_TABLE } from '../../domain/contact/case-status.js';
import { hasOpenCall, legalOutcomes, numberToDial } from '../../domain/contact/legal-outcomes.js';
import type { OutcomeCode } from '../../domain/contact/outcome.js';
import { OUTCOMES } from '../../domain/contact/outcome-table.js';
import { studyOutcomes } from '../../domain/contact/study-outcomes.js';
import { UserProblem } from '../../errors.js';
import { listFamilyCases } from '../contacts/contact-list.service.js';
import { eraseContactData } from '../contacts/contacts.service.js';
import type { Study } from '../studies/studies.service.js';
import { endAttempt } from './case-claims.service.js';
import * as history from './case-history.queries.js';
import type { CaseFile } from './case-record.js';
import { addNote } from './case-notes.service.js';
import { listCases } from './cases.queries.js';
import { addCaseEvent, loadCaseFile, markExcluded, refreshCase } from './cases.service.js';

/** What an attempt came to, as the interviewer recorded it. */
export interface OutcomeInput {
  readonly code: OutcomeCode;
  readonly appointment: {
    readonly at: Instant;
    readonly firmness: 'hard' | 'soft';
    readonly withRole: ContactRole;
    /** The number that was agreed; the first that reaches the person when absent. */
    readonly numberId?: string | null;
  } | null;
  /** BCP 47 tag of the language that is needed, with a language barrier. */
  readonly language: string | null;
  /** A finer answer, one of those that the study has under the code. */
  readonly substatus?: string | null;
  /** For the next interviewer; kept sealed. */
  readonly note: string | null;
}

/** Whose outcome it is and what it is about. */
export interface OutcomeContext {
  readonly study: Study;
  readonly file: CaseFile;
  readonly interviewerId: string;
}

/** The call that an outcome would be about now; `null` when nothing was dialled in this attempt. */
export function openCallOf(state: CaseState): { callId: string; numberId: string } | null {
  const last = state.dials.at(-1);
  return last !== undefined && hasOpenCall(state) ? last : null;
}

/**
 * Agreement is asked, and an interview begun, in a call of today: who may decide goes by the age on the day of the
 * contact, and whoever was called before a birthday may be the wrong person after it.
 * @throws UserProblem `wrong_state` when nobody was called, or on an earlier day
 */
export function ensureCallOfToday(app: Application, state: CaseState): void {
  const dialledAt = openCallOf(state) === null ? undefined : state.dials.at(-1)?.at;
  if (dialledAt === undefined) throw new UserProblem('wrong_state', 'Bel eerst; daarna gaat u verder.');
  if (localTime(dialledAt).date === localTime(app.clock()).date) return;
  throw new UserProblem(
    'wrong_state',
    'Dit telefoontje is van een eerdere dag. Leg vast wat ervan kwam, en bel opnieuw.',
  );
}

/**
 * Records what came of the attempt in hand. The attempt ends, except when a number was wrong and another is left to
 * dial at once.
 * @returns `next_number` when the interviewer goes on with the case
 * @throws UserProblem `wrong_state` when the outcome cannot be true now
 */
export async function recordOutcome(
  app: Application,
  trx: Transaction,
  { study, file, interviewerId }: OutcomeContext,
  input: OutcomeInput,
): Promise<'given_back' | 'next_number'> {
  const { id: caseId } = file.record;
  // One moment for the outcome and all that comes with it: by that moment it can be taken back as a whole.
  const at = app.clock();
  const attemptId = file.state.heldBy?.attemptId;
  if (
    attemptId === undefined ||
    !legalOutcomes(file.state, file.verdict, study.rules.outcomes).includes(input.code)
  ) {
    const { label } = studyOutcomes(study.rules.outcomes)[input.code];
    throw new UserProblem('wrong_state', `“${label}” kan nu niet bij deze casus.`);
  }
  await history.insertOutcome(trx, {
    id: app.newId(),
    caseId,
    attemptId,
    callId: lastCallOf(file.state),
    code: input.code,
    language: input.language,
    substatus: input.substatus ?? null,
    recordedAt: at,
    recordedBy: interviewerId,
    appointment: appointmentOf(app, input, interviewerId),
  });
  if (input.note !== null) await addNote(app, trx, { caseId, authorId: interviewerId, note: input.note });
  if (input.code === 'unsafe_or_secret') {
    await markExcluded(app, trx, caseId, 'onveilig');
    await eraseContactData(app, trx, [caseId]);
  }
  if (OUTCOMES[input.code].concerns === 'family') await stopFamily(app, trx, { caseId, interviewerId, at });
  if (OUTCOMES[input.code].followUp === 'next_number' && (await hasNumberLeft(app, trx, study, file))) {
    await refreshCase(app, trx, caseId);
    return 'next_number';
  }
  await endAttempt(app, trx, caseId);
  return 'given_back';
}

/** Nobody calls a family in mourning: its other cases wait until the supervisor decides. */
async function stopFamily(
  app: Application,
  trx: Transaction,
  { caseId, interviewerId, at }: { caseId: string; interviewerId: string; at: Instant },
): Promise<void> {
  const records = await listCases(trx, await listFamilyCases(trx, caseId));
  for (const { id, status } of records) {
    if (CASE_STATUS_TABLE[status].isFinal) continue;
    const event = { kind: 'case_paused', at } as const;
    await addCaseEvent(app, trx, { caseId: id, event, madeBy: interviewerId });
  }
}

/** The call of this attempt, also when the interview went on from it. */
function lastCallOf({ dials, heldBy }: CaseState): string | null {
  const last = dials.at(-1);
  return last !== undefined && last.attemptId === heldBy?.attemptId ? last.callId : null;
}

function appointmentOf(app: Application, { appointment }: OutcomeInput, interviewerId: string) {
  if (appointment === null) return null;
  const { numberId = null } = appointment;
  return { ...appointment, appointmentId: app.newId(), numberId, interviewerId };
}

async function hasNumberLeft(
  app: Application,
  trx: Transaction,
  study: Study,
  { record }: CaseFile,
): Promise<boolean> {
  const { state, verdict } = await loadCaseFile(app, trx, study, await reread(trx, record.id));
  return numberToDial(state, verdict) !== null;
}

async function reread(trx: Transaction, caseId: string): Promise<CaseFile['record']> {
  const [record] = await listCases(trx, [caseId]);
  if (record === undefined) throw new Error('a case in hand exists');
  return record;
}

/** Whether the outcome of this attempt or call was recorded before: a form that was sent twice. */
export async function findRecordedOutcome(
  app: Application,
  about: { attemptId: string; callId: string | null },
): Promise<OutcomeCode | null> {
  return history.findOutcomeOfAttempt(app.database.read, about);
}
