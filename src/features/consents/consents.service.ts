import type { Application } from '../../application.js';
import type { Transaction } from '../../database/database.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';
import * as queries from './consents.queries.js';
import type { StoredSubject } from './consents.queries.js';

export { findFollowUp, listConsents } from './consents.queries.js';
export type { StoredSubject } from './consents.queries.js';
export { consentWords } from './consent-words.js';

/** Version of the words in `consent-words.ts`; a change of the words is a new version. */
export const CONSENT_TEXT_VERSION = '2026-1';

/** One thing that somebody said yes or no to. */
export interface ConsentDecision {
  readonly givenBy: ContactRole;
  readonly subject: StoredSubject;
  readonly decision: 'given' | 'refused';
}

/**
 * Adds what somebody decided to the records of a case. Whether it may be asked at all is for the caller to check
 * against the rules, within the same transaction.
 */
export async function addConsents(
  app: Application,
  trx: Transaction,
  decisions: readonly ConsentDecision[],
  { caseId, interviewerId }: { caseId: string; interviewerId: string | null },
): Promise<void> {
  await queries.insertConsents(
    trx,
    decisions.map((decision) => ({
      ...decision,
      id: app.newId(),
      caseId,
      textVersion: CONSENT_TEXT_VERSION,
      language: 'nl',
      interviewerId,
      givenAt: app.clock(),
      withdrawnAt: null,
    })),
  );
}

/** Takes back every consent of a case that stands. */
export async function withdrawConsents(app: Application, trx: Transaction, caseId: string): Promise<void> {
  await queries.updateWithdrawn(trx, caseId, app.clock());
}
