import type { TelephonyDriver } from './telephony.js';

/** What a simulated line does, in a fixed proportion, so that practice meets every ending. */
const RESULTS = [
  {
    upTo: 6,
    result: 'answered',
    instruction: 'Oefenen: er wordt opgenomen. U spreekt een verzonnen persoon.',
  },
  { upTo: 11, result: 'no_answer', instruction: 'Oefenen: de telefoon gaat over, niemand neemt op.' },
  { upTo: 13, result: 'answering_machine', instruction: 'Oefenen: u hoort een voicemail. Spreek niets in.' },
  { upTo: 15, result: 'busy', instruction: 'Oefenen: u hoort de bezettoon.' },
  { upTo: 16, result: 'not_in_service', instruction: 'Oefenen: dit nummer is niet in gebruik.' },
] as const;

/** Plays a respondent; nothing is dialled. The same call always gets the same result. */
export const simulatorDriver: TelephonyDriver = {
  name: 'simulator',
  showsNumber: true,
  place({ callId }) {
    const draw = Buffer.from(callId).reduce((sum, byte) => (sum * 31 + byte) % 1_000_003, 7) % 16;
    const { result, instruction } = RESULTS.find(({ upTo }) => draw < upTo) ?? RESULTS[0];
    return Promise.resolve({ providerReference: null, instruction, simulatedResult: result });
  },
};
