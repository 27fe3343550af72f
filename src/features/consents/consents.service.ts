import type { Application } from '../../application.js';
import type { Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { CONSENT_TEXTS, type ConsentLanguage } from '../../domain/consent/consent-texts.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';
import * as queries from './consents.queries.js';
import type { StoredSubject } from './consents.queries.js';

export { findFollowUp, listConsents } from './consents.queries.js';
export type { StoredSubject } from './consents.queries.js';
export { consentWords } from './consent-words.js';

/** Version of the Dutch words; those of other languages have their own. */
export const CONSENT_TEXT_VERSION = CONSENT_TEXTS.nl.version;

/** One thing that somebody said yes or no to. */
export interface ConsentDecision {
  readonly givenBy: ContactRole;
  readonly subject: StoredSubject;
  readonly decision: 'given' | 'refused';
}

/** In which case, by whom and in which language it was asked. */
export interface ConsentCircumstances {
  readonly caseId: string;
  readonly interviewerId: string | null;
  readonly language?: ConsentLanguage;
}

/**
 * Adds what somebody decided to the records of a case. Whether it may be asked at all is for the caller to check
 * against the rules, within the same transaction.
 */
export async function addConsents(
  app: Application,
  trx: Transaction,
  decisions: readonly ConsentDecision[],
  { caseId, interviewerId, language = 'nl' }: ConsentCircumstances,
): Promise<void> {
  await queries.insertConsents(
    trx,
    decisions.map((decision) => ({
      ...decision,
      id: app.newId(),
      caseId,
      textVersion: CONSENT_TEXTS[language].version,
      language,
      interviewerId,
      givenAt: app.clock(),
      withdrawnAt: null,
    })),
  );
}

/** Takes back what somebody refused in the span of an attempt whose outcome was wrong. */
export async function undoRefusals(
  app: Application,
  trx: Transaction,
  attempt: { readonly caseId: string; readonly from: Instant; readonly until: Instant },
): Promise<void> {
  await queries.updateUndone(trx, { ...attempt, at: app.clock() });
}

/** Takes back every consent of a case that stands. */
export async function withdrawConsents(app: Application, trx: Transaction, caseId: string): Promise<void> {
  await queries.updateWithdrawn(trx, caseId, app.clock());
}
