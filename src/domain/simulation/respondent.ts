import type { RandomStream } from '../sampling/random.js';
import { contactRate, groupRates, type SimulationRates } from './simulation-rates.js';

/** What somebody who is spoken to will come to. */
export type Attitude = 'takes_part' | 'refuses_softly' | 'refuses' | 'other_language';

/** Somebody behind a case, as far as the telephone is concerned. */
export interface Respondent {
  readonly group: string;
  /** How easily they are reached: 1 on average; multiplies the chance of the day-part. */
  readonly ease: number;
  readonly attitude: Attitude;
  /** Whether they take part when called once more after a soft refusal. */
  readonly isConverted: boolean;
  /** Whether the first talk ends in an appointment, and of which kind. */
  readonly firstAsks: 'nothing' | 'appointment_hard' | 'appointment_soft';
  readonly breaksOff: boolean;
  /** Of 12 to 15: what the adult says first, and whether the young person then agrees. */
  readonly permits: boolean;
  readonly youthAgrees: boolean;
}

/** Of one number whether it is right. */
export type NumberQuality = 'right' | 'wrong' | 'not_in_service';

/** What the other end of the line does. */
export type LineAnswer = 'answered' | 'no_answer' | 'voicemail' | 'busy' | 'call_failed';

const MILLION = 1_000_000;

/** True with a chance of 0–1. */
export function happens(random: RandomStream, chance: number): boolean {
  return random.below(MILLION) < chance * MILLION;
}

/** The least and most reachable people are this far from the average. */
const EASE_SPREAD = 0.6;

/**
 * Draws somebody. A case has a stream of its own, so it stays the same person however the fieldwork goes.
 * @param random the stream of the case
 * @param group code of the domain
 * @param rates what people are like
 * @example drawRespondent(openStream(seed, 'case C001'), 'jb_jr', DEFAULT_SIMULATION_RATES).group // 'jb_jr'
 */
export function drawRespondent(random: RandomStream, group: string, rates: SimulationRates): Respondent {
  const ease = 1 - EASE_SPREAD + (random.below(MILLION) / MILLION) * 2 * EASE_SPREAD;
  const attitude = drawAttitude(random, group, rates);
  const asks = happens(random, rates.anotherTime);
  const isHard = happens(random, 0.5);
  return {
    group,
    ease,
    attitude,
    isConverted: happens(random, rates.conversion),
    firstAsks: asks ? (isHard ? 'appointment_hard' : 'appointment_soft') : 'nothing',
    breaksOff: happens(random, rates.breakOff),
    permits: happens(random, 0.6),
    youthAgrees: happens(random, 0.85),
  };
}

function drawAttitude(random: RandomStream, group: string, rates: SimulationRates): Attitude {
  const speaksOther = happens(random, rates.otherLanguage);
  const takesPart = happens(random, groupRates(rates, group).cooperation);
  const isSoft = happens(random, rates.softRefusal);
  if (speaksOther) return 'other_language';
  if (takesPart) return 'takes_part';
  return isSoft ? 'refuses_softly' : 'refuses';
}

/** Draws whether a number is right; half of those that are not are out of service. */
export function drawNumberQuality(random: RandomStream, rates: SimulationRates): NumberQuality {
  if (!happens(random, rates.wrongNumber)) return 'right';
  return happens(random, 0.5) ? 'wrong' : 'not_in_service';
}

/**
 * Draws what the other end of the line does.
 * @param random the stream of the dials
 * @param person who is called
 * @param rates what people are like
 * @param moment code of the day-part, or `appointment` at an agreed time
 * @example drawLineAnswer(random, person, rates, 'avond') // 'no_answer'
 */
export function drawLineAnswer(
  random: RandomStream,
  person: Respondent,
  rates: SimulationRates,
  moment: string | null,
): LineAnswer {
  if (happens(random, rates.lineBusy)) return happens(random, 0.8) ? 'busy' : 'call_failed';
  const usual = contactRate(groupRates(rates, person.group), moment) * person.ease;
  const chance = moment === 'appointment' ? rates.appointmentKept : Math.min(0.95, usual);
  if (happens(random, chance)) return 'answered';
  return happens(random, 0.6) ? 'no_answer' : 'voicemail';
}
