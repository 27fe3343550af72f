import type { Application } from '../../application.js';
import type { Reader, Transaction } from '../../database/database.js';
import { type CivilDate, civilDate } from '../../domain/calendar/civil-date.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';
import type { E164 } from '../../domain/telephone/telephone-number.js';
import { UserProblem } from '../../errors.js';
import { contactPlace, personPlace } from '../../vault/sealed-places.js';
import * as queries from './contacts.queries.js';
import type { SealedContact, SealedPerson } from './contacts.queries.js';

/** Who a case is about, and who can be called about it. Contact data: whoever asks writes it to the audit log. */
export interface CaseContact {
  readonly personId: string;
  /** As the organisation wrote it; may be initials. */
  readonly firstName: string;
  /** Without the prefix. */
  readonly lastName: string;
  readonly fullName: string;
  readonly birthDate: CivilDate;
  /** Those with a number first, each group in the order of the client files. */
  readonly contacts: readonly PersonContact[];
}

/** Somebody to call, or somebody of whom only the name is known. */
export interface PersonContact {
  readonly id: string;
  readonly kind: ContactRole;
  readonly name: string | null;
  /** E.164. */
  readonly number: string | null;
  /** Why there is no number, or why it is of no use. */
  readonly problem: string | null;
  readonly position: number;
}

/**
 * The contact data of a case.
 * @throws UserProblem `wrong_state` when they were erased, or never were there
 */
export async function getCaseContact(app: Application, db: Reader, caseId: string): Promise<CaseContact> {
  const person = await getPerson(db, caseId);
  const contacts = await queries.listContacts(db, person.id);
  const open = (field: 'first_name' | 'prefix' | 'last_name', sealed: string | null): string =>
    sealed === null ? '' : app.vault.open(sealed, personPlace(field, person.id));
  const firstName = open('first_name', person.firstName);
  const lastName = open('last_name', person.lastName);
  const names = [firstName, open('prefix', person.prefix), lastName];
  return {
    personId: person.id,
    firstName,
    lastName,
    fullName: names.filter((name) => name !== '').join(' '),
    birthDate: openBirthDate(app, person),
    contacts: contacts.map((contact) => openContact(app, contact)).sort(withNumberFirst),
  };
}

/** Of whom a case is, what an interview needs. */
export interface CaseChild {
  readonly bornOn: CivilDate;
  /** Empty when it was erased or never known. */
  readonly firstName: string;
}

/** The child or young person of a case; `null` once the contact data are erased. */
export async function findChild(app: Application, db: Reader, caseId: string): Promise<CaseChild | null> {
  const person = await queries.findPersonOfCase(db, caseId);
  if (!isKnown(person)) return null;
  const { id, firstName } = person;
  return {
    bornOn: openBirthDate(app, person),
    firstName: firstName === null ? '' : app.vault.open(firstName, personPlace('first_name', id)),
  };
}

/** Whether nothing is left by which the person of this case can be known. */
export async function isErased(db: Reader, caseId: string): Promise<boolean> {
  return !isKnown(await queries.findPersonOfCase(db, caseId));
}

/**
 * Empties the sealed values of the persons of these cases, and deletes their contacts and notes, within the
 * transaction of the action that calls for it. The cases stay.
 */
export async function eraseContactData(
  app: Application,
  trx: Transaction,
  caseIds: readonly string[],
): Promise<void> {
  await queries.erasePersonsOf(trx, caseIds);
  app.log.info({ cases: caseIds.length }, 'contact data erased');
}

/**
 * Adds a number that somebody gave on the telephone to the person of a case.
 * @returns the contact that has the number: a new one, or the one of the same person that had it already
 */
export async function addNumber(
  app: Application,
  trx: Transaction,
  { contact, kind, number }: { contact: CaseContact; kind: ContactRole; number: E164 },
): Promise<string> {
  const known = contact.contacts.find((one) => one.number === number && one.kind === kind);
  if (known !== undefined) return known.id;
  const id = app.newId();
  await queries.insertContact(trx, {
    id,
    personId: contact.personId,
    kind,
    position: 1 + Math.max(-1, ...contact.contacts.map(({ position }) => position)),
    number: app.vault.seal(number, contactPlace('number', id)),
  });
  return id;
}

/** Keeps numbers from being called: their owners objected. */
export async function markObjecting(trx: Transaction, contactIds: readonly string[]): Promise<void> {
  await queries.updateProblem(trx, contactIds, 'objection');
}

type KnownPerson = SealedPerson & { readonly birthDate: string };

async function getPerson(db: Reader, caseId: string): Promise<KnownPerson> {
  const person = await queries.findPersonOfCase(db, caseId);
  if (!isKnown(person)) {
    throw new UserProblem('wrong_state', 'De contactgegevens van deze casus zijn gewist.');
  }
  return person;
}

function isKnown(person: SealedPerson | null): person is KnownPerson {
  return person !== null && person.birthDate !== null;
}

function openBirthDate(app: Application, person: KnownPerson): CivilDate {
  return civilDate(app.vault.open(person.birthDate, personPlace('birth_date', person.id)));
}

function openContact(app: Application, contact: SealedContact): PersonContact {
  const open = (field: 'name' | 'number', sealed: string | null): string | null =>
    sealed === null ? null : app.vault.open(sealed, contactPlace(field, contact.id));
  return {
    id: contact.id,
    kind: contact.kind,
    name: open('name', contact.name),
    number: open('number', contact.number),
    problem: contact.problem,
    position: contact.position,
  };
}

function withNumberFirst(one: PersonContact, other: PersonContact): number {
  return Number(one.number === null) - Number(other.number === null) || one.position - other.position;
}
