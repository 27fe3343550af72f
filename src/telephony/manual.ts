import type { TelephonyDriver } from './telephony.js';

/** The interviewer dials on a desk telephone; the program shows the number and keeps the time. */
export const manualDriver: TelephonyDriver = {
  name: 'manual',
  place: () => Promise.resolve({ providerReference: null, simulated: null }),
};
