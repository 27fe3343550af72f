import { CONTACT_ROLE_LABELS, type ConsentSubject, type ContactRole } from './consent-record.js';
import type { ConsentVerdict } from './who-may-be-asked.js';

/** What somebody on the telephone can say to the question whether they take part. */
export type ConsentChoiceCode = 'agree' | 'permit' | 'instead' | 'decline';

/** One answer with the decisions that are recorded for it. */
export interface ConsentChoice {
  readonly code: ConsentChoiceCode;
  /** Dutch, as on the button. */
  readonly label: string;
  readonly decisions: readonly {
    readonly givenBy: ContactRole;
    readonly subject: ConsentSubject;
    readonly decision: 'given' | 'refused';
  }[];
}

/**
 * The answers that the person who is asked can give now; empty when nothing is to be agreed any more or nobody may
 * be asked. An adult who answers instead of a young person thereby does not permit the young person to be asked.
 * @param verdict what `whoMayBeAsked` decided
 * @example
 * // 14 years old, nothing asked yet
 * consentChoices(verdict).map(({ code }) => code) // ['permit', 'instead', 'decline']
 */
export function consentChoices(verdict: ConsentVerdict): readonly ConsentChoice[] {
  if (verdict.kind === 'nobody' || verdict.questions.length === 0) return [];
  const givenBy = verdict.askFor;
  const asked = verdict.questions.map(({ subject }) => subject);
  const say = (subject: ConsentSubject, decision: 'given' | 'refused') => ({ givenBy, subject, decision });
  const who = CONTACT_ROLE_LABELS[givenBy];
  const choices: ConsentChoice[] = [];
  if (asked.includes('own_participation')) {
    const decisions = [say('own_participation', 'given')];
    choices.push({ code: 'agree', label: `Ja, de ${who} doet mee`, decisions });
  }
  if (asked.includes('youth_participation')) {
    const decisions = [say('youth_participation', 'given')];
    choices.push({ code: 'permit', label: 'Ja, de jongere mag worden gevraagd', decisions });
  }
  if (asked.includes('parent_instead')) {
    const instead = say('parent_instead', 'given');
    const decisions = asked.includes('youth_participation')
      ? [say('youth_participation', 'refused'), instead]
      : [instead];
    choices.push({ code: 'instead', label: `De ${who} antwoordt liever zelf`, decisions });
  }
  const decisions = asked.map((subject) => say(subject, 'refused'));
  choices.push({ code: 'decline', label: 'Nee, wil niet meedoen', decisions });
  return choices;
}
