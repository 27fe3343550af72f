import { z } from 'zod';
import { parseSeed, type Seed } from '../../domain/sampling/random.js';
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

function count(label: string, most: number) {
  const message = `Vul bij ${label} een heel getal in van 1 tot en met ${String(most)}.`;
  return z
    .string()
    .trim()
    .default('')
    .transform(Number)
    .pipe(z.number(message).int(message).min(1, message).max(most, message));
}

/** What is asked of a simulation in the browser: less than at the command line, because it runs beside other work. */
export const simulationForm = z.object({
  interviewers: count('enquêteurs', 64),
  days: count('beldagen', 60),
  runs: count('hoe vaak spelen', 10),
  seed: z
    .string()
    .default('')
    .transform((text, context): Seed => {
      const seed = parseSeed(text);
      if (seed !== null) return seed;
      context.addIssue({ code: 'custom', message: 'Vul een heel getal in van 0 tot en met 4294967295.' });
      return z.NEVER;
    }),
  earlier: z
    .string()
    .default('')
    .transform((slug) => (slug === '' ? null : slug)),
});

/** What was typed, to show the form again with nothing lost. */
export interface TypedSimulation {
  readonly interviewers: string;
  readonly days: string;
  readonly runs: string;
  readonly seed: string;
  readonly earlier: string;
}

export const NOTHING_TYPED: TypedSimulation = {
  interviewers: '8',
  days: '20',
  runs: '3',
  seed: '1',
  earlier: '',
};

const typedText = z.string().trim().max(120).catch('');

/** @param fields what the browser sent */
export function typedSimulation(fields: Readonly<Record<string, unknown>>): TypedSimulation {
  return z
    .object({
      interviewers: typedText,
      days: typedText,
      runs: typedText,
      seed: typedText,
      earlier: typedText,
    })
    .parse(fields);
}
