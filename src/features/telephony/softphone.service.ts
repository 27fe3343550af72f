import type { Actor, Application } from '../../application.js';
import type { OutcomeCode } from '../../domain/contact/outcome.js';
import { outcomeLabel } from '../../domain/contact/study-outcomes.js';
import { type LineResult, suggestedOutcome } from '../../domain/telephone/line-result.js';
import { UserProblem } from '../../errors.js';
import type { SoftphoneToken } from '../../telephony/provider.js';
import { recordEvent } from '../audit/audit.service.js';
import { listOwnCases } from '../cases/case-claims.service.js';
import { getCase } from '../cases/cases.service.js';
import { getStudyById } from '../studies/studies.service.js';
import * as ledger from './ledger.queries.js';
import type { CallRecord } from './ledger.queries.js';
import { isOverAtDesk } from './ledger.service.js';
import { listLegsOfCall } from './legs.queries.js';
import { hasRung } from './provider-calls.service.js';

/** With what the browser of one interviewer makes one call. */
export interface SoftphonePass extends SoftphoneToken {
  readonly edge: string;
}

/**
 * Lets the browser of an interviewer make the call that is open in the case in hand. The token names the attempt and
 * nothing else; with it the provider still has to ask us whom to connect.
 * @throws UserProblem `not_found`, `case_taken` when the call is not theirs, `wrong_state` when it is not made in the browser
 * or the telephone already rang in vain
 */
export async function passForCall(
  app: Application,
  actor: Actor,
  { userId, callId }: { readonly userId: string; readonly callId: string },
): Promise<SoftphonePass> {
  const { provider } = app.telephony;
  const call = await getOwnCall(app, userId, callId);
  if (provider === null || call.driver !== 'twilio' || call.byHandAt !== null) {
    throw new UserProblem('wrong_state', 'Dit telefoontje gaat niet via de browser.');
  }
  if (await hasRung(app.database.read, call.id)) {
    throw new UserProblem('wrong_state', 'Er is al gebeld. Leg eerst vast wat eruit kwam.');
  }
  const token = await provider.issueToken(call.attemptId);
  await recordEvent(app, actor, {
    action: 'call.issue_token',
    objectKind: 'case',
    objectId: call.caseId,
    detail: { call: call.id },
  });
  return { ...token, edge: provider.edge };
}

/** What the line did so far, and the outcome that it points to. */
export interface LineReport {
  readonly result: LineResult | null;
  readonly suggestion: OutcomeCode | null;
  /** How the study calls that outcome. */
  readonly label: string | null;
  /** Whether a connection was made for this call: a telephone window that was opened again does not make another. */
  readonly isBegun: boolean;
  /** Whether the telephone on the desk is down again without anybody having been connected. */
  readonly isOverAtDesk: boolean;
}

/** @throws UserProblem `not_found`, `case_taken` when the call is not theirs */
export async function lineOf(app: Application, userId: string, callId: string): Promise<LineReport> {
  const db = app.database.read;
  const call = await getOwnCall(app, userId, callId);
  const { lineResult: result, caseId } = call;
  const connection = {
    isBegun: (await listLegsOfCall(db, callId)).length > 0,
    isOverAtDesk: await isOverAtDesk(db, call),
  };
  const suggestion = result === null ? null : suggestedOutcome(result);
  if (suggestion === null) return { result, suggestion, label: null, ...connection };
  const { studyId } = await getCase(db, caseId);
  const { rules } = await getStudyById(db, studyId);
  return { result, suggestion, label: outcomeLabel(rules.outcomes, suggestion), ...connection };
}

/** The call that an interviewer would make in the browser now; `null` without one. */
export async function findCallForSoftphone(app: Application, userId: string): Promise<string | null> {
  const [held] = await listOwnCases(app.database.read, userId);
  if (held === undefined) return null;
  const call = await ledger.findOpenCall(app.database.read, held.id);
  return call?.driver === 'twilio' && call.byHandAt === null ? call.id : null;
}

async function getOwnCall(app: Application, userId: string, callId: string): Promise<CallRecord> {
  const db = app.database.read;
  const call = await ledger.findCall(db, callId);
  if (call === null) throw new UserProblem('not_found', 'Dit telefoontje is er niet.');
  const held = await listOwnCases(db, userId);
  const own = held.find(({ id, leaseUntil }) => id === call.caseId && (leaseUntil ?? '') > app.clock());
  if (own === undefined) throw new UserProblem('case_taken');
  const open = await ledger.findOpenCall(db, own.id);
  if (open?.id !== call.id) throw new UserProblem('wrong_state', 'Dit telefoontje is al afgerond.');
  return call;
}
