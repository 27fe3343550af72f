import type { Application } from '../../application.js';
import type { Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { CONSENT_TEXTS } from '../../domain/consent/consent-texts.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';
import type { WordsSpoken } from '../../domain/consent/spoken-language.js';
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

/** In which case, by whom and in which words it was asked. */
export interface ConsentCircumstances {
  readonly caseId: string;
  readonly interviewerId: string | null;
  readonly spoken: WordsSpoken;
}

/**
 * Adds what somebody decided to the records of a case. Whether it may be asked at all is for the caller to check
 * against the rules, within the same transaction.
 */
export async function addConsents(
  app: Application,
  trx: Transaction,
  decisions: readonly ConsentDecision[],
  { caseId, interviewerId, spoken }: ConsentCircumstances,
): Promise<void> {
  // One answer is one moment, however many decisions are in it.
  const givenAt = app.clock();
  await queries.insertConsents(
    trx,
    decisions.map((decision) => ({
      ...decision,
      id: app.newId(),
      caseId,
      ...spoken,
      interviewerId,
      givenAt,
      withdrawnAt: null,
    })),
  );
}

/** Takes back the refusal with which an attempt ended whose outcome was wrong; what was refused before it stands. */
export async function undoLastRefusal(
  app: Application,
  trx: Transaction,
  attempt: { readonly caseId: string; readonly from: Instant; readonly until: Instant },
): Promise<void> {
  const last = await queries.findLastRefusal(trx, attempt);
  if (last !== null) await queries.updateUndone(trx, { ...last, caseId: attempt.caseId, at: app.clock() });
}

/** Takes back every consent of a case that stands. */
export async function withdrawConsents(app: Application, trx: Transaction, caseId: string): Promise<void> {
  await queries.updateWithdrawn(trx, caseId, app.clock());
}
