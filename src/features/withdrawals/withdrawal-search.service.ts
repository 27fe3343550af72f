import type { Actor, Application } from '../../application.js';
import { type Reader, transaction } from '../../database/database.js';
import type { CaseStatus } from '../../domain/contact/case-status.js';
import type { CivilDate } from '../../domain/calendar/civil-date.js';
import type { E164 } from '../../domain/telephone/telephone-number.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { type CaseRecord, getCase, getCaseOfStudy } from '../cases/cases.service.js';
import { getCaseContact, isErased } from '../contacts/contacts.service.js';
import {
  findCasesOfNumber,
  findCasesOfPerson,
  type SoughtPerson,
} from '../contacts/person-search.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import type { SearchReason } from './withdrawal.js';
import { findWithdrawalOfCase } from './withdrawals.service.js';

/** By what somebody is looked for. */
export type Sought =
  | { readonly by: 'case'; readonly caseNumber: string }
  | { readonly by: 'number'; readonly number: E164 }
  | ({ readonly by: 'person' } & SoughtPerson);

/** A case that was found, with as much as is needed to know that it is the right child. */
export interface FoundCase {
  readonly caseNumber: string;
  readonly status: CaseStatus;
  /** `null` once the contact data are gone. */
  readonly person: { readonly name: string; readonly bornOn: CivilDate } | null;
  /** The proof, when consent was taken back already. */
  readonly withdrawalId: string | null;
}

/** More than this is no answer to a question about one person. */
const MOST_FOUND = 5;

/**
 * Finds cases of anybody in the study. The search is written to the audit log with its reason and what was found, without
 * what was searched for.
 * @throws UserProblem `invalid_input` when too many fit: nothing of them is shown
 */
export async function searchCases(
  app: Application,
  actor: Actor,
  { slug, reason, sought }: { readonly slug: string; readonly reason: SearchReason; readonly sought: Sought },
): Promise<{ readonly study: Study; readonly found: readonly FoundCase[]; readonly isTooMany: boolean }> {
  return transaction(app.database, async (trx) => {
    const study = await getStudy(trx, slug);
    const records = await recordsOf(app, trx, study, sought);
    await recordAudit(trx, actor, app.clock(), {
      action: 'case.search',
      objectKind: 'study',
      objectId: study.id,
      detail: { by: sought.by, reason, found: records.length },
    });
    if (records.length > MOST_FOUND) return { study, found: [], isTooMany: true };
    const found: FoundCase[] = [];
    for (const record of records) found.push(await foundCase(app, trx, study, record));
    for (const { id } of records) {
      await recordAudit(trx, actor, app.clock(), {
        action: 'case.read_contact',
        objectKind: 'case',
        objectId: id,
        detail: { reason },
      });
    }
    return { study, found, isTooMany: false };
  });
}

async function recordsOf(
  app: Application,
  db: Reader,
  study: Study,
  sought: Sought,
): Promise<readonly CaseRecord[]> {
  switch (sought.by) {
    case 'case':
      return caseOfNumber(db, study, sought.caseNumber);
    case 'number':
      return listRecords(db, await findCasesOfNumber(app, db, study.id, sought.number));
    case 'person':
      return listRecords(db, await findCasesOfPerson(app, db, study.id, sought));
  }
}

async function listRecords(db: Reader, caseIds: readonly string[]): Promise<readonly CaseRecord[]> {
  const records: CaseRecord[] = [];
  for (const id of caseIds) records.push(await getCase(db, id));
  return records;
}

async function caseOfNumber(db: Reader, study: Study, caseNumber: string): Promise<readonly CaseRecord[]> {
  try {
    return [await getCaseOfStudy(db, study, caseNumber)];
  } catch (error) {
    if (error instanceof UserProblem && error.kind === 'not_found') return [];
    throw error;
  }
}

async function foundCase(app: Application, db: Reader, study: Study, record: CaseRecord): Promise<FoundCase> {
  const contact = (await isErased(db, record.id)) ? null : await getCaseContact(app, db, record.id);
  return {
    caseNumber: record.caseNumber,
    status: record.status,
    person: contact === null ? null : { name: contact.fullName, bornOn: contact.birthDate },
    withdrawalId: (await findWithdrawalOfCase(db, study, record.id))?.id ?? null,
  };
}
