import type { CivilDate } from '../calendar/civil-date.js';
import { type Instant, localTime } from '../calendar/instant.js';

/** Who can be spoken to about a case. A guardian (voogd) takes the place of the parent. */
export const CONTACT_ROLES = ['parent', 'guardian', 'youth'] as const;

/** The role in which somebody is spoken to. */
export type ContactRole = (typeof CONTACT_ROLES)[number];

/** How each role is called on the screen. */
export const CONTACT_ROLE_LABELS: Readonly<Record<ContactRole, string>> = {
  parent: 'ouder',
  guardian: 'voogd',
  youth: 'jongere',
};

/** What somebody is asked to agree to. */
export type ConsentSubject =
  /** The own interview: a parent about a child under 12, or a young person. */
  | 'own_participation'
  /** That the young person of 12 to 15 is asked. */
  | 'youth_participation'
  /** To answer in the place of a young person of 12 to 15. */
  | 'parent_instead';

/** One decision of one person, as it was recorded. Never changed; a later decision is a later record. */
export interface ConsentRecord {
  readonly givenBy: ContactRole;
  readonly subject: ConsentSubject;
  readonly decision: 'given' | 'refused';
  readonly at: Instant;
  /** When the person took it back; `null` as long as it stands. */
  readonly withdrawnAt: Instant | null;
  /** Version of the words that were read aloud. */
  readonly textVersion: string;
  /** BCP 47 tag of the language that was spoken, for example `nl`. */
  readonly language: string;
}

/**
 * The records as they stood at the end of a day: later decisions left out, later withdrawals not yet made.
 * @param consents the records of one case, in any order
 * @param on the day, in Amsterdam
 * @returns the records in the order of time; of the same instant in the order given
 * @example consentsAsOf([], '2026-04-01') // []
 */
export function consentsAsOf(consents: readonly ConsentRecord[], on: CivilDate): readonly ConsentRecord[] {
  return consents
    .filter((consent) => localTime(consent.at).date <= on)
    .map((consent) => (isAfterDay(consent.withdrawnAt, on) ? { ...consent, withdrawnAt: null } : consent))
    .toSorted((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
}

function isAfterDay(moment: Instant | null, on: CivilDate): boolean {
  return moment !== null && localTime(moment).date > on;
}
