import { openStream, type Seed } from '../sampling/random.js';

const STEPS = 1_000_000;
const ANY_SEED = 0 as Seed;

/**
 * Whether an interview is called about once more. Each is decided on by itself, so that interviews that come later change
 * nothing, and a larger percentage keeps who was in.
 * @param secret of the study, random: without it nobody can tell which interviews are in
 * @param percent of all interviews, 0–100
 * @param interview random key of its case
 * @example isInVerification('k3v…', 100, 'a8b…') // true
 */
export function isInVerification(secret: string, percent: number, interview: string): boolean {
  const draw = openStream(ANY_SEED, `verification|${secret}|${interview}`).below(STEPS);
  return draw < (percent / 100) * STEPS;
}
