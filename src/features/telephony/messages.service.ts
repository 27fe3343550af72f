import type { Application } from '../../application.js';
import { type Reader, transaction } from '../../database/database.js';
import { addMinutes } from '../../domain/calendar/instant.js';
import { ProviderFailure, type TelephoneProvider } from '../../telephony/provider.js';
import { getCaseContact, isErased } from '../contacts/contacts.service.js';
import * as queries from './messages.queries.js';
import type { MessageRecord } from './messages.queries.js';

/** Of these it is not known yet whether they arrive. */
const UNDERWAY = ['written', 'accepted', 'scheduled', 'queued', 'sending'];

/** These did not arrive. */
const FAILED = ['not_sent', 'failed', 'undelivered', 'canceled'];

/** What became of the messages of a study. */
export interface MessageFigures {
  readonly sent: number;
  readonly underway: number;
  readonly failed: number;
  readonly price: number;
  readonly priceUnit: string | null;
}

export async function messageFigures(db: Reader, studyId: string): Promise<MessageFigures> {
  const counts = await queries.countMessages(db, studyId);
  const sumOf = (isMeant: (status: string) => boolean) =>
    counts.filter(({ status }) => isMeant(status)).reduce((sum, { count }) => sum + count, 0);
  return {
    sent: sumOf((status) => !UNDERWAY.includes(status) && !FAILED.includes(status)),
    underway: sumOf((status) => UNDERWAY.includes(status)),
    failed: sumOf((status) => FAILED.includes(status)),
    price: counts.reduce((sum, { price }) => sum + price, 0),
    priceUnit: counts.find(({ priceUnit }) => priceUnit !== null)?.priceUnit ?? null,
  };
}

/** A message is in the ledger for so long before it is looked for: sending takes seconds. */
const PATIENCE_MINUTES = 5;

const ASK_AGAIN_MINUTES = 60;
const ASK_FOR_MINUTES = 14 * 24 * 60;
const PER_ROUND = 100;

/**
 * Asks the provider what became of text messages and what they cost; and looks there for those that were written down
 * while the program was stopped before it heard whether they left, so that they can be deleted later. A provider that
 * fails ends the round; the next one goes on.
 */
export async function checkMessages(app: Application): Promise<void> {
  const { provider } = app.telephony;
  if (provider === null) return;
  const before = (minutes: number) => addMinutes(app.clock(), -minutes);
  const db = app.database.read;
  try {
    const unsettled = await queries.listUnsettled(db, { before: before(PATIENCE_MINUTES), limit: PER_ROUND });
    for (const message of unsettled) await settle(app, provider, message);
    const open = await queries.listOpenMessages(db, {
      underway: UNDERWAY,
      since: before(ASK_FOR_MINUTES),
      uncheckedSince: before(ASK_AGAIN_MINUTES),
      limit: PER_ROUND,
    });
    for (const message of open) await askAbout(app, provider, message);
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    app.log.warn({ kind: error.kind, code: error.code }, 'the provider could not be asked about messages');
  }
}

async function settle(app: Application, provider: TelephoneProvider, message: MessageRecord): Promise<void> {
  const number = await numberOf(app, message);
  const found =
    number === null ? [] : await provider.listMessagesTo(number, addMinutes(message.writtenAt, -1));
  const references = found.map(({ reference }) => reference);
  const known = await queries.listKnownMessages(app.database.read, references);
  const lost = found.find(({ reference }) => !known.has(reference)) ?? null;
  await transaction(app.database, (trx) =>
    queries.updateChecked(trx, message.id, { found: lost, checkedAt: app.clock() }),
  );
}

async function numberOf(app: Application, { caseId, contactId }: MessageRecord): Promise<string | null> {
  const db = app.database.read;
  if (await isErased(db, caseId)) return null;
  const { contacts } = await getCaseContact(app, db, caseId);
  return contacts.find(({ id }) => id === contactId)?.number ?? null;
}

async function askAbout(
  app: Application,
  provider: TelephoneProvider,
  message: MessageRecord,
): Promise<void> {
  const found = await provider.findMessage(message.reference ?? '');
  const checkedAt = app.clock();
  await transaction(app.database, (trx) =>
    found === null
      ? queries.updateCheckedAt(trx, message.id, checkedAt)
      : queries.updateChecked(trx, message.id, { found, checkedAt }),
  );
}
