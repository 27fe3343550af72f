import type { Actor, Application } from '../../application.js';
import { type Reader, type Transaction, transaction } from '../../database/database.js';
import { decodeFile } from '../../domain/frame/file-encoding.js';
import { type ObjectionFault, readObjectionFile } from '../../domain/objection/objection-file.js';
import {
  type ObjectingPerson,
  type ObjectionSubject,
  personTexts,
} from '../../domain/objection/objection-texts.js';
import type { E164 } from '../../domain/telephone/telephone-number.js';
import { UserProblem } from '../../errors.js';
import type { Vault } from '../../vault/vault.js';
import { recordAudit, recordEvent } from '../audit/audit.service.js';
import * as queries from './objections.queries.js';
import type { ObjectionSource, StoredObjection } from './objections.queries.js';

export type { ObjectionKind, ObjectionSource, StoredObjection } from './objections.queries.js';
export { countObjections } from './objections.queries.js';

/** What came of adding to the list. */
export interface AddedObjections {
  readonly added: number;
  /** Those that were on the list already. */
  readonly known: number;
}

/**
 * Puts numbers and people on the objection list, as keyed hashes only. The hashes are made with the first key of the
 * installation, so that a new key changes nothing.
 */
export async function addObjections(
  app: Application,
  trx: Transaction,
  actor: Actor,
  { subjects, source }: { readonly subjects: readonly ObjectionSubject[]; readonly source: ObjectionSource },
): Promise<AddedObjections> {
  const keyed = new Map(subjects.map((subject) => [keysOf(app.vault, subject).objectKey, subject]));
  const known = await queries.listKnownKeys(trx, [...keyed.keys()]);
  const fresh = [...keyed].filter(([key]) => !known.has(key));
  await queries.insertObjections(
    trx,
    fresh.map(([, subject]) => ({
      id: app.newId(),
      kind: subject.kind,
      ...keysOf(app.vault, subject),
      source,
      addedAt: app.clock(),
      addedBy: actor.id,
    })),
  );
  await recordAudit(trx, actor, app.clock(), {
    action: 'objection.add',
    objectKind: 'objection_list',
    objectId: null,
    detail: { source, added: fresh.length, known: keyed.size - fresh.length },
  });
  return { added: fresh.length, known: keyed.size - fresh.length };
}

/** The same as an action of its own. */
export async function addToList(
  app: Application,
  actor: Actor,
  subjects: readonly ObjectionSubject[],
  source: 'by_hand' | 'file',
): Promise<AddedObjections> {
  return transaction(app.database, (trx) => addObjections(app, trx, actor, { subjects, source }));
}

/** What came of a file: everything was added, or nothing and why. */
export type ImportedObjections =
  | { readonly ok: true; readonly added: AddedObjections }
  | { readonly ok: false; readonly faults: readonly ObjectionFault[] };

/** Puts what a file holds on the list, all of it or nothing. */
export async function importObjections(
  app: Application,
  actor: Actor,
  bytes: Uint8Array,
): Promise<ImportedObjections> {
  const text = decodeFile(bytes);
  if (typeof text !== 'string')
    return { ok: false, faults: [{ line: text.line ?? 1, message: text.message }] };
  const { subjects, faults } = readObjectionFile(text);
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, added: await addToList(app, actor, subjects, 'file') };
}

/** Why an entry may be taken off the list. Coded, so that no name comes into the log. */
export const REMOVAL_REASONS = ['asked', 'mistake', 'other_owner'] as const;

export type RemovalReason = (typeof REMOVAL_REASONS)[number];

/** @throws UserProblem `not_found` when it was taken off already */
export async function removeObjection(
  app: Application,
  actor: Actor,
  { id, reason }: { readonly id: string; readonly reason: RemovalReason },
): Promise<void> {
  await transaction(app.database, async (trx) => {
    if (!(await queries.deleteObjection(trx, id))) {
      throw new UserProblem('not_found', 'Dit staat niet (meer) op de bezwaarlijst.');
    }
    await recordAudit(trx, actor, app.clock(), {
      action: 'objection.remove',
      objectKind: 'objection',
      objectId: id,
      detail: { reason },
    });
  });
}

/** The entries that keep a number or person from being approached; the question is written to the audit log. */
export async function findObjections(
  app: Application,
  actor: Actor,
  subject: ObjectionSubject,
): Promise<readonly StoredObjection[]> {
  const found = await listOf(app, app.database.read, subject);
  await recordEvent(app, actor, {
    action: 'objection.look_up',
    objectKind: 'objection_list',
    objectId: null,
    detail: { kind: subject.kind, found: found.length },
  });
  return found;
}

async function listOf(
  app: Application,
  db: Reader,
  subject: ObjectionSubject,
): Promise<readonly StoredObjection[]> {
  if (subject.kind === 'number') {
    return queries.listObjections(db, {
      objectKeys: [keysOf(app.vault, subject).objectKey],
      initialKey: null,
    });
  }
  const { full, initial } = personKeys(app.vault, subject);
  return queries.listObjections(db, {
    objectKeys: full === null ? [initial] : [full, initial],
    initialKey: full === null ? initial : null,
  });
}

/** What of somebody is on the list. */
export interface Objection {
  readonly isPersonListed: boolean;
  readonly numbers: ReadonlySet<string>;
}

/** Asks the list about one person and their numbers: before a call, and before somebody is called at all. */
export async function objectionOf(
  app: Application,
  db: Reader,
  { person, numbers }: { readonly person: ObjectingPerson; readonly numbers: readonly string[] },
): Promise<Objection> {
  const known = await queries.listKnownKeys(
    db,
    numbers.map((number) => numberKey(app.vault, number)),
  );
  return {
    isPersonListed: (await listOf(app, db, { kind: 'person', ...person })).length > 0,
    numbers: new Set(numbers.filter((number) => known.has(numberKey(app.vault, number)))),
  };
}

/** Whether the owner of this number never wants to be called. */
export async function isNumberListed(app: Application, db: Reader, number: E164): Promise<boolean> {
  return (await queries.listKnownKeys(db, [numberKey(app.vault, number)])).size > 0;
}

/** The list as a whole, for reading a file against it. */
export interface ObjectionList {
  readonly isEmpty: boolean;
  readonly hasNumber: (number: E164) => boolean;
  readonly hasPerson: (person: ObjectingPerson) => boolean;
}

export async function loadObjectionList(app: Application, db: Reader): Promise<ObjectionList> {
  const all = await queries.listAllKeys(db);
  const objects = new Set(all.map(({ objectKey }) => objectKey));
  const initials = new Set(all.flatMap(({ initialKey }) => initialKey ?? []));
  const isEmpty = all.length === 0;
  return {
    isEmpty,
    hasNumber: (number) => !isEmpty && objects.has(numberKey(app.vault, number)),
    hasPerson(person) {
      if (isEmpty) return false;
      const { full, initial } = personKeys(app.vault, person);
      return full === null ? initials.has(initial) : objects.has(full) || objects.has(initial);
    },
  };
}

/** The persons in the frame of a study who are on the list. */
export async function listObjectingPersons(db: Reader, studyId: string): Promise<ReadonlySet<string>> {
  return new Set(await queries.listObjectingPersons(db, studyId));
}

/** The key by which a row of a client file finds an objection of somebody of whom only the initial is known. */
export function initialKeyOf(vault: Vault, person: ObjectingPerson): string {
  return vault.fingerprint(personTexts(person).initial, 'objection.initial');
}

function keysOf(vault: Vault, subject: ObjectionSubject): { objectKey: string; initialKey: string | null } {
  if (subject.kind === 'number') return { objectKey: numberKey(vault, subject.number), initialKey: null };
  const { full, initial } = personKeys(vault, subject);
  return { objectKey: full ?? initial, initialKey: initial };
}

/** The full key is the one of frames for somebody who moved: `person.moved`. */
function personKeys(vault: Vault, person: ObjectingPerson): { full: string | null; initial: string } {
  const { full } = personTexts(person);
  return {
    full: full === null ? null : vault.fingerprint(full, 'person.moved'),
    initial: initialKeyOf(vault, person),
  };
}

function numberKey(vault: Vault, number: string): string {
  return vault.fingerprint(number, 'objection.number');
}
