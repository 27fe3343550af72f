import { z } from 'zod';

/** The sign-in form as it was sent; whether it is right is not a matter of its shape. */
export const signInForm = z.object({
  email: z.string().trim().max(254).default(''),
  password: z.string().max(1000).default(''),
  next: z.string().default('/'),
});

/** Only a path of this program: no other site, no protocol. */
export function safeNextPath(next: string): string {
  return /^\/(?![/\\])[\w\-./]*$/.test(next) ? next : '/';
}
