import { z } from 'zod';

/** For how long a token may work. */
export const VALID_DAYS = [30, 90, 365] as const;

const LONGEST_LABEL = 80;

export const tokenForm = z.object({
  label: z
    .string()
    .trim()
    .min(1, 'Vul in waarvoor u het token gebruikt.')
    .max(LONGEST_LABEL, `Houd de omschrijving korter dan ${String(LONGEST_LABEL)} tekens.`),
  validDays: z.coerce.number().pipe(
    z.union(
      VALID_DAYS.map((days) => z.literal(days)),
      'Kies hoe lang het token geldig is.',
    ),
  ),
});
