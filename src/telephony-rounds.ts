import { setTimeout as wait } from 'node:timers/promises';
import type { Application } from './application.js';
import { stackOf } from './failure.js';
import { doTelephonyRound } from './features/telephony/rounds.service.js';

const MINUTE_MILLISECONDS = 60_000;

/** Looks every minute whether a round with the telephone provider is due, until the program stops. */
export async function runTelephonyRounds(app: Application, stopping: AbortSignal): Promise<void> {
  if (app.telephony.provider === null) return;
  while (await hasWaited(stopping)) {
    try {
      await doTelephonyRound(app);
    } catch (error) {
      app.log.error({ error: stackOf(error) }, 'the telephone round failed');
    }
  }
}

/** Waits a minute; `false` when the program stops meanwhile. */
async function hasWaited(stopping: AbortSignal): Promise<boolean> {
  try {
    await wait(MINUTE_MILLISECONDS, undefined, { signal: stopping, ref: false });
    return true;
  } catch {
    return false;
  }
}
