import { z } from 'zod';
import { ROLES } from '../../domain/access/role.js';
import { MINIMUM_PASSWORD_LENGTH } from './passwords.js';
import { textOf } from '../../web/typed-text.js';

/** A group of boxes comes as nothing, one text, or a list. */
const roles = z
  .union([z.array(z.string()), z.string().transform((one) => [one])])
  .default([])
  .pipe(z.array(z.enum(ROLES), 'Kies uit de rollen op deze pagina.').min(1, 'Kies ten minste één rol.'));

const name = z.string().trim().min(1, 'Vul een naam in.').max(100, 'Maak de naam korter dan 100 tekens.');

const password = z
  .string()
  .min(
    MINIMUM_PASSWORD_LENGTH,
    `Kies een wachtwoord van ten minste ${String(MINIMUM_PASSWORD_LENGTH)} tekens.`,
  )
  .max(1000, 'Kies een korter wachtwoord.');

export const newUserForm = z.object({
  email: z.string().trim().pipe(z.email('Vul een e-mailadres in, zoals naam@gemeente.nl.')),
  name,
  roles,
  password,
});

export const userForm = z.object({
  name,
  roles,
  isActive: z
    .string()
    .optional()
    .transform((ticked) => ticked === 'yes'),
});

export const passwordForm = z.object({ password });

/** What was typed, to show the form again with nothing lost. */
export interface TypedUser {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly string[];
}

export interface TypedChange extends TypedUser {
  readonly isActive: boolean;
}

export function typedUser(fields: Readonly<Record<string, unknown>>): TypedChange {
  const chosen = fields['roles'];
  return {
    email: textOf(fields['email']),
    name: textOf(fields['name']),
    roles: Array.isArray(chosen) ? chosen.map(textOf) : [textOf(chosen)],
    isActive: fields['isActive'] === 'yes',
  };
}
