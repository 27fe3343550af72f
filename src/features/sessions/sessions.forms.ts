import { z } from 'zod';

/** The sign-in form as it was sent. What cannot be an address or a password is as if nothing was typed. */
export const signInForm = z.object({
  email: z.string().trim().max(254).catch(''),
  password: z.string().max(1000).catch(''),
  next: z.string().max(1000).catch('/'),
});
