import { z } from 'zod';
import type { SimulationRates } from '../../domain/simulation/simulation-rates.js';
import { UserProblem } from '../../errors.js';

const chance = z.number('must be a number from 0 to 1').min(0).max(1);

const ratesFile = z.strictObject({
  source: z.string().min(1),
  groups: z.record(
    z.string(),
    z.strictObject({ contact: z.record(z.string(), chance), cooperation: chance }),
  ),
  appointmentKept: chance,
  anotherTime: chance,
  softRefusal: chance,
  conversion: chance,
  lineBusy: chance,
  wrongNumber: chance,
  otherLanguage: chance,
  breakOff: chance,
});

/**
 * Reads a file with rates.
 * @throws UserProblem `invalid_input` that names what is wrong with it
 */
export function parseRatesFile(text: string): SimulationRates {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UserProblem('invalid_input', 'Het bestand met kansen is geen JSON.');
  }
  const read = ratesFile.safeParse(json);
  if (read.success && '*' in read.data.groups) return read.data;
  const problems = read.success
    ? ['groups: geef ook de groep "*"']
    : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new UserProblem('invalid_input', `Het bestand met kansen klopt niet: ${problems.join('; ')}.`);
}
