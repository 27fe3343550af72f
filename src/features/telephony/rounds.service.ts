import type { Application } from '../../application.js';
import { takeTask } from '../background-tasks/background-tasks.service.js';
import { deleteAtProvider } from './cleanup.service.js';
import { checkMessages } from './messages.service.js';
import { PROVIDER } from './provider-calls.service.js';
import { compareWithProvider } from './reconcile.service.js';
import { sendReminders } from './reminders.service.js';

const ROUND_MINUTES = 5;

/** So that the round ends before the next one. */
const CLEANUP_MINUTES = 3;

/**
 * Does what telephony needs in the background, on one server at a time: reminds people of appointments, asks the
 * provider what it did not tell, and deletes there what must go.
 * @returns whether this server did the round
 */
export async function doTelephonyRound(app: Application): Promise<boolean> {
  if (app.telephony.provider === null) return false;
  if (!(await takeTask(app, 'telephony', ROUND_MINUTES))) return false;
  await sendReminders(app);
  await compareWithProvider(app);
  await checkMessages(app);
  await deleteAtProvider(app, PROVIDER, { studyId: null, minutes: CLEANUP_MINUTES });
  return true;
}
