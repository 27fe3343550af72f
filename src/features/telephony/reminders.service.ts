import type { Actor, Application } from '../../application.js';
import { type Transaction, transaction } from '../../database/database.js';
import { addMinutes } from '../../domain/calendar/instant.js';
import {
  findReminder,
  REMINDER_FROM_MINUTES,
  REMINDER_UNTIL_MINUTES,
  reminderText,
} from '../../domain/calling/reminder.js';
import { readTelephone } from '../../domain/telephone/telephone-number.js';
import { UserProblem } from '../../errors.js';
import { ProviderFailure, type TelephoneProvider } from '../../telephony/provider.js';
import { recordAudit } from '../audit/audit.service.js';
import { getCase, loadCaseFile } from '../cases/cases.service.js';
import { type CaseContact, getCaseContact, isErased } from '../contacts/contacts.service.js';
import { caseObjection } from '../objections/case-objections.service.js';
import { getStudy, getStudyById } from '../studies/studies.service.js';
import { PROVIDER } from './provider-calls.service.js';
import * as queries from './reminders.queries.js';
import type { UpcomingAppointment } from './reminders.queries.js';

const PER_ROUND = 100;

const NO_SENDER =
  'Er is geen afzender voor sms ingesteld. Vraag de beheerder om TWILIO_SMS_SENDER in te stellen: een nummer dat kan sms’en, of een naam.';

/**
 * Reminds people of agreed appointments by text message, in the studies that do so. Each message stands in the ledger
 * before it leaves, and is tried once: two messages are worse than none.
 * @returns how many left
 */
export async function sendReminders(app: Application): Promise<number> {
  const { provider } = app.telephony;
  if (provider?.sendsMessages !== true) return 0;
  const now = app.clock();
  const upcoming = await queries.listUpcoming(app.database.read, {
    from: addMinutes(now, REMINDER_UNTIL_MINUTES),
    until: addMinutes(now, REMINDER_FROM_MINUTES),
    limit: PER_ROUND,
  });
  let sent = 0;
  for (const appointment of upcoming) {
    const message = await transaction(app.database, (trx) => writeMessage(app, trx, appointment));
    if (message !== null && (await send(app, provider, message))) sent += 1;
  }
  return sent;
}

interface WrittenMessage {
  readonly id: string;
  readonly number: string;
  readonly text: string;
}

async function writeMessage(
  app: Application,
  trx: Transaction,
  { id: appointmentId, caseId }: UpcomingAppointment,
): Promise<WrittenMessage | null> {
  const record = await getCase(trx, caseId);
  const study = await getStudyById(trx, record.studyId);
  const file = await loadCaseFile(app, trx, study, record);
  if (file.state.appointment?.appointmentId !== appointmentId) return null;
  if (await isErased(trx, caseId)) return null;
  const contact = await getCaseContact(app, trx, caseId);
  const objection = await caseObjection(app, trx, contact);
  const reminder = findReminder({ ...file, objection }, study.rules.calling, app.clock());
  if (reminder === null) return null;
  const number = mobileOf(contact, reminder.numberId);
  if (number === null) return null;
  const id = app.newId();
  const message = { id, caseId, appointmentId, contactId: reminder.numberId, askedFor: reminder.role };
  if (!(await queries.insertMessage(trx, { ...message, writtenAt: app.clock() }))) return null;
  await recordAudit(trx, PROVIDER, app.clock(), {
    action: 'appointment.remind',
    objectKind: 'case',
    objectId: caseId,
    detail: { message: id, to: reminder.role },
  });
  const callBackNumber = app.telephony.provider?.callBackNumber ?? '';
  return { id, number, text: reminderText(reminder.at, callBackNumber) };
}

/** A text message goes to a mobile telephone only. */
function mobileOf({ contacts }: CaseContact, numberId: string): string | null {
  const number = contacts.find(({ id }) => id === numberId)?.number ?? null;
  return number !== null && isMobile(number) ? number : null;
}

function isMobile(number: string): boolean {
  const reading = readTelephone(number);
  return reading.kind === 'usable' && reading.type === 'mobile';
}

async function send(
  app: Application,
  provider: TelephoneProvider,
  { id, number, text }: WrittenMessage,
): Promise<boolean> {
  let sent: { reference: string | null; status: string } = { reference: null, status: 'not_sent' };
  try {
    sent = await provider.sendMessage({ number, text });
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    app.log.warn({ message: id, kind: error.kind, code: error.code }, 'a reminder was not sent');
  }
  const { reference, status } = sent;
  await transaction(app.database, (trx) => queries.updateMessage(trx, id, { reference, status }));
  return reference !== null;
}

/**
 * Sends reminders in a study from now on, or no more. Without this choice none is sent.
 * @throws UserProblem `wrong_state` to switch them on where nothing can send them
 */
export async function chooseReminders(
  app: Application,
  actor: Actor,
  { slug, isOn }: { readonly slug: string; readonly isOn: boolean },
): Promise<void> {
  if (isOn && app.telephony.provider?.sendsMessages !== true) {
    throw new UserProblem('wrong_state', NO_SENDER);
  }
  await transaction(app.database, async (trx) => {
    const study = await getStudy(trx, slug);
    await queries.updateReminding(trx, study.id, isOn);
    await recordAudit(trx, actor, app.clock(), {
      action: 'study.choose_reminders',
      objectKind: 'study',
      objectId: study.id,
      detail: { on: isOn },
    });
  });
}
