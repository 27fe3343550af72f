import { z } from 'zod';
import type { DrawMethod } from '../../domain/sampling/draw.js';
import { parseSeed, type Seed } from '../../domain/sampling/random.js';
import type { StudyStratum } from './draw-strata.js';

const HIGHEST_SIZE = 1_000_000;
const MOST_REPLICATES = 20;
const LONGEST_REASON = 500;
/** As long as an address may be. */
const LONGEST_PLAN = 8000;

const size = z
  .string()
  .trim()
  .default('')
  .refine(
    (text) => /^\d*$/.test(text) && Number(text) <= HIGHEST_SIZE,
    'Vul een heel aantal in, zoals 356, of laat het veld leeg.',
  )
  .transform(Number);

/** A whole number, or nothing: then the program makes one. */
const seedField = z
  .string()
  .trim()
  .default('')
  .transform((text, context) => {
    if (text === '') return null;
    const seed = parseSeed(text);
    if (seed === null) {
      context.addIssue({ code: 'custom', message: 'Vul een heel getal in van 0 tot en met 4294967295.' });
    }
    return seed;
  });

const sharesField = z
  .string()
  .trim()
  .default('')
  .transform((text, context) => {
    const shares = parseShares(text === '' ? '100' : text);
    if (shares === null) {
      context.addIssue({
        code: 'custom',
        message: `Schrijf hele percentages die samen 100 zijn, zoals 70 15 15; hoogstens ${String(MOST_REPLICATES)}.`,
      });
    }
    return shares ?? [1];
  });

const leaveOutField = z
  .string()
  .trim()
  .default('')
  .refine((text) => text === '' || /^\d{4}$/.test(text), 'Kies een jaar uit de lijst.')
  .transform((text) => (text === '' ? null : Number(text)));

/** Why something is done, in words that somebody reads later. */
const reasonField = z
  .string()
  .trim()
  .max(LONGEST_REASON, `Maak de reden korter dan ${String(LONGEST_REASON)} tekens.`)
  .default('');

/** The name of the field with the size of a stratum. */
export function sizeField(stratum: string): string {
  return `size-${stratum.replace('/', '--')}`;
}

/** The draw form once it is right. */
export interface DrawFormValues {
  readonly seed: Seed | null;
  readonly reason: string | null;
  readonly sizes: Readonly<Record<string, number>>;
  readonly method: DrawMethod;
  readonly replicateShares: readonly number[];
  readonly leaveOutSince: number | null;
  /** The settings of the plan that the sizes come from; `''` without one. */
  readonly plan: string;
}

/** The draw form of a study: a size per stratum, how is drawn, and the reason when a draw is replaced. */
export function drawForm(
  strata: readonly Pick<StudyStratum, 'code'>[],
  { replaces }: { replaces: boolean },
): z.ZodType<DrawFormValues> {
  const sizes = Object.fromEntries(strata.map(({ code }) => [sizeField(code), size]));
  return z
    .object({
      ...sizes,
      seed: seedField,
      method: z.enum(['simple', 'systematic'], 'Kies hoe er wordt getrokken.').default('simple'),
      shares: sharesField,
      leaveOutSince: leaveOutField,
      plan: z.string().max(LONGEST_PLAN, 'Het plan is te lang. Maak het opnieuw.').default(''),
      reason: replaces
        ? reasonField.pipe(z.string().min(1, 'Schrijf op waarom u opnieuw trekt.'))
        : reasonField,
    })
    .transform((fields) => {
      const values = fields as Record<string, unknown>;
      const { seed, method, shares, leaveOutSince, plan, reason } = fields;
      return {
        seed,
        method,
        replicateShares: shares.length === 1 ? [1] : shares,
        leaveOutSince,
        plan,
        reason: reason === '' ? null : reason,
        sizes: Object.fromEntries(strata.map(({ code }) => [code, Number(values[sizeField(code)])])),
      };
    });
}

/** What somebody gives for releasing a replicate. */
export const releaseForm = z.object({
  replicate: z
    .string()
    .regex(/^\d{1,2}$/, 'Kies een deelsteekproef.')
    .transform(Number),
  /** How many cases the page said would come free: a page that is behind is refused. */
  cases: z
    .string()
    .regex(/^\d{1,7}$/, 'Vernieuw de pagina.')
    .transform(Number),
  reason: reasonField.pipe(z.string().min(1, 'Schrijf op waarom u deze deelsteekproef vrijgeeft.')),
});

/**
 * Sizes as they are given on the command line: `basishulp=356,specialistisch/jeugd_ggz=136`.
 * @returns `null` when the text is not written that way
 */
export function parseSizes(text: string): Readonly<Record<string, number>> | null {
  const pairs = text
    .split(',')
    .map((pair) => /^\s*([a-z0-9_]+(?:\/[a-z0-9_]*)?)\s*=\s*(\d{1,7})\s*$/.exec(pair));
  if (pairs.some((pair) => pair === null)) return null;
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', Number(pair?.[2])]));
}

/**
 * Shares of replicates in percentages: `70 15 15`.
 * @returns `null` when they are not whole percentages that add up to 100
 */
export function parseShares(text: string): readonly number[] | null {
  const shares = text.split(/[\s,;%]+/).filter((part) => part !== '');
  const isRight = shares.every((share) => /^[1-9]\d{0,2}$/.test(share)) && shares.length <= MOST_REPLICATES;
  const numbers = shares.map(Number);
  return isRight && numbers.reduce((sum, share) => sum + share, 0) === 100 ? numbers : null;
}
