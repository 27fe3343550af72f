import { manualDriver } from './manual.js';
import type { TelephoneProvider } from './provider.js';
import { simulatorDriver } from './simulator.js';
import type { Telephony, TelephonyDriver } from './telephony.js';

/** The ways of calling of this installation: by hand, unless a provider carries the calls. */
export function openTelephony({
  isDemo,
  provider = null,
}: {
  isDemo: boolean;
  provider?: TelephoneProvider | null;
}): Telephony {
  const simulator = simulatorDriver();
  return {
    provider: isDemo ? null : provider,
    driverFor({ isPractice, deskNumber }) {
      if (isDemo || isPractice) return simulator;
      if (provider === null) return manualDriver;
      return deskNumber === null ? softphoneDriver : bridgeDriver(provider, deskNumber);
    },
  };
}

/** The browser begins the call, with nothing but the key of the ledger's line; the provider then asks us the number. */
const softphoneDriver: TelephonyDriver = {
  name: 'twilio',
  place: () => Promise.resolve({ providerReference: null, simulated: null }),
};

/** The provider rings the interviewer's desk telephone first, and then the respondent. */
function bridgeDriver(provider: TelephoneProvider, deskNumber: string): TelephonyDriver {
  return {
    name: 'twilio_bridge',
    async place({ callId }) {
      return { providerReference: await provider.ringDesk({ callId, deskNumber }), simulated: null };
    },
  };
}
