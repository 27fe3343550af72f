import type { CivilDate } from '../calendar/civil-date.js';
import { addMinutes, type Instant, localTime } from '../calendar/instant.js';

/** Codes that may be tried on one link, right ones aside; then it is locked until a researcher renews it. */
export const MOST_GUESSES = 10;

/** What is known of a personal link without its token and code. */
export interface CheckLinkFacts {
  readonly guessCount: number;
  readonly expiresAt: Instant;
  /** When the right code was given for the first time. */
  readonly openedAt: Instant | null;
  readonly revokedAt: Instant | null;
}

/** What a link is good for now. */
export type CheckLinkState = 'unopened' | 'opened' | 'locked' | 'expired' | 'revoked';

/**
 * The state of a personal link.
 * @param link what is known of it
 * @param now a link works until the moment at which it expires
 * @returns only `unopened` and `opened` let somebody in
 * @example checkLinkState({ ...link, guessCount: 10 }, now) // 'locked'
 */
export function checkLinkState(link: CheckLinkFacts, now: Instant): CheckLinkState {
  if (link.revokedAt !== null) return 'revoked';
  if (link.expiresAt <= now) return 'expired';
  if (link.guessCount >= MOST_GUESSES) return 'locked';
  return link.openedAt === null ? 'unopened' : 'opened';
}

/**
 * The last whole day on which a link works: it ends at midnight in Amsterdam.
 * @example lastDayOf(instant('2026-04-29T00:00:00+02:00')) // '2026-04-28'
 */
export function lastDayOf(expiresAt: Instant): CivilDate {
  return localTime(addMinutes(expiresAt, -1)).date;
}

/** Digits and capitals that nobody mistakes for one another, read aloud or in print: no I, L, O, 0 or 1. */
export const CODE_SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** 31 signs in 8 places: 40 bits, of which a link gives away ten guesses. */
export const CODE_LENGTH = 8;

/**
 * A code as it is read aloud or printed: two groups of four.
 * @param code of `CODE_LENGTH` signs
 * @example shownCode('7KQM2XRT') // '7KQM-2XRT'
 */
export function shownCode(code: string): string {
  return `${code.slice(0, CODE_LENGTH / 2)}-${code.slice(CODE_LENGTH / 2)}`;
}

/**
 * A code as somebody typed it, in the form in which it was made: capitals, without spaces and hyphens.
 * @returns `null` when it cannot be a code
 * @example readCode(' 7kqm 2xrt') // '7KQM2XRT'
 */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s\-–.]/g, '');
  return new RegExp(`^[${CODE_SIGNS}]{${String(CODE_LENGTH)}}$`).test(code) ? code : null;
}
