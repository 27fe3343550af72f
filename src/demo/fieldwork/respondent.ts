import { DEMO_SEED } from '../demo-time.js';
import { openStream } from '../../domain/sampling/random.js';
import { diceOf, type Dice } from './dice.js';

/** What a client and the family are like, as far as the telephone is concerned. */
export interface InventedRespondent {
  /** How many times in a hundred somebody answers, per kind of day-part. */
  readonly answers: { readonly day: number; readonly evening: number; readonly saturday: number };
  readonly attitude: Attitude;
  /** Whether nobody got to this case until now. */
  readonly isStillToCall: boolean;
  /** Of 12 to 15: what the adult says first. */
  readonly permission: 'permit' | 'instead';
  readonly youthAgrees: boolean;
  /** Whether the first talk ends in an appointment. */
  readonly isBusyAtFirst: boolean;
  readonly stops: 'never' | 'breaks_off' | 'ends_early';
  /** How content, 0–999: the answers of one person go together. */
  readonly mood: number;
  /** Of each number whether it is right. */
  readonly numberQuality: () => 'right' | 'wrong' | 'dead';
}

export type Attitude =
  | { readonly kind: 'agrees' | 'refuses' | 'hesitates' | 'unable' | 'not_a_client' | 'unsafe' }
  | { readonly kind: 'other_language'; readonly language: string };

/** How many in a hundred take part once they are spoken to; JB/JR and basishulp somewhat more often. */
const AGREEING: Readonly<Record<string, number>> = { basishulp: 81, specialistisch: 75, jb_jr: 82 };
const STILL_TO_CALL_PERCENTAGE = 6;
const LANGUAGES = ['ar', 'pl', 'tr'];

/**
 * Invents the person behind a case; the same case number always gives the same person.
 * @param domain code of the domain
 */
export function inventRespondent(caseNumber: string, domain: string): InventedRespondent {
  const dice = diceOf(openStream(DEMO_SEED, `respondent ${caseNumber}`));
  const evening = dice.between(20, 58);
  const numbers = diceOf(openStream(DEMO_SEED, `numbers ${caseNumber}`));
  return {
    answers: { day: evening - dice.between(4, 14), evening, saturday: evening - dice.between(0, 15) },
    attitude: attitudeOf(dice, AGREEING[domain] ?? 80),
    isStillToCall: dice.chance(STILL_TO_CALL_PERCENTAGE),
    permission: dice.chance(62) ? 'permit' : 'instead',
    youthAgrees: dice.chance(85),
    isBusyAtFirst: dice.chance(22),
    stops: dice.chance(4) ? 'breaks_off' : dice.chance(1.5) ? 'ends_early' : 'never',
    mood: dice.between(0, 999),
    numberQuality: () => (numbers.chance(95) ? 'right' : numbers.chance(50) ? 'wrong' : 'dead'),
  };
}

function attitudeOf(dice: Dice, agreeing: number): Attitude {
  if (dice.chance(agreeing)) return { kind: 'agrees' };
  const roll = dice.between(1, 100);
  if (roll <= 52) return { kind: 'refuses' };
  if (roll <= 76) return { kind: 'hesitates' };
  if (roll <= 88) return { kind: 'other_language', language: dice.pick(LANGUAGES) };
  if (roll <= 94) return { kind: 'unable' };
  return roll <= 98 ? { kind: 'not_a_client' } : { kind: 'unsafe' };
}
