import type { Application } from '../../application.js';
import type { Transaction } from '../../database/database.js';
import { clientNumberKey } from '../../domain/checks/returned-list.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';
import type { ClientRecord } from '../../domain/frame/client-record.js';
import { contactsOfRecord, type RecordContact } from '../../domain/frame/contact-of-record.js';
import { familyTexts } from '../../domain/frame/family.js';
import { matchPerson, matchTexts } from '../../domain/frame/person-matching.js';
import { segmentOfText } from '../../domain/frame/segment-of-text.js';
import { measureCode } from '../../domain/interview/measure-code.js';
import { clientNumberPlace, contactPlace, personPlace } from '../../vault/sealed-places.js';
import type { Domain } from '../studies/studies.service.js';
import * as queries from './persons.queries.js';
import type { CareRecord, FamilyKey, StoredContact, VaultPerson } from './persons.queries.js';

/** The delivery that rows belong to. */
export interface Delivered {
  readonly studyId: string;
  /** All domains of the study, for the priority between them. */
  readonly domains: readonly Domain[];
  readonly domain: Domain;
  readonly organisationId: string;
  readonly deliveryId: string;
}

/** Rows that are matched and stored together: few statements, and little in memory. */
const RECORDS_AT_ONCE = 1000;

/**
 * Stores the accepted rows of a file: each becomes a care record of a person who is known already, or of a new one.
 * @returns how many different persons the file has
 */
export async function importRecords(
  app: Application,
  trx: Transaction,
  delivered: Delivered,
  records: readonly ClientRecord[],
): Promise<number> {
  const persons = new Set<string>();
  for (let start = 0; start < records.length; start += RECORDS_AT_ONCE) {
    const batch = new Batch(app, delivered);
    await batch.store(trx, records.slice(start, start + RECORDS_AT_ONCE));
    for (const id of batch.personIds()) persons.add(id);
  }
  return persons.size;
}

/** A person while a batch is stored. */
interface PersonInHand {
  person: VaultPerson;
  isChanged: boolean;
  /** Kind and key of the number, of the contacts that are there already. */
  readonly contacts: Set<string>;
}

interface RecordKeys {
  readonly record: ClientRecord;
  readonly group: string;
  readonly firstName: string | null;
  readonly initial: string;
  readonly isCertain: boolean;
}

/** One batch of rows on its way into the vault. */
class Batch {
  private readonly groups = new Map<string, PersonInHand[]>();
  private readonly touched = new Set<PersonInHand>();
  private readonly careRecords: CareRecord[] = [];
  private readonly contacts: StoredContact[] = [];
  private readonly familyKeys = new Map<string, FamilyKey>();
  private readonly app: Application;
  private readonly delivered: Delivered;
  private nextNumber = 1;

  constructor(app: Application, delivered: Delivered) {
    this.app = app;
    this.delivered = delivered;
  }

  personIds(): readonly string[] {
    return [...this.touched].map(({ person }) => person.id);
  }

  async store(trx: Transaction, records: readonly ClientRecord[]): Promise<void> {
    const { studyId } = this.delivered;
    const keyed = records.map((record) => this.keysOf(record));
    await this.loadKnown(
      trx,
      keyed.map(({ group }) => group),
    );
    this.nextNumber = (await queries.highestPersonNumber(trx, studyId)) + 1;
    for (const keys of keyed) this.take(keys);
    const changed = [...this.touched].filter(({ isChanged }) => isChanged).map(({ person }) => person);
    await queries.savePersons(trx, studyId, changed);
    await queries.insertCareRecords(trx, this.careRecords);
    await queries.insertContacts(trx, this.contacts);
    await queries.saveFamilyKeys(trx, [...this.familyKeys.values()]);
  }

  private keysOf(record: ClientRecord): RecordKeys {
    const { vault } = this.app;
    const texts = matchTexts(record);
    return {
      record,
      group: vault.fingerprint(texts.group, 'person.group'),
      firstName: texts.firstName === null ? null : vault.fingerprint(texts.firstName, 'person.first_name'),
      initial: vault.fingerprint(texts.initial, 'person.initial'),
      isCertain: texts.isCertain,
    };
  }

  private async loadKnown(trx: Transaction, groupKeys: readonly string[]): Promise<void> {
    const persons = await queries.listPersonsInGroups(trx, this.delivered.studyId, [...new Set(groupKeys)]);
    const byId = new Map<string, PersonInHand>();
    for (const person of persons) {
      const inHand = { person, isChanged: false, contacts: new Set<string>() };
      byId.set(person.id, inHand);
      this.remember(inHand);
    }
    for (const { personId, kind, numberKey } of await queries.listKnownContacts(trx, [...byId.keys()])) {
      byId.get(personId)?.contacts.add(contactKey(kind, numberKey));
    }
  }

  private remember(inHand: PersonInHand): void {
    const { groupKey } = inHand.person;
    const group = this.groups.get(groupKey);
    if (group === undefined) this.groups.set(groupKey, [inHand]);
    else group.push(inHand);
  }

  private take(keys: RecordKeys): void {
    const candidates = (this.groups.get(keys.group) ?? []).map((inHand) => ({
      person: inHand,
      firstName: inHand.person.firstNameKey,
      initial: inHand.person.initialKey,
      isCertain: keys.isCertain,
    }));
    const match = matchPerson(keys, candidates);
    const inHand = match.kind === 'same' ? match.person : this.newPerson(keys, match.kind === 'uncertain');
    if (match.kind === 'same') this.enrich(inHand, keys);
    this.touched.add(inHand);
    this.addCareRecord(inHand, keys.record);
    this.addContacts(inHand, keys.record);
    this.addFamilyKeys(inHand, keys.record);
  }

  private newPerson(keys: RecordKeys, isMatchUncertain: boolean): PersonInHand {
    const { record } = keys;
    const { vault } = this.app;
    const id = this.app.newId();
    const inHand: PersonInHand = {
      person: {
        id,
        number: this.nextNumber++,
        domainId: this.delivered.domain.id,
        groupKey: keys.group,
        firstNameKey: keys.firstName,
        initialKey: keys.initial,
        isMatchUncertain,
        hasSecretAddress: record.atSecretAddress,
        birthDate: vault.seal(record.birthOn, personPlace('birth_date', id)),
        firstName: vault.seal(record.name.given, personPlace('first_name', id)),
        prefix: vault.seal(record.name.prefix, personPlace('prefix', id)),
        lastName: vault.seal(record.name.last, personPlace('last_name', id)),
        postcode: record.postcode === null ? null : vault.seal(record.postcode, personPlace('postcode', id)),
      },
      isChanged: true,
      contacts: new Set(),
    };
    this.remember(inHand);
    return inHand;
  }

  /** What a later row adds to a person: a domain of higher priority, a secret address, the name behind an initial. */
  private enrich(inHand: PersonInHand, keys: RecordKeys): void {
    const { person } = inHand;
    const learnsName = person.firstNameKey === null && keys.firstName !== null;
    const after: VaultPerson = {
      ...person,
      domainId: this.strongerDomain(person.domainId),
      hasSecretAddress: person.hasSecretAddress || keys.record.atSecretAddress,
      ...(learnsName
        ? {
            firstNameKey: keys.firstName,
            firstName: this.app.vault.seal(keys.record.name.given, personPlace('first_name', person.id)),
          }
        : {}),
    };
    inHand.isChanged ||=
      learnsName || after.domainId !== person.domainId || after.hasSecretAddress !== person.hasSecretAddress;
    inHand.person = after;
  }

  private strongerDomain(domainId: string): string {
    const { domain, domains } = this.delivered;
    const known = domains.find(({ id }) => id === domainId);
    return known !== undefined && known.priority <= domain.priority ? domainId : domain.id;
  }

  private addCareRecord({ person }: PersonInHand, record: ClientRecord): void {
    const { vault } = this.app;
    const { domain, organisationId, deliveryId } = this.delivered;
    const id = this.app.newId();
    const number = record.clientNumber;
    this.careRecords.push({
      id,
      personId: person.id,
      deliveryId,
      domainId: domain.id,
      organisationId,
      line: record.line,
      clientNumber: number === null ? null : vault.seal(number, clientNumberPlace(id)),
      clientNumberKey:
        number === null
          ? null
          : vault.fingerprint(clientNumberKey(number), `client_number.${organisationId}`),
      segment: segmentOfText(domain.segments, record.segment),
      measure: measureOf(record),
      startsOn: record.careStartOn,
      endsOn: record.careEndOn,
    });
  }

  private addContacts(inHand: PersonInHand, record: ClientRecord): void {
    for (const contact of contactsOfRecord(record, measureOf(record) === 'voogdij')) {
      const numberKey =
        contact.number === null ? null : this.app.vault.fingerprint(contact.number, 'telephone');
      const key = contactKey(contact.kind, numberKey);
      if (inHand.contacts.has(key)) continue;
      this.contacts.push(this.storedContact(inHand, contact, numberKey));
      inHand.contacts.add(key);
    }
  }

  private storedContact(
    inHand: PersonInHand,
    contact: RecordContact,
    numberKey: string | null,
  ): StoredContact {
    const { vault } = this.app;
    const id = this.app.newId();
    return {
      id,
      personId: inHand.person.id,
      kind: contact.kind,
      position: inHand.contacts.size + 1,
      name: contact.name === null ? null : vault.seal(contact.name, contactPlace('name', id)),
      number: contact.number === null ? null : vault.seal(contact.number, contactPlace('number', id)),
      numberKey,
      problem: contact.number === null ? 'no_number' : null,
    };
  }

  private addFamilyKeys({ person }: PersonInHand, record: ClientRecord): void {
    for (const { evidence, text } of familyTexts(record, this.delivered.organisationId)) {
      const key = this.app.vault.fingerprint(text, 'family');
      this.familyKeys.set(`${person.id} ${key}`, { personId: person.id, key, evidence });
    }
  }
}

function contactKey(kind: ContactRole, numberKey: string | null): string {
  return `${kind} ${numberKey ?? 'without a number'}`;
}

/** Files of neighbourhood teams have a column for the OTS where others name the measure. */
function measureOf(record: ClientRecord): string | null {
  return measureCode(record.measure) ?? (record.supervisionOrder === true ? 'ots' : null);
}
