import type { Actor, Application } from '../../application.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { CaseObjection } from '../../domain/calling/dial-check.js';
import { caseStatusAfter } from '../../domain/contact/case-status.js';
import type { ObjectionSubject } from '../../domain/objection/objection-texts.js';
import type { E164 } from '../../domain/telephone/telephone-number.js';
import { recordAudit } from '../audit/audit.service.js';
import { endAttempts } from '../cases/case-claims.service.js';
import { addCaseEvent, type CaseRecord, listCasesWithStatus, markExcluded } from '../cases/cases.service.js';
import { listCaseNumbers } from '../contacts/contact-list.service.js';
import {
  type CaseContact,
  eraseContactData,
  getCaseContact,
  markObjecting,
} from '../contacts/contacts.service.js';
import { deleteResponseOfCase } from '../interviews/taken-back.service.js';
import type { Study } from '../studies/studies.service.js';
import { countObjections, objectionOf } from './objections.service.js';

/** What of a case is on the objection list now. */
export async function caseObjection(
  app: Application,
  db: Reader,
  { birthDate, firstName, lastName, contacts }: CaseContact,
): Promise<CaseObjection> {
  const { isPersonListed, numbers } = await objectionOf(app, db, {
    person: { bornOn: birthDate, given: firstName, last: lastName },
    numbers: contacts.flatMap(({ number }) => number ?? []),
  });
  const listed = contacts.filter(({ number }) => number !== null && numbers.has(number));
  return { isPersonListed, numberIds: new Set(listed.map(({ id }) => id)) };
}

/** Everything of a case that goes on the list when somebody never wants to be approached again. */
export function subjectsOfCase(
  { birthDate, firstName, lastName, contacts }: CaseContact,
  isMeant: (contact: CaseContact['contacts'][number]) => boolean = () => true,
): readonly ObjectionSubject[] {
  const numbers = contacts.filter(isMeant).flatMap(({ number }) => number ?? []);
  return [
    { kind: 'person', bornOn: birthDate, given: firstName, last: lastName },
    ...numbers.map((number) => ({ kind: 'number' as const, number: number as E164 })),
  ];
}

/**
 * Does what the objection list asks of a case that is about to be called. Somebody on the list is taken out and their
 * contact data erased; a number on the list is not dialled any more, and the next one comes up.
 * @returns what was found, or `null`
 */
export async function heedObjections(
  app: Application,
  trx: Transaction,
  actor: Actor,
  record: CaseRecord,
): Promise<'person' | 'number' | null> {
  const contact = await getCaseContact(app, trx, record.id);
  const { isPersonListed, numberIds } = await caseObjection(app, trx, contact);
  if (isPersonListed) return (await takeOut(app, trx, actor, record)) ? 'person' : null;
  const callable = (await listCaseNumbers(trx, [record.id])).get(record.id) ?? [];
  const listed = callable.filter(({ numberId }) => numberIds.has(numberId));
  if (listed.length === 0) return null;
  await markObjecting(
    trx,
    listed.map(({ numberId }) => numberId),
  );
  const numbers = callable.filter(({ numberId }) => !numberIds.has(numberId));
  const event = { kind: 'numbers_listed', at: app.clock(), numbers } as const;
  await addCaseEvent(app, trx, { caseId: record.id, event, madeBy: actor.id });
  await recordHeeded(app, trx, actor, { caseId: record.id, what: 'number' });
  return 'number';
}

async function takeOut(
  app: Application,
  trx: Transaction,
  actor: Actor,
  record: CaseRecord,
): Promise<boolean> {
  if (caseStatusAfter(record.status, 'exclude') === null) return false;
  await endAttempts(app, trx, [record.id]);
  await deleteResponseOfCase(trx, record.id);
  await markExcluded(app, trx, record.id, 'bezwaar');
  await eraseContactData(app, trx, [record.id]);
  await recordHeeded(app, trx, actor, { caseId: record.id, what: 'person' });
  return true;
}

async function recordHeeded(
  app: Application,
  trx: Transaction,
  actor: Actor,
  { caseId, what }: { caseId: string; what: 'person' | 'number' },
): Promise<void> {
  await recordAudit(trx, actor, app.clock(), {
    action: 'objection.heed',
    objectKind: 'case',
    objectId: caseId,
    detail: { what },
  });
}

/**
 * The same for every case that was not called yet, when cases go into the field.
 * @returns how many persons were taken out
 */
export async function heedObjectionsOfFresh(
  app: Application,
  trx: Transaction,
  actor: Actor,
  study: Study,
): Promise<number> {
  if ((await countObjections(trx)).length === 0) return 0;
  let takenOut = 0;
  for (const record of await listCasesWithStatus(trx, study, ['fresh'])) {
    if ((await heedObjections(app, trx, actor, record)) === 'person') takenOut += 1;
  }
  return takenOut;
}
