import { z } from 'zod';
import { UserProblem } from '../../errors.js';

/** Known numbers of clients by level of one background. */
export interface KnownTotals {
  /** A background as tables name it: `domain`, `age_band`, or the code of a question. */
  readonly by: string;
  /** Number of clients per level. */
  readonly totals: Readonly<Record<string, number>>;
}

/** How the weights of a study are made; stored with them, so that they can be made again. */
export interface WeightSettings {
  /** Backgrounds of cases that make cells for non-response within a stratum. */
  readonly cells: readonly string[];
  readonly method: 'none' | 'post-stratified' | 'raked';
  readonly margins: readonly KnownTotals[];
  readonly trim: { readonly lowest: number; readonly highest: number | null } | null;
}

export const weightName = z
  .string()
  .trim()
  .min(1, 'Geef de gewichten een naam.')
  .max(60, 'Maak de naam korter dan 60 tekens.')
  .refine((name) => !name.includes(':'), 'Gebruik geen dubbele punt in de naam.');

export const settingsSchema = z.object({
  cells: z.array(z.string()),
  method: z.enum(['none', 'post-stratified', 'raked']),
  margins: z.array(z.object({ by: z.string(), totals: z.record(z.string(), z.number()) })),
  trim: z.object({ lowest: z.number(), highest: z.number().nullable() }).nullable(),
}) satisfies z.ZodType<WeightSettings>;

/**
 * Reads known totals as the command line has them: `age_band:0-11=5000,12-15=2900,16+=2300`.
 * @throws UserProblem `invalid_input` that says what is wrong
 */
export function readTotals(text: string): KnownTotals {
  const [, by = '', list = ''] = /^([^:]+):(.+)$/su.exec(text.trim()) ?? [];
  if (by === '') {
    throw new UserProblem(
      'invalid_input',
      `Schrijf bekende aantallen als kenmerk:niveau=aantal,niveau=aantal, niet als ${text}.`,
    );
  }
  return { by: by.trim(), totals: readLevels(list.split(',')) };
}

/**
 * Reads one level with its number of clients per line or part: `0-11=5000`.
 * @throws UserProblem `invalid_input`
 */
function readLevels(parts: readonly string[]): Readonly<Record<string, number>> {
  const totals: Record<string, number> = {};
  for (const part of parts.map((one) => one.trim()).filter((one) => one !== '')) {
    const at = part.lastIndexOf('=');
    const level = part.slice(0, at).trim();
    const total = readNumber(part.slice(at + 1));
    if (at < 1 || level === '' || total === null || total < 0) {
      throw new UserProblem(
        'invalid_input',
        `Schrijf per niveau een aantal, zoals 0-11=5000. Hier staat: ${part}.`,
      );
    }
    if (Object.hasOwn(totals, level)) {
      throw new UserProblem('invalid_input', `Het niveau ${level} staat er twee keer.`);
    }
    totals[level] = total;
  }
  return totals;
}

/**
 * Reads limits as the command line has them: `5:60`, `:60` or `5:`.
 * @throws UserProblem `invalid_input`
 */
export function readTrim(text: string): NonNullable<WeightSettings['trim']> {
  const [, low = '', high = ''] = /^([^:]*):([^:]*)$/u.exec(text.trim()) ?? [];
  return checkedTrim(low, high);
}

/**
 * Limits as they were typed.
 * @throws UserProblem `invalid_input`
 */
export function checkedTrim(low: string, high: string): NonNullable<WeightSettings['trim']> {
  const lowest = low.trim() === '' ? 0 : readNumber(low);
  const highest = high.trim() === '' ? Infinity : readNumber(high);
  const isPossible = lowest !== null && highest !== null && highest > lowest && lowest + 1 / highest > 0;
  if (!isPossible) {
    throw new UserProblem(
      'invalid_input',
      'Geef een laagste en een hoogste gewicht, of een van de twee; de laagste moet onder de hoogste liggen.',
    );
  }
  return { lowest, highest: highest === Infinity ? null : highest };
}

/** A number with a decimal comma or point, or points between thousands; `null` for anything else. */
export function readNumber(text: string): number | null {
  const plain = text.trim();
  if (/^\d{1,3}(\.\d{3})+$/u.test(plain)) return Number(plain.replaceAll('.', ''));
  return /^\d+([.,]\d+)?$/u.test(plain) ? Number(plain.replace(',', '.')) : null;
}
