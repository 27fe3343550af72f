import type { Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import { addMinutes } from '../../domain/calendar/instant.js';
import { deleteAtProvider } from './cleanup.service.js';
import { PROVIDER } from './provider-calls.service.js';
import { compareWithProvider } from './reconcile.service.js';
import { sendReminders } from './reminders.service.js';
import { takeTask } from './rounds.queries.js';

const ROUND_MINUTES = 5;

/**
 * Does what telephony needs in the background, on one server at a time: reminds people of appointments, asks the
 * provider what it did not tell, and deletes there what must go.
 * @returns whether this server did the round
 */
export async function doTelephonyRound(app: Application): Promise<boolean> {
  if (app.telephony.provider === null) return false;
  const now = app.clock();
  const lease = { now, until: addMinutes(now, ROUND_MINUTES) };
  if (!(await transaction(app.database, (trx) => takeTask(trx, 'telephony', lease)))) return false;
  await sendReminders(app);
  await compareWithProvider(app);
  await deleteAtProvider(app, PROVIDER, null);
  return true;
}
