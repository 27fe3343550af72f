import { generateSecret, generateURI, verifySync } from 'otplib';
import { epochMilliseconds, type Instant } from '../../domain/calendar/instant.js';

/** The app that makes codes may be this many seconds ahead or behind. */
const TOLERANCE_SECONDS = 30;

/** A new secret for an app that makes codes (RFC 6238), in base 32. */
export function newSecret(): string {
  return generateSecret();
}

/** What the QR code of a secret says to the app. */
export function secretAddress(secret: string, email: string): string {
  return generateURI({ issuer: 'Veldwerk', label: email, secret });
}

/**
 * Looks whether a code is right now.
 * @returns the number of the half minute to which the code belongs, so that it can be refused a second time; or `null`
 */
export function timeStepOfCode(secret: string, code: string, now: Instant): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const result = verifySync({
    secret,
    token: code,
    epoch: Math.floor(epochMilliseconds(now) / 1000),
    epochTolerance: TOLERANCE_SECONDS,
  });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}
