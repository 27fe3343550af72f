import { createHash } from 'node:crypto';
import type { SimulatedRespondent, TelephonyDriver } from './telephony.js';

/** What lives behind a number: out of 100 numbers this many are like that. A wrong number stays one. */
const HOUSEHOLDS = [
  { share: 5, kind: 'not_in_service' },
  { share: 5, kind: 'wrong_number' },
  { share: 90, kind: 'home' },
] as const;

/** What a household does this time, out of 100 calls. */
const MOMENTS: readonly (SimulatedRespondent & { readonly share: number })[] = [
  { share: 27, result: 'no_answer', scene: 'De telefoon gaat over, niemand neemt op.' },
  { share: 13, result: 'answering_machine', scene: 'U hoort een voicemail. Spreek niets in.' },
  { share: 8, result: 'busy', scene: 'U hoort de bezettoon.' },
  { share: 2, result: 'failed', scene: 'De verbinding valt weg voordat de telefoon overgaat.' },
  { share: 27, result: 'answered', scene: 'Er wordt opgenomen. De persoon is het zelf en heeft tijd.' },
  { share: 9, result: 'answered', scene: 'Er wordt opgenomen. “Het komt nu niet uit. Morgenavond wel?”' },
  { share: 7, result: 'answered', scene: 'Iemand anders neemt op: “Die is er nu niet.”' },
  { share: 4, result: 'answered', scene: 'Er wordt opgenomen. “Ik heb hier geen zin in.”' },
  { share: 2, result: 'answered', scene: 'Er wordt opgenomen. “Nee. Ik wil hier niet aan meedoen.”' },
  { share: 1, result: 'answered', scene: 'Er wordt opgenomen, maar de persoon spreekt geen Nederlands.' },
];

const NOT_IN_SERVICE: SimulatedRespondent = {
  result: 'not_in_service',
  scene: 'Een stem zegt dat dit nummer niet in gebruik is.',
};

const WRONG_NUMBER: SimulatedRespondent = {
  result: 'answered',
  scene: 'Er wordt opgenomen. “Die woont hier niet, u heeft een verkeerd nummer.”',
};

/**
 * Plays respondents; nothing is dialled. The same number does the same at the same dial, for one seed.
 * @param seed another seed gives other people
 */
export function simulatorDriver(seed = 'oefenen'): TelephonyDriver {
  return {
    name: 'simulator',
    place: ({ number, earlierDials }) =>
      Promise.resolve({ providerReference: null, simulated: respondentOf(seed, number, earlierDials) }),
  };
}

function respondentOf(seed: string, number: string, earlierDials: number): SimulatedRespondent {
  const { kind } = pick(HOUSEHOLDS, `${seed}:${number}`);
  if (kind === 'not_in_service') return NOT_IN_SERVICE;
  if (kind === 'wrong_number') return WRONG_NUMBER;
  const { result, scene } = pick(MOMENTS, `${seed}:${number}:${String(earlierDials)}`);
  return { result, scene };
}

function pick<Choice extends { readonly share: number }>(choices: readonly Choice[], about: string): Choice {
  let left = createHash('sha256').update(about).digest().readUInt32BE() % 100;
  for (const choice of choices) {
    if (left < choice.share) return choice;
    left -= choice.share;
  }
  throw new Error('the shares are a hundred together');
}
