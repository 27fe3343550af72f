import type { CookieOptions, Request } from 'express';
import type { Application } from '../application.js';

/** The value of a cookie, or `null` when the browser sent none. */
export function cookieOf(request: Request, wanted: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === wanted && value !== undefined && value !== '') return value;
  }
  return null;
}

/** Out of reach of scripts, not sent along from other sites, and over https only where there is https. */
export function cookieSettings(app: Application): CookieOptions {
  const secure = app.config.publicUrl?.startsWith('https:') ?? false;
  return { httpOnly: true, sameSite: 'lax', secure, path: '/' };
}
