import { z } from 'zod';
import { parseSeed, type Seed } from '../../domain/sampling/random.js';
import type { Domain } from '../studies/studies.service.js';

const HIGHEST_SIZE = 1_000_000;

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

const reason = z.string().trim().max(500, 'Maak de reden korter dan 500 tekens.').default('');

/** The name of the field with the size of a domain. */
export function sizeField(code: string): string {
  return `size-${code}`;
}

/** The draw form once it is right. */
export interface DrawFormValues {
  readonly seed: Seed | null;
  readonly reason: string | null;
  readonly sizes: Readonly<Record<string, number>>;
}

/** The draw form of a study: a size per domain, a seed, and the reason when a draw is replaced. */
export function drawForm(
  domains: readonly Domain[],
  { replaces }: { replaces: boolean },
): z.ZodType<DrawFormValues> {
  const sizes = Object.fromEntries(domains.map(({ code }) => [sizeField(code), size]));
  return z
    .object({
      ...sizes,
      seed: seedField,
      reason: replaces ? reason.pipe(z.string().min(1, 'Schrijf op waarom u opnieuw trekt.')) : reason,
    })
    .transform((fields) => {
      const values = fields as Record<string, unknown>;
      return {
        seed: fields.seed,
        reason: fields.reason === '' ? null : fields.reason,
        sizes: Object.fromEntries(domains.map(({ code }) => [code, Number(values[sizeField(code)])])),
      };
    });
}

/**
 * Sizes as they are given on the command line: `basishulp=356,jb_jr=136`.
 * @returns `null` when the text is not written that way
 */
export function parseSizes(text: string): Readonly<Record<string, number>> | null {
  const pairs = text.split(',').map((pair) => /^\s*([a-z0-9_]+)\s*=\s*(\d{1,7})\s*$/.exec(pair));
  if (pairs.some((pair) => pair === null)) return null;
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', Number(pair?.[2])]));
}
