import type { Application } from '../../application.js';
import { pieces } from '../../database/batches.js';
import type { Transaction } from '../../database/database.js';
import type { CivilDate } from '../../domain/calendar/civil-date.js';
import type { Sex } from '../../domain/frame/cell-value.js';
import { contactsOfRecord } from '../../domain/frame/contact-of-record.js';
import { isInitials } from '../../domain/frame/person-name.js';
import type { E164 } from '../../domain/telephone/telephone-number.js';
import { contactPlace, personPlace } from '../../vault/sealed-places.js';
import { loadObjectionList, type ObjectionList } from '../objections/objections.service.js';
import type { Study } from '../studies/studies.service.js';
import { type CareRow, openCareRow } from './care-row.js';
import * as queries from './drawn-persons.queries.js';
import type { SealedIdentity, StoredContact } from './drawn-persons.queries.js';
import { type FrameRecord, recordsOf } from './frame-members.queries.js';

/** A record with what its file says. */
interface OpenRecord {
  readonly record: FrameRecord;
  readonly row: CareRow;
}

/** What a draw needs to know of somebody. */
export interface DrawnPerson {
  readonly bornOn: CivilDate;
  readonly sex: Sex | null;
}

/**
 * Writes down, within the transaction of a draw, who the drawn persons are and who can be called about them, from
 * their care records. Until then nobody's name stands anywhere but in the sealed rows; of whoever an earlier draw
 * named and this one did not draw, name and contacts are emptied again. Erased persons stay erased.
 * @returns the days of birth and the sex of those who are not erased
 */
export async function identifyDrawnPersons(
  app: Application,
  trx: Transaction,
  study: Study,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, DrawnPerson>> {
  const known = new Map<string, DrawnPerson>();
  await queries.clearIdentities(trx, study.id);
  const list = await loadObjectionList(app, trx);
  for (const piece of pieces(personIds)) {
    const identities: SealedIdentity[] = [];
    const contacts: StoredContact[] = [];
    for (const [personId, records] of await recordsOf(trx, piece, true)) {
      const open = records.flatMap((record) => openRecord(app, record));
      const identity = identityOf(app, personId, open);
      if (identity === null) continue;
      identities.push(identity);
      const sex = open.find(({ row }) => (row.sex ?? null) !== null)?.row.sex ?? null;
      for (const { row } of open.slice(0, 1)) known.set(personId, { bornOn: row.birthOn, sex });
      contacts.push(...contactsOf(app, list, personId, open));
    }
    await queries.saveIdentities(trx, identities);
    await queries.insertContacts(trx, contacts);
  }
  return known;
}

function openRecord(app: Application, record: FrameRecord): OpenRecord[] {
  return record.sealed === null ? [] : [{ record, row: openCareRow(app.vault, record.sealed, record) }];
}

/** The earliest record says who somebody is, but an initial gives way to a first name. */
function identityOf(app: Application, id: string, records: readonly OpenRecord[]): SealedIdentity | null {
  const [first] = records;
  if (first === undefined) return null;
  const { row } = first;
  const given = records.find((one) => !isInitials(one.row.given))?.row.given ?? row.given;
  const { vault } = app;
  return {
    id,
    birthDate: vault.seal(row.birthOn, personPlace('birth_date', id)),
    firstName: vault.seal(given, personPlace('first_name', id)),
    prefix: vault.seal(row.prefix, personPlace('prefix', id)),
    lastName: vault.seal(row.last, personPlace('last_name', id)),
    postcode: row.postcode === null ? null : vault.seal(row.postcode, personPlace('postcode', id)),
  };
}

/** Everybody once, in the order in which the files name them. */
function contactsOf(
  { vault, newId }: Application,
  list: ObjectionList,
  personId: string,
  records: readonly OpenRecord[],
): StoredContact[] {
  const seen = new Set<string>();
  const contacts: StoredContact[] = [];
  for (const { record, row } of records) {
    for (const { kind, name, number } of contactsOfRecord(row, record.measure === 'voogdij')) {
      const who = `${kind} ${number ?? 'without a number'}`;
      if (seen.has(who)) continue;
      seen.add(who);
      const id = newId();
      contacts.push({
        id,
        personId,
        kind,
        position: contacts.length + 1,
        name: name === null ? null : vault.seal(name, contactPlace('name', id)),
        number: number === null ? null : vault.seal(number, contactPlace('number', id)),
        problem: problemOf(number, list),
      });
    }
  }
  return contacts;
}

/** Why a number is of no use: there is none, or its owner objected to being called. */
function problemOf(number: E164 | null, list: ObjectionList): StoredContact['problem'] {
  if (number === null) return 'no_number';
  return list.hasNumber(number) ? 'objection' : null;
}
