import { ageOn, type CivilDate } from '../calendar/civil-date.js';
import { type Instant, localTime } from '../calendar/instant.js';
import { type ConsentRecord, consentsAsOf, type ConsentSubject, type ContactRole } from './consent-record.js';
import type { ConsentRules } from './consent-rules.js';

/** Who decides at an age: the adult alone, the adult first and then the young person, or the young person alone. */
export type AgeBand = 'parent_only' | 'permission_first' | 'own_consent';

/** What must be known of a young person to decide who may be asked. */
export interface Youth {
  readonly bornOn: CivilDate;
  /** Whether an institution has the guardianship (voogdij): then the guardian stands in for the parent. */
  readonly hasGuardian: boolean;
}

/** Why nobody may be called. */
export type NobodyReason = 'withdrawn' | 'adult_refused' | 'youth_refused' | 'youth_and_adult_refused';

/** One thing that may be asked of one person. */
export interface ConsentQuestion {
  readonly of: ContactRole;
  readonly subject: ConsentSubject;
}

/** Somebody may be called. */
export interface AskVerdict {
  readonly kind: 'ask';
  readonly band: AgeBand;
  /** Whom to ask for on the telephone. */
  readonly askFor: ContactRole;
  /** Everybody who may be dialled; a young person under 16 is also reached through the adult. */
  readonly mayBeCalled: readonly ContactRole[];
  /** What is still to be agreed; empty when the interview may begin. */
  readonly questions: readonly ConsentQuestion[];
  /** Who may be interviewed now; `null` as long as something is still to be agreed. */
  readonly mayBeInterviewed: ContactRole | null;
  /** When an adult decided in the age band of today: of two parents, the other one is not to hear of it. */
  readonly adultDecidedAt: readonly Instant[];
  /** The young person said no last; only the adult who gave permission can still answer. */
  readonly hasYouthRefused: boolean;
}

/** Nobody may be called, asked or interviewed. */
export interface NobodyVerdict {
  readonly kind: 'nobody';
  readonly band: AgeBand;
  readonly reason: NobodyReason;
}

/** The answer to the question who may be asked. */
export type ConsentVerdict = AskVerdict | NobodyVerdict;

/**
 * Who decides at an age.
 * @param age full years
 * @example ageBandOf(16, DEFAULT_CONSENT_RULES) // 'own_consent'
 */
export function ageBandOf(age: number, rules: ConsentRules): AgeBand {
  if (age >= rules.ownConsentFromAge) return 'own_consent';
  return age < rules.parentOnlyBelowAge ? 'parent_only' : 'permission_first';
}

/**
 * Who may be called, asked and interviewed on a day. The only place where this is decided: the queue, dialling, the
 * telephone number and the interview page all ask here. A file of answers need not: it has only interviews that were
 * completed while this allowed them, and taking consent back deletes the answers.
 *
 * The age is counted on the day itself, so a birthday changes the rule that day. What an adult decided about a
 * young person holds only in the age band in which it was said; what a young person decided stays. Records of a
 * parent do not count for a young person with a guardian, nor the other way round. One withdrawal stops all.
 * @param youth birth and guardianship
 * @param consents all records of the case, in any order; those after the day are left out
 * @param on the day of the contact, in Amsterdam
 * @param rules the age limits of the study
 * @throws RangeError when the day is before the birth
 * @example
 * // 14 years old, nothing asked yet: first the parent
 * whoMayBeAsked({ bornOn: '2012-01-15', hasGuardian: false }, [], '2026-04-01', DEFAULT_CONSENT_RULES).askFor // 'parent'
 */
export function whoMayBeAsked(
  youth: Youth,
  consents: readonly ConsentRecord[],
  on: CivilDate,
  rules: ConsentRules,
): ConsentVerdict {
  const band = ageBandOf(ageOn(youth.bornOn, on), rules);
  const known = consentsAsOf(consents, on);
  if (known.some(({ withdrawnAt }) => withdrawnAt !== null))
    return { kind: 'nobody', band, reason: 'withdrawn' };

  const adult: ContactRole = youth.hasGuardian ? 'guardian' : 'parent';
  const bandThen = (consent: ConsentRecord): AgeBand =>
    ageBandOf(ageOn(youth.bornOn, localTime(consent.at).date), rules);
  const decidedByAdult = known.filter((one) => one.givenBy === adult && bandThen(one) === band);
  const said: Said = {
    adult,
    byAdult: (subject) => decidedByAdult.findLast((one) => one.subject === subject) ?? null,
    byYouth: known.findLast((one) => isOwn(one, 'youth') && bandThen(one) !== 'parent_only') ?? null,
    adultRefusedBefore: known.findLast((one) => isOwn(one, adult))?.decision === 'refused',
  };
  const verdict = verdictOf(band, said, rules);
  if (verdict.kind === 'nobody') return verdict;
  return { ...verdict, adultDecidedAt: decidedByAdult.map(({ at }) => at) };
}

function verdictOf(band: AgeBand, said: Said, rules: ConsentRules): ConsentVerdict {
  switch (band) {
    case 'parent_only':
      return underTheAdult(said);
    case 'permission_first':
      return withPermission(said);
    case 'own_consent':
      return onOwnDecision(said, rules);
  }
}

/** What was said until now, as far as it counts in the age band of today. */
interface Said {
  readonly adult: ContactRole;
  readonly byAdult: (subject: ConsentSubject) => ConsentRecord | null;
  readonly byYouth: ConsentRecord | null;
  readonly adultRefusedBefore: boolean;
}

function underTheAdult({ adult, byAdult }: Said): ConsentVerdict {
  const own = byAdult('own_participation');
  if (own?.decision === 'refused') return { kind: 'nobody', band: 'parent_only', reason: 'adult_refused' };
  return own === null
    ? ask('parent_only', adult, [{ of: adult, subject: 'own_participation' }])
    : interview('parent_only', adult);
}

function withPermission(said: Said): ConsentVerdict {
  const { adult, byAdult, byYouth } = said;
  const permission = byAdult('youth_participation');
  const instead = byAdult('parent_instead');
  if (instead?.decision === 'given' && !isGivenLater(permission, instead))
    return interview('permission_first', adult);
  if (permission?.decision === 'given') {
    return byYouth?.decision === 'refused' ? afterYouthRefused(said, instead) : askYouth(said);
  }
  return firstTheAdult(said, permission, instead);
}

function askYouth({ adult, byYouth }: Said): ConsentVerdict {
  const called: readonly ContactRole[] = ['youth', adult];
  return byYouth === null
    ? {
        ...ask('permission_first', 'youth', [{ of: 'youth', subject: 'own_participation' }]),
        mayBeCalled: called,
      }
    : { ...interview('permission_first', 'youth'), mayBeCalled: called };
}

function afterYouthRefused({ adult }: Said, instead: ConsentRecord | null): ConsentVerdict {
  if (instead?.decision === 'refused') {
    return { kind: 'nobody', band: 'permission_first', reason: 'youth_and_adult_refused' };
  }
  if (instead !== null) return interview('permission_first', adult);
  const open: readonly ConsentQuestion[] = [{ of: adult, subject: 'parent_instead' }];
  return { ...ask('permission_first', adult, open), hasYouthRefused: true };
}

function firstTheAdult(
  said: Said,
  permission: ConsentRecord | null,
  instead: ConsentRecord | null,
): ConsentVerdict {
  const { adult } = said;
  const open: ConsentQuestion[] = [];
  if (permission === null) open.push({ of: adult, subject: 'youth_participation' });
  if (instead === null) open.push({ of: adult, subject: 'parent_instead' });
  // Whoever refused the own interview when the child was younger is not called again for the older child.
  if (open.length === 0 || said.adultRefusedBefore) {
    return { kind: 'nobody', band: 'permission_first', reason: 'adult_refused' };
  }
  return ask('permission_first', adult, open);
}

function onOwnDecision({ adult, byYouth }: Said, rules: ConsentRules): ConsentVerdict {
  if (byYouth?.decision === 'refused')
    return { kind: 'nobody', band: 'own_consent', reason: 'youth_refused' };
  const verdict =
    byYouth === null
      ? ask('own_consent', 'youth', [{ of: 'youth', subject: 'own_participation' }])
      : interview('own_consent', 'youth');
  return rules.mayAskForYouthOnParentNumber ? { ...verdict, mayBeCalled: ['youth', adult] } : verdict;
}

const NOTHING_SAID = { adultDecidedAt: [], hasYouthRefused: false } as const;

function ask(band: AgeBand, askFor: ContactRole, questions: readonly ConsentQuestion[]): AskVerdict {
  return {
    kind: 'ask',
    band,
    askFor,
    mayBeCalled: [askFor],
    questions,
    mayBeInterviewed: null,
    ...NOTHING_SAID,
  };
}

function interview(band: AgeBand, role: ContactRole): AskVerdict {
  return { ...ask(band, role, []), mayBeInterviewed: role };
}

function isOwn({ givenBy, subject }: ConsentRecord, role: ContactRole): boolean {
  return givenBy === role && subject === 'own_participation';
}

function isGivenLater(permission: ConsentRecord | null, instead: ConsentRecord): boolean {
  return permission?.decision === 'given' && permission.at > instead.at;
}

/** Whether a role may be dialled, or its number shown. */
export function mayCall(verdict: ConsentVerdict, role: ContactRole): boolean {
  return verdict.kind === 'ask' && verdict.mayBeCalled.includes(role);
}

/** Whether something may be asked of a role, and its answer recorded. */
export function mayAsk(verdict: ConsentVerdict, role: ContactRole, subject: ConsentSubject): boolean {
  return (
    verdict.kind === 'ask' && verdict.questions.some((one) => one.of === role && one.subject === subject)
  );
}

/** Whether the interview may be opened with a role. */
export function mayInterview(verdict: ConsentVerdict, role: ContactRole): boolean {
  return verdict.kind === 'ask' && verdict.mayBeInterviewed === role;
}
