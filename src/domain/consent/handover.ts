import {
  CONTACT_ROLE_LABELS,
  type ConsentRecord,
  type ConsentSubject,
  type ContactRole,
} from './consent-record.js';
import type { ConsentVerdict } from './who-may-be-asked.js';

/** Somebody else goes on with an interview that is under way. */
export interface Handover {
  readonly from: ContactRole;
  readonly to: ContactRole;
  /** Dutch, for the interviewer: who goes on. */
  readonly label: string;
}

/** One decision that is recorded for a handover. */
export interface HandoverDecision {
  readonly givenBy: ContactRole;
  readonly subject: ConsentSubject;
  readonly decision: 'given' | 'refused';
}

/**
 * Who could go on with the interview in the place of the one who answers now. Only from 12 to 15, where both may be asked:
 * under 12 nobody but the adult, from 16 on nobody but the young person.
 * @param verdict what `whoMayBeAsked` decided today
 * @param adult the parent, or the guardian of a child under guardianship
 * @returns `null` when nobody else may
 * @example handoverOf(verdict, 'parent')?.to // 'parent' when a young person of 13 answers now
 */
export function handoverOf(verdict: ConsentVerdict, adult: 'parent' | 'guardian'): Handover | null {
  if (verdict.kind === 'nobody' || verdict.band !== 'permission_first') return null;
  const from = verdict.mayBeInterviewed;
  if (from === null) return null;
  const to = from === 'youth' ? adult : 'youth';
  return { from, to, label: `De ${CONTACT_ROLE_LABELS[to]} gaat verder met het gesprek` };
}

/**
 * What is recorded when both agreed to a handover: the adult answers instead, or permits the young person, who agrees. A
 * young person who does not want the own answers to stay takes back taking part.
 * @param handover who stops and who goes on
 * @param isKept whether the one who stops agreed that the answers stay
 */
export function handoverDecisions(handover: Handover, isKept: boolean): readonly HandoverDecision[] {
  const { from, to } = handover;
  if (from !== 'youth') {
    return [
      { givenBy: from, subject: 'youth_participation', decision: 'given' },
      { givenBy: to, subject: 'own_participation', decision: 'given' },
    ];
  }
  const refused = [{ givenBy: from, subject: 'own_participation', decision: 'refused' }] as const;
  return [...(isKept ? [] : refused), { givenBy: to, subject: 'parent_instead', decision: 'given' }];
}

/**
 * Whether answers may stay: only as long as the own agreement of who gave them stands. A refusal after it, or anything taken
 * back, takes the answers along.
 * @param consents all records of the case, those of a handover included
 * @param from who gave the answers
 * @example mayAnswersStay([agreed, refused], 'youth') // false
 */
export function mayAnswersStay(consents: readonly ConsentRecord[], from: ContactRole): boolean {
  if (consents.some(({ withdrawnAt }) => withdrawnAt !== null)) return false;
  const own = consents
    .filter(({ givenBy, subject }) => givenBy === from && subject !== 'youth_participation')
    .toSorted((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
  return own.at(-1)?.decision === 'given';
}
