import { setTimeout as wait } from 'node:timers/promises';
import type { Application } from './application.js';
import { stackOf } from './failure.js';
import { doCountsRound } from './features/case-counts/case-counts.service.js';
import { doTelephonyRound } from './features/telephony/rounds.service.js';

const MINUTE_MILLISECONDS = 60_000;

/** What is looked at every minute; each decides by itself whether it is time. */
const ROUNDS: readonly { readonly name: string; readonly work: (app: Application) => Promise<unknown> }[] = [
  { name: 'telephony', work: doTelephonyRound },
  { name: 'counts', work: doCountsRound },
];

/** Does the work of the background every minute, until the program stops. */
export async function runRounds(app: Application, stopping: AbortSignal): Promise<void> {
  while (await hasWaited(stopping)) {
    for (const { name, work } of ROUNDS) {
      try {
        await work(app);
      } catch (error) {
        app.log.error({ round: name, error: stackOf(error) }, 'a round in the background failed');
      }
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
