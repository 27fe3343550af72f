import type { Actor, Application } from '../../application.js';
import { type Reader, type Transaction, transaction } from '../../database/database.js';
import { localTime } from '../../domain/calendar/instant.js';
import { checkDial, type DialRefusal } from '../../domain/calling/dial-check.js';
import { hasRungInVain, type LegReport, legStateOf } from '../../domain/telephone/line-result.js';
import type { CallInstruction } from '../../telephony/provider.js';
import { isDialledByProvider } from '../../telephony/telephony.js';
import { recordAudit } from '../audit/audit.service.js';
import { openCallOf } from '../cases/case-outcomes.service.js';
import { type CaseFile, getCase, loadCaseFile } from '../cases/cases.service.js';
import { getCaseContact, isErased } from '../contacts/contacts.service.js';
import { caseObjection } from '../objections/case-objections.service.js';
import { getStudyById } from '../studies/studies.service.js';
import * as ledger from './ledger.queries.js';
import type { CallRecord } from './ledger.queries.js';
import * as legs from './legs.queries.js';
import type { LegKind, LegRecord } from './legs.queries.js';

/** The provider's side of a call, as it asks whom to connect. */
export interface ConnectRequest {
  /** The line of the ledger, as the browser or the address of the request names it. */
  readonly callId: string;
  /** The provider's name for the leg to the interviewer. */
  readonly reference: string;
  /** Who began the call there: `client:` and the attempt, or a telephone number. */
  readonly from: string;
  /** What was pressed at the desk; empty for nothing, `null` when that was not asked. */
  readonly key: string | null;
}

type Refusal =
  | DialRefusal
  | 'unknown_call'
  | 'not_your_call'
  | 'already_connected'
  | 'already_rung'
  | 'no_key'
  | 'other_day'
  | 'practice';

/** The provider acts on its own; nobody is signed in. */
export const PROVIDER: Actor = {
  kind: 'system',
  id: null,
  name: 'telefoondienst',
  roles: [],
  origin: null,
};

/** Whoever rang the desk and was answered by a voicemail must not connect it to the respondent. */
const KEY_TO_CALL = '1';

/** More connections than this on one line of the ledger is no bad line but something else. */
const CONNECTIONS_PER_CALL = 6;

/**
 * Whom to connect a leg to. The number is looked up here and goes to the provider only: the case must still be in the
 * hands of the interviewer who began the call, and every rule of the moment of dialling holds again. Each leg is
 * answered once, so that a request that is sent again gives nothing away; and a telephone that rang in vain rings again
 * only in a call of its own, after what came of this one was written down.
 */
export async function connectCall(app: Application, request: ConnectRequest): Promise<CallInstruction> {
  return transaction(app.database, async (trx) => {
    const found = await findNumber(app, trx, request);
    if (!('number' in found)) return refuse(app, trx, request.callId, found.refusal);
    if (await hasRung(trx, found.call.id)) return refuse(app, trx, found.call.id, 'already_rung');
    if (found.call.driver === 'twilio_bridge' && request.key !== KEY_TO_CALL) {
      if (request.key === null) return { kind: 'ask_key', callId: found.call.id };
      return refuse(app, trx, found.call.id, 'no_key');
    }
    if (!(await claimConnection(app, trx, found.call, request.reference))) {
      return refuse(app, trx, request.callId, 'already_connected');
    }
    await recordAudit(trx, PROVIDER, app.clock(), {
      action: 'call.connect',
      objectKind: 'case',
      objectId: found.call.caseId,
      detail: { call: found.call.id },
    });
    return { kind: 'connect', number: found.number, callId: found.call.id };
  });
}

type Found = { readonly call: CallRecord; readonly number: string } | { readonly refusal: Refusal };

async function findNumber(
  app: Application,
  trx: Transaction,
  { callId, from }: ConnectRequest,
): Promise<Found> {
  const call = await ledger.findCall(trx, callId);
  if (call === null || !isDialledByProvider(call.driver) || call.byHandAt !== null) {
    return { refusal: 'unknown_call' };
  }
  if (call.driver === 'twilio' && from !== `client:${call.attemptId}`) return { refusal: 'not_your_call' };
  const refusal = await refusalOf(app, trx, call);
  if (refusal !== null) return { refusal };
  const { contacts } = await getCaseContact(app, trx, call.caseId);
  const number = contacts.find(({ id }) => id === call.contactId)?.number ?? null;
  return number === null ? { refusal: 'no_number' } : { call, number };
}

async function refusalOf(app: Application, trx: Transaction, call: CallRecord): Promise<Refusal | null> {
  const record = await getCase(trx, call.caseId);
  const now = app.clock();
  if (record.leaseUntil === null || record.leaseUntil <= now) return 'not_in_hand';
  const study = await getStudyById(trx, record.studyId);
  // The driver was chosen when the call was written down; a study that became practice since never dials.
  if (study.isPractice) return 'practice';
  const file = await loadCaseFile(app, trx, study, record);
  if (!isOpenCall(file, call)) return 'not_in_hand';
  if (localTime(call.dialledAt).date !== localTime(now).date) return 'other_day';
  if (await isErased(trx, call.caseId)) return 'nobody_may_be_called';
  const objection = await caseObjection(app, trx, await getCaseContact(app, trx, call.caseId));
  const check = checkDial({ ...file, objection }, study.rules.calling, now, call.contactId);
  return check.ok ? null : check.refusal;
}

/** The call is the last of an attempt that still runs, and the case is still lent to whoever runs it. */
function isOpenCall({ state, record }: CaseFile, call: CallRecord): boolean {
  return (
    state.heldBy?.attemptId === call.attemptId &&
    state.heldBy.interviewerId === record.leaseInterviewerId &&
    openCallOf(state)?.callId === call.id
  );
}

/** Whether the respondent was rung in this call and did not answer. */
export async function hasRung(db: Reader, callId: string): Promise<boolean> {
  for (const { id, kind } of await legs.listLegsOfCall(db, callId)) {
    if (kind === 'respondent' && hasRungInVain(await legs.listLegReports(db, id))) return true;
  }
  return false;
}

async function claimConnection(
  app: Application,
  trx: Transaction,
  call: CallRecord,
  reference: string,
): Promise<boolean> {
  const known = await legs.listLegsOfCall(trx, call.id);
  const mine = known.filter(({ kind }) => kind === 'interviewer');
  const isNew = !known.some((leg) => leg.reference === reference);
  if (isNew && mine.length >= CONNECTIONS_PER_CALL) return false;
  await legs.insertLeg(trx, {
    id: app.newId(),
    callId: call.id,
    kind: 'interviewer',
    reference,
    status: 'queued',
    firstSeenAt: app.clock(),
  });
  return legs.claimLeg(trx, reference, app.clock());
}

async function refuse(
  app: Application,
  trx: Transaction,
  callId: string,
  reason: Refusal,
): Promise<CallInstruction> {
  await recordAudit(trx, PROVIDER, app.clock(), {
    action: 'call.connect',
    objectKind: 'call',
    objectId: callId,
    result: 'refused',
    detail: { reason },
  });
  return { kind: 'refuse' };
}

/** One report of the provider about a leg. */
export interface StatusReport extends LegReport {
  readonly callId: string;
  readonly reference: string;
  /** The leg from which this one was made; legs without one go to the interviewer. */
  readonly parentReference: string | null;
  /** The provider's own count of its reports about a leg. */
  readonly sequence: number;
}

/**
 * Takes in a report. Reports come late, twice and in any order: each is kept once, and where the leg is follows from
 * all of them together.
 */
export async function takeReport(app: Application, report: StatusReport): Promise<void> {
  await transaction(app.database, async (trx) => {
    const call = await ledger.findCall(trx, report.callId);
    const kind: LegKind = report.parentReference === null ? 'interviewer' : 'respondent';
    await legs.insertLeg(trx, {
      id: app.newId(),
      callId: call?.id ?? null,
      kind: call === null ? 'unknown' : kind,
      reference: report.reference,
      status: 'queued',
      firstSeenAt: app.clock(),
    });
    const leg = await legs.findLeg(trx, report.reference);
    if (leg === null) throw new Error('a leg that was just added is there');
    await addReport(app, trx, leg, report);
  });
}

/** Adds what is known of a leg, and derives from all reports where it is. */
export async function addReport(
  app: Application,
  trx: Transaction,
  leg: LegRecord,
  report: LegReport & { readonly sequence: number },
): Promise<void> {
  const now = app.clock();
  await legs.lockLeg(trx, leg.id);
  const { status, sequence, seconds, networkCode } = report;
  const event = { id: app.newId(), legId: leg.id, receivedAt: now };
  await legs.insertLegEvent(trx, { ...event, status, sequence, seconds, networkCode });
  const state = legStateOf(await legs.listLegReports(trx, leg.id));
  const endedAt = state.hasEnded ? (leg.endedAt ?? now) : null;
  await legs.updateLeg(trx, leg.id, { status: state.status, endedAt, seconds: state.seconds });
  if (leg.kind === 'respondent' && leg.callId !== null && state.result !== null) {
    await ledger.updateLine(trx, leg.callId, { result: state.result });
  }
}
