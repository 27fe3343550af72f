import type { Actor, Application } from '../../application.js';
import { type Reader, transaction } from '../../database/database.js';
import { localTime } from '../../domain/calendar/instant.js';
import {
  checkVerification,
  type VerificationCheck,
  type VerificationRefusal,
} from '../../domain/verification/verification-check.js';
import {
  type VerificationOutcome,
  type VerificationStanding,
  verificationStanding,
} from '../../domain/verification/verification-outcome.js';
import { isInVerification } from '../../domain/verification/verification-share.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { lockCase } from '../cases/case-claims.service.js';
import { type CaseFile, getCaseOfStudy, loadCaseFile } from '../cases/cases.service.js';
import { type CaseContact, getCaseContact, isErased } from '../contacts/contacts.service.js';
import { listRunningPauses, pauseOf } from '../field-pauses/field-pauses.service.js';
import { caseObjection } from '../objections/case-objections.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import * as queries from './verification.queries.js';
import type { HeldInterview, VerificationCall } from './verification.queries.js';

export type { VerificationCall } from './verification.queries.js';

/** An interview in the share, with what came of the calls about it. */
export interface ChosenInterview extends HeldInterview, VerificationStanding {
  readonly calls: number;
}

/** The second calls of a study. */
export interface StudyVerification {
  readonly study: Study;
  /** 0–100; `null` before somebody chose. */
  readonly percent: number | null;
  /** Interviews that count. */
  readonly interviews: number;
  /** Those in the share, and those that were called about when it was larger; in the order in which they were held. */
  readonly chosen: readonly ChosenInterview[];
}

/**
 * Which interviews of a study are verified, and how that stands. Who withdrew is in none of it.
 * @throws UserProblem `not_found`
 */
export async function getVerification(app: Application, slug: string): Promise<StudyVerification> {
  const db = app.database.read;
  const study = await getStudy(db, slug);
  const share = await queries.findShare(db, study.id);
  const interviews = await queries.listInterviews(db, study.id);
  const calls = new Map<string, VerificationCall[]>();
  for (const call of await queries.listCallsOfStudy(db, study.id)) {
    calls.set(call.caseId, [...(calls.get(call.caseId) ?? []), call]);
  }
  const isChosen = ({ caseId }: HeldInterview): boolean =>
    calls.has(caseId) || (share !== null && isInVerification(share.secret, share.percent, caseId));
  return {
    study,
    percent: share?.percent ?? null,
    interviews: interviews.length,
    chosen: interviews.filter(isChosen).map((interview) => {
      const own = calls.get(interview.caseId) ?? [];
      return { ...interview, calls: own.length, ...standingOf(own) };
    }),
  };
}

/** A call that is still in hand has come to nothing yet. */
function standingOf(calls: readonly VerificationCall[]): VerificationStanding {
  return verificationStanding(calls.flatMap(({ outcome }) => outcome ?? []));
}

/** Says of how many interviews somebody is called again, in percent. */
export async function chooseShare(
  app: Application,
  actor: Actor,
  { slug, percent }: { readonly slug: string; readonly percent: number },
): Promise<void> {
  await transaction(app.database, async (trx) => {
    const study = await getStudy(trx, slug);
    await queries.saveShare(trx, study.id, { percent, secret: app.newId() });
    await recordAudit(trx, actor, app.clock(), {
      action: 'verification.share',
      objectKind: 'study',
      objectId: study.id,
      detail: { percent },
    });
  });
}

/** Which interview, and who would call about it. */
export interface VerificationKey {
  readonly slug: string;
  readonly caseNumber: string;
  readonly userId: string;
}

/** One interview to verify, as whoever calls sees it. */
export interface VerificationTask {
  readonly study: Study;
  readonly interview: HeldInterview;
  readonly calls: readonly VerificationCall[];
  readonly standing: VerificationStanding;
  readonly check: VerificationCheck;
  /** The call that this person has in hand, with who is called as far as the rules still allow it. */
  readonly inHand: { readonly call: VerificationCall; readonly contact: CaseContact | null } | null;
}

/**
 * An interview to verify. With a call in hand, reading the contact data is written down.
 * @throws UserProblem `not_found`
 */
export async function openTask(
  app: Application,
  actor: Actor,
  key: VerificationKey,
): Promise<VerificationTask> {
  return transaction(app.database, async (trx) => {
    const { contact, file, ...task } = await taskOf(app, trx, key);
    const call = callInHand(app, task.calls, key.userId);
    const isAllowed = call !== null && mayStillSee(file, call);
    if (isAllowed) {
      await recordAudit(trx, actor, app.clock(), {
        action: 'case.read_contact',
        objectKind: 'case',
        objectId: file.record.id,
        detail: { reason: 'verification' },
      });
    }
    return { ...task, inHand: call === null ? null : { call, contact: isAllowed ? contact : null } };
  });
}

/** Somebody may have withdrawn, or had a birthday, since the number was shown. */
function mayStillSee({ verdict }: CaseFile, { askedFor }: VerificationCall): boolean {
  return verdict.kind === 'ask' && verdict.mayBeInterviewed === askedFor;
}

/** A call of another day was left lying. */
function callInHand(
  app: Application,
  calls: readonly VerificationCall[],
  userId: string,
): VerificationCall | null {
  const today = localTime(app.clock()).date;
  const own = calls.find(({ outcome, calledBy }) => outcome === null && calledBy === userId);
  return own !== undefined && localTime(own.calledAt).date === today ? own : null;
}

async function taskOf(
  app: Application,
  db: Reader,
  { slug, caseNumber, userId }: VerificationKey,
): Promise<
  Omit<VerificationTask, 'inHand'> & { readonly contact: CaseContact | null; readonly file: CaseFile }
> {
  const study = await getStudy(db, slug);
  const record = await getCaseOfStudy(db, study, caseNumber);
  const interview = await queries.findInterview(db, record.id);
  if (interview === null) throw new UserProblem('not_found', 'Van deze casus is geen interview dat telt.');
  const calls = await queries.listCallsOfCase(db, record.id);
  await ensureChosen(db, study, interview, calls);
  const file = await loadCaseFile(app, db, study, record);
  const contact = (await isErased(db, record.id)) ? null : await getCaseContact(app, db, record.id);
  const standing = standingOf(calls);
  const case_ = {
    ...file,
    objection:
      contact === null
        ? { isPersonListed: false, numberIds: new Set<string>() }
        : await caseObjection(app, db, contact),
    isInField:
      study.status === 'fieldwork' &&
      pauseOf(await listRunningPauses(db, study.id), record.domainId) === null,
    isDone: standing.isDone,
    interviewerId: interview.interviewerId,
    calledOn: calls.map(({ calledAt }) => localTime(calledAt).date),
  };
  const check = checkVerification(case_, study.rules.calling, userId, app.clock());
  return { study, interview, calls, standing, check, contact, file };
}

/** Nobody opens contact data of a case that is not in the share. */
async function ensureChosen(
  db: Reader,
  study: Study,
  { caseId }: HeldInterview,
  calls: readonly VerificationCall[],
): Promise<void> {
  const share = await queries.findShare(db, study.id);
  const isIn = share !== null && isInVerification(share.secret, share.percent, caseId);
  if (!isIn && calls.length === 0) {
    throw new UserProblem('not_found', 'Dit interview hoort niet bij de controle.');
  }
}

/** What to do when nobody may be called about an interview now. */
export const REFUSAL_TEXTS: Readonly<Record<VerificationRefusal, string>> = {
  not_complete: 'Dit interview telt niet meer als voltooid.',
  done: 'De controle van dit interview is klaar.',
  own_interview: 'U hield dit interview zelf. Laat een andere veldwerkleider bellen.',
  not_in_field: 'Er wordt nu niet gebeld: het veldwerk is gepauzeerd of afgelopen.',
  nobody_may_be_called:
    'Volgens de regels voor toestemming mag nu niemand over dit interview worden gebeld: iemand trok toestemming in of weigerde, werd intussen 12 of 16, of de contactgegevens zijn gewist.',
  objection: 'Deze persoon of dit nummer staat op de bezwaarlijst.',
  no_number: 'Er is geen nummer waarop mag worden gebeld.',
  called_today: 'Over dit interview is vandaag al gebeld. Probeer het op een andere dag.',
  outside_hours: 'Het is nu geen beltijd.',
};

/**
 * Writes a second call down, after which its number is shown. A call that was left lying becomes one that reached nobody.
 * @throws UserProblem `consent_forbids` (audited) or `wrong_state` when nobody may be called now
 */
export async function startCall(app: Application, actor: Actor, key: VerificationKey): Promise<void> {
  const refused = await transaction(app.database, async (trx) => {
    const study = await getStudy(trx, key.slug);
    const { id: caseId } = await getCaseOfStudy(trx, study, key.caseNumber);
    await lockCase(trx, caseId);
    const { calls, check } = await taskOf(app, trx, key);
    if (callInHand(app, calls, key.userId) !== null) return null;
    const about = { objectKind: 'case', objectId: caseId } as const;
    if (!check.ok) {
      await recordAudit(trx, actor, app.clock(), {
        ...about,
        action: 'verification.call',
        result: 'refused',
        detail: { refusal: check.refusal },
      });
      return check.refusal;
    }
    for (const { id, outcome, calledAt } of calls) {
      if (outcome === null) await queries.updateOutcome(trx, id, { outcome: 'not_reached', at: calledAt });
    }
    const call = { id: app.newId(), caseId, contactId: check.numberId, askedFor: check.askFor };
    await queries.insertCall(trx, { ...call, calledAt: app.clock(), calledBy: key.userId });
    await recordAudit(trx, actor, app.clock(), {
      ...about,
      action: 'verification.call',
      detail: { call: call.id, asked_for: check.askFor },
    });
    return null;
  });
  if (refused === null) return;
  const isForbidden = refused === 'nobody_may_be_called' || refused === 'objection';
  throw new UserProblem(isForbidden ? 'consent_forbids' : 'wrong_state', REFUSAL_TEXTS[refused]);
}

/**
 * Writes down what came of a second call. The case, its counts and its rates stay as they are.
 * @throws UserProblem `wrong_state` when this person has no such call in hand
 */
export async function recordVerification(
  app: Application,
  actor: Actor,
  key: VerificationKey,
  { callId, outcome }: { readonly callId: string; readonly outcome: VerificationOutcome },
): Promise<void> {
  await transaction(app.database, async (trx) => {
    const study = await getStudy(trx, key.slug);
    const { id: caseId } = await getCaseOfStudy(trx, study, key.caseNumber);
    await lockCase(trx, caseId);
    const call = (await queries.listCallsOfCase(trx, caseId)).find(({ id }) => id === callId);
    if (call?.calledBy !== key.userId) throw new UserProblem('wrong_state', 'Bel eerst over dit interview.');
    if (call.outcome === outcome) return;
    if (call.outcome !== null) {
      throw new UserProblem('wrong_state', 'Van dit telefoontje is al vastgelegd wat eruit kwam.');
    }
    await queries.updateOutcome(trx, call.id, { outcome, at: app.clock() });
    await recordAudit(trx, actor, app.clock(), {
      action: 'verification.record',
      objectKind: 'case',
      objectId: caseId,
      detail: { call: call.id, outcome },
    });
  });
}
