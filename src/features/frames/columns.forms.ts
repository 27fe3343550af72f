import { z } from 'zod';
import type { ColumnChoice } from '../../domain/frame/column-choices.js';
import { choiceMistakes } from '../../domain/frame/column-choices.js';
import { missingColumns } from '../../domain/frame/column-needs.js';
import type { ColumnPreview } from '../../domain/frame/column-preview.js';
import { type ColumnRole, columnRoles } from '../../domain/frame/column-role.js';
import { checkForm, type FieldErrors } from '../../web/form-errors.js';
import { textOf } from '../../web/typed-text.js';

/** What somebody filled in about a file, complete or not. */
export interface TypedColumns {
  readonly organisation: string;
  readonly domain: string;
  /** One for each column, in their order. */
  readonly choices: readonly ColumnChoice[];
}

const LONGEST_NAME = 120;

/** The names of the fields of one column. */
export function columnFields(column: number): { role: string; confirmed: string } {
  return { role: `role-${String(column + 1)}`, confirmed: `confirmed-${String(column + 1)}` };
}

/** A column that the form does not mention, or of which it says something odd, stays as it was guessed. */
export function typedColumns(
  columns: readonly ColumnPreview[],
  fields: Readonly<Record<string, unknown>>,
): TypedColumns {
  return {
    organisation: textOf(fields['organisation']).trim(),
    domain: textOf(fields['domain']),
    choices: columns.map((column, place) => {
      const names = columnFields(place);
      const role = fields[names.role];
      return {
        key: column.key,
        role: role === '' ? null : (columnRoles.find((known) => known === role) ?? column.role),
        isConfirmed: fields[names.confirmed] === 'yes',
      };
    }),
  };
}

/** What is wrong with it, by field; nothing when the file can be read so. */
export function columnMistakes(
  columns: readonly ColumnPreview[],
  typed: TypedColumns,
  domainCodes: readonly string[],
): FieldErrors {
  const form = checkForm(settlingForm(domainCodes), typed);
  const errors: Record<string, string> = form.ok ? {} : { ...form.errors };
  const place = new Map(columns.map(({ key }, column) => [key, columnFields(column).role]));
  for (const { key, message } of choiceMistakes(columns, typed.choices)) {
    errors[place.get(key) ?? ''] = message;
  }
  const roles: readonly (ColumnRole | null)[] = typed.choices.map(({ role }) => role);
  const needed = missingColumns(roles).filter(({ isNeeded }) => isNeeded);
  if (needed.length > 0) {
    const first = typed.choices.findIndex(({ role }) => role === null);
    const what = needed.map((column) => column.what).join(', ');
    const message = `Wijs nog aan: ${what}. ${needed.map(({ consequence }) => consequence).join(' ')}`;
    errors[columnFields(Math.max(first, 0)).role] ??= message;
  }
  return errors;
}

function settlingForm(domainCodes: readonly string[]) {
  return z.object({
    organisation: z
      .string()
      .min(1, 'Vul in welke organisatie het bestand heeft aangeleverd.')
      .max(LONGEST_NAME, `Maak de naam korter dan ${String(LONGEST_NAME)} tekens.`),
    domain: z.string().refine((code) => domainCodes.includes(code), 'Kies het domein van dit bestand.'),
  });
}
