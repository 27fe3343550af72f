import type { Actor, Application } from '../../application.js';
import type { Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { isCallingTime } from '../../domain/calling/calling-hours.js';
import { checkDial, type DialRefusal } from '../../domain/calling/dial-check.js';
import { UserProblem } from '../../errors.js';
import { type FailureKind, ProviderFailure } from '../../telephony/provider.js';
import type { PlacedCall, TelephonyDriver } from '../../telephony/telephony.js';
import { recordAudit } from '../audit/audit.service.js';
import { openCallOf } from '../cases/case-outcomes.service.js';
import { refreshCase } from '../cases/cases.service.js';
import {
  getOwnCaseFile,
  inOwnCase,
  logRefusal,
  type OwnCase,
  type OwnCaseKey,
} from '../cases/own-case.service.js';
import { getCaseContact } from '../contacts/contacts.service.js';
import { caseObjection, heedObjections } from '../objections/case-objections.service.js';
import {
  chooseDriver,
  keepDeskLeg,
  keepSimulated,
  takeOverByHand,
  writeCall,
} from '../telephony/ledger.service.js';

/** What came of asking for a call. */
export interface CallStart {
  /** Why the provider did not make the call; the interviewer can dial by hand. `null` when all went well. */
  readonly failure: FailureKind | null;
}

/**
 * Dials the number that the rules allow now. The call stands in the ledger before it is made; asking twice makes one
 * call.
 * @throws UserProblem `consent_forbids` (audited) when nobody may be called, `wrong_state` outside calling hours
 */
export async function placeCall(app: Application, actor: Actor, key: OwnCaseKey): Promise<CallStart> {
  const { study } = await getOwnCaseFile(app, key);
  const driver = await chooseDriver(app, study, key.interviewerId);
  await heedBeforeCall(app, actor, key);
  const written = await inOwnCase(app, actor, key, async (trx, own) => {
    if (openCallOf(own.file.state) !== null) return null;
    return enterCall(app, trx, { actor, own, driver });
  });
  if (written === null) return { failure: null };
  try {
    const placed = await driver.place(written);
    await inOwnCase(app, actor, key, (trx) => keepPlaced(app, trx, written.callId, placed));
    app.log.info({ callId: written.callId, driver: driver.name }, 'call placed');
    return { failure: null };
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    app.log.warn({ callId: written.callId, kind: error.kind, code: error.code }, 'the provider did not call');
    return { failure: error.kind };
  }
}

/**
 * What the objection list says since the draw is carried out before anything is dialled, in a transaction of its own: the
 * refusal must not take it back.
 */
async function heedBeforeCall(app: Application, actor: Actor, key: OwnCaseKey): Promise<void> {
  const { caseId, heeded } = await inOwnCase(app, actor, key, async (trx, { file }) => ({
    caseId: file.record.id,
    heeded: openCallOf(file.state) === null ? await heedObjections(app, trx, actor, file.record) : null,
  }));
  if (heeded !== 'person') return;
  const text = 'Deze persoon staat op de bezwaarlijst. De casus is uit het onderzoek; haal een nieuwe op.';
  const refusal = new UserProblem('consent_forbids', text);
  await logRefusal(app, actor, refusal, caseId);
  throw refusal;
}

const REFUSALS: Readonly<Record<DialRefusal, () => UserProblem>> = {
  nobody_may_be_called: () => new UserProblem('consent_forbids', 'Niemand mag nu worden gebeld.'),
  objection: () => new UserProblem('consent_forbids', 'Dit nummer of deze persoon staat op de bezwaarlijst.'),
  not_in_hand: () => new UserProblem('case_taken'),
  no_number: () => new UserProblem('wrong_state', 'Er is geen nummer dat nu mag worden gebeld.'),
  outside_hours: () => new UserProblem('wrong_state', 'Het is nu geen beltijd. Geef de casus terug.'),
};

async function enterCall(
  app: Application,
  trx: Transaction,
  { actor, own, driver }: { actor: Actor; own: OwnCase; driver: TelephonyDriver },
): Promise<{ callId: string; number: string; earlierDials: number }> {
  const { state, record } = own.file;
  const contact = await getCaseContact(app, trx, record.id);
  const objection = await caseObjection(app, trx, contact);
  const check = checkDial({ ...own.file, objection }, own.study.rules.calling, app.clock());
  if (!check.ok) throw REFUSALS[check.refusal]();
  if (state.heldBy === null) throw new UserProblem('case_taken');
  const number = contact.contacts.find(({ id }) => id === check.numberId)?.number ?? null;
  if (number === null) throw new UserProblem('wrong_state', 'Dit nummer is er niet meer.');
  const callId = app.newId();
  await writeCall(trx, {
    id: callId,
    attemptId: state.heldBy.attemptId,
    caseId: record.id,
    contactId: check.numberId,
    askedFor: check.askFor,
    driver: driver.name,
    dialledAt: app.clock(),
  });
  await recordAudit(trx, actor, app.clock(), {
    action: 'case.call',
    objectKind: 'case',
    objectId: record.id,
    detail: { call: callId, asked_for: check.askFor, ...outsideHours(own, app.clock()) },
  });
  await refreshCase(app, trx, record.id);
  const earlierDials = state.dials.filter(({ numberId }) => numberId === check.numberId).length;
  return { callId, number, earlierDials };
}

/** Whoever asked to be called late is called late; that it was outside the calling hours is in the log. */
function outsideHours({ study }: OwnCase, now: Instant): { readonly outside_hours?: true } {
  return isCallingTime(now, study.rules.calling) ? {} : { outside_hours: true };
}

async function keepPlaced(
  app: Application,
  trx: Transaction,
  callId: string,
  { simulated, providerReference }: PlacedCall,
): Promise<void> {
  if (simulated !== null) await keepSimulated(trx, callId, simulated);
  if (providerReference !== null) await keepDeskLeg(app, trx, { callId, reference: providerReference });
}

/**
 * Goes on by hand when the provider does not make the call: the number is shown, and that is written down.
 * @throws UserProblem `wrong_state` when nothing was dialled
 */
export async function dialByHand(app: Application, actor: Actor, key: OwnCaseKey): Promise<void> {
  await inOwnCase(app, actor, key, async (trx, { study, file }) => {
    const open = openCallOf(file.state);
    if (open === null) throw new UserProblem('wrong_state', 'Druk eerst op Bellen.');
    const objection = await caseObjection(app, trx, await getCaseContact(app, trx, file.record.id));
    const check = checkDial({ ...file, objection }, study.rules.calling, app.clock(), open.numberId);
    if (!check.ok) throw REFUSALS[check.refusal]();
    await takeOverByHand(app, trx, { actor, caseId: file.record.id, callId: open.callId });
  });
}
