import { z } from 'zod';

/** The sign-in form as it was sent. What cannot be an address or a password is as if nothing was typed. */
export const signInForm = z.object({
  email: z.string().trim().max(254).catch(''),
  password: z.string().max(1000).catch(''),
  next: z.string().max(1000).catch('/'),
});

/** Only a path of this program: no other site, no protocol. */
export function safeNextPath(next: string): string {
  return /^\/(?![/\\])[\w\-./]*$/.test(next) ? next : '/';
}
