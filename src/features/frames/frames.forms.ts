import { z } from 'zod';

/** Which domain the files are of, and who delivered them; the files themselves come beside it. */
export function deliveryForm(
  domainCodes: readonly string[],
): z.ZodType<{ domain: string; organisation: string }> {
  return z.object({
    domain: z
      .string()
      .default('')
      .refine((code) => domainCodes.includes(code), 'Kies het domein van de bestanden.'),
    organisation: z.string().trim().max(120, 'Maak de naam korter dan 120 tekens.').default(''),
  });
}

/** What was typed, to show the form again with nothing lost. */
export interface TypedDelivery {
  readonly domain: string;
  readonly organisation: string;
}

export function typedDelivery(fields: Readonly<Record<string, unknown>>): TypedDelivery {
  return { domain: textOf(fields['domain']), organisation: textOf(fields['organisation']) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
