import type { TelephonyDriver } from './telephony.js';

/** What a simulated line does, in a fixed proportion, so that practice meets every ending. */
const RESULTS = [
  { upTo: 6, result: 'answered' },
  { upTo: 11, result: 'no_answer' },
  { upTo: 13, result: 'answering_machine' },
  { upTo: 15, result: 'busy' },
  { upTo: 16, result: 'not_in_service' },
] as const;

/** Plays a respondent; nothing is dialled. The same call always gets the same result. */
export const simulatorDriver: TelephonyDriver = {
  name: 'simulator',
  place({ callId }) {
    const draw = Buffer.from(callId).reduce((sum, byte) => (sum * 31 + byte) % 1_000_003, 7) % 16;
    const { result } = RESULTS.find(({ upTo }) => draw < upTo) ?? RESULTS[0];
    return Promise.resolve({ providerReference: null, simulatedResult: result });
  },
};
