import type { Actor, Application } from '../../application.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { CallSetting, SimulatedRespondent, TelephonyDriver } from '../../telephony/telephony.js';
import { recordAudit } from '../audit/audit.service.js';
import { findDeskNumber } from './desk.service.js';
import { insertLeg, listLegsOfCall } from './legs.queries.js';
import * as queries from './ledger.queries.js';
import type { CallRecord as StoredCall, NewCall } from './ledger.queries.js';

/** A line of the ledger, with how it stands at the desk. */
export interface CallRecord extends StoredCall {
  /** Whether the telephone on the desk was rung and is down again without anybody having been connected. */
  readonly isOverAtDesk: boolean;
}

/** How a call of this interviewer in this study is made. */
export async function chooseDriver(
  app: Application,
  study: Pick<CallSetting, 'isPractice'>,
  interviewerId: string,
): Promise<TelephonyDriver> {
  const deskNumber = await findDeskNumber(app, app.database.read, interviewerId);
  return app.telephony.driverFor({ isPractice: study.isPractice, deskNumber });
}

/** Writes down a call that is about to be made. */
export async function writeCall(trx: Transaction, call: NewCall): Promise<void> {
  await queries.insertCall(trx, call);
}

/** A call of the history; a history names no other calls than those of the ledger. */
export async function getCall(db: Reader, id: string): Promise<CallRecord> {
  const call = await queries.findCall(db, id);
  if (call === null) throw new Error('a call in the history is in the ledger');
  return { ...call, isOverAtDesk: await isOverAtDesk(db, call) };
}

/** Whether the telephone on the desk was rung and is down again without anybody having been connected. */
export async function isOverAtDesk(db: Reader, call: StoredCall): Promise<boolean> {
  if (call.driver !== 'twilio_bridge') return false;
  const legs = await listLegsOfCall(db, call.id);
  return (
    legs.length > 0 && legs.every(({ connectedAt, endedAt }) => connectedAt === null && endedAt !== null)
  );
}

/** Keeps what a simulated respondent does. */
export async function keepSimulated(
  trx: Transaction,
  callId: string,
  { result, scene }: SimulatedRespondent,
): Promise<void> {
  await queries.updateLine(trx, callId, { result, scene });
}

/** Keeps under which name the provider rings the desk telephone of the interviewer. */
export async function keepDeskLeg(
  app: Application,
  trx: Transaction,
  { callId, reference }: { readonly callId: string; readonly reference: string },
): Promise<void> {
  const leg = { id: app.newId(), callId, kind: 'interviewer', status: 'queued' } as const;
  await insertLeg(trx, { ...leg, reference, firstSeenAt: app.clock() });
}

/** The interviewer goes on by hand with a call that the provider should have made; the number is then shown. */
export async function takeOverByHand(
  app: Application,
  trx: Transaction,
  { actor, caseId, callId }: { readonly actor: Actor; readonly caseId: string; readonly callId: string },
): Promise<void> {
  if (!(await queries.updateByHand(trx, callId, app.clock()))) return;
  await recordAudit(trx, actor, app.clock(), {
    action: 'case.call_by_hand',
    objectKind: 'case',
    objectId: caseId,
    detail: { call: callId },
  });
}
