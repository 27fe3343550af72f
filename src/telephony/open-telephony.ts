import { manualDriver } from './manual.js';
import { simulatorDriver } from './simulator.js';
import type { Telephony } from './telephony.js';

/** The ways of calling of this installation. */
export function openTelephony({ isDemo }: { isDemo: boolean }): Telephony {
  return {
    driverFor: ({ isPractice }) => (isDemo || isPractice ? simulatorDriver : manualDriver),
  };
}
