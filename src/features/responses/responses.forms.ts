import { z } from 'zod';

const ticked = z
  .string()
  .optional()
  .transform((value) => value === 'yes');

const LONGEST_MAPPING = 100_000;

/** A whole number that may be written with points (`3.900`), or nothing. */
const population = z
  .string()
  .default('')
  .transform((text) => text.trim())
  .refine(
    (text) => text === '' || /^\d{1,3}(\.\d{3})+$|^\d{1,9}$/.test(text),
    'Vul een heel aantal cliënten in, of laat het veld leeg.',
  )
  .transform((text) => (text === '' ? null : Number(text.replaceAll('.', ''))));

/** The field of the population of one domain. */
export function populationField(domain: string): string {
  return `population_${domain}`;
}

interface AnswersForm {
  readonly replaces: boolean;
  /** What the columns of the file are here; empty when they have our names. */
  readonly mapping: string;
  /** Number of clients per domain code; domains of which it is not known are absent. */
  readonly population: Readonly<Record<string, number>>;
}

/** The fields beside a file with answers: one population per domain of the study. */
export function answersForm(domains: readonly string[]): z.ZodType<AnswersForm> {
  const sizes = z.object(Object.fromEntries(domains.map((code) => [populationField(code), population])));
  return z
    .object({
      replaces: ticked,
      mapping: z.string().max(LONGEST_MAPPING, 'De koppeling is te lang.').default(''),
    })
    .and(sizes)
    .transform(({ replaces, mapping, ...typed }) => ({
      replaces,
      mapping,
      population: knownSizes(domains, typed),
    }));
}

function knownSizes(
  domains: readonly string[],
  typed: Readonly<Record<string, number | null>>,
): Record<string, number> {
  return Object.fromEntries(
    domains.flatMap((code) => {
      const size = typed[populationField(code)] ?? null;
      return size === null ? [] : [[code, size]];
    }),
  );
}

export const publishedForm = z.object({ replaces: ticked });

/** What the answers can leave the program as. */
export const DATA_FORMATS = ['csv', 'csv-dutch', 'xlsx', 'codebook', 'sav', 'dta', 'ddi'] as const;
export type DataFormat = (typeof DATA_FORMATS)[number];

/** How many respondents at least share their backgrounds in a file of answers; 1 leaves out nothing. */
export const K_CHOICES = [5, 10, 3, 1] as const;

export const DEFAULT_K = 5;

export const exportForm = z.object({
  withTexts: ticked,
  k: z.coerce
    .number()
    .pipe(
      z.union(
        K_CHOICES.map((k) => z.literal(k)),
        'Kies wat er met de achtergronden gebeurt.',
      ),
    )
    .default(DEFAULT_K),
  format: z.enum(DATA_FORMATS, 'Kies een soort bestand.').default('csv-dutch'),
  weights: z.string().max(80).default(''),
});
