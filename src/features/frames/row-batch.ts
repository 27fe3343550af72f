import type { Transaction } from '../../database/database.js';
import { derivePerson, type RecordFacts } from '../../domain/frame/person-derivation.js';
import { matchPerson } from '../../domain/frame/person-matching.js';
import { domainPriority, rederivePersons } from './derived-persons.js';
import * as queries from './persons.queries.js';
import type { KnownPerson, NewPerson } from './persons.queries.js';
import type { Delivered, PreparedRow } from './prepared-row.js';

/** A person while a batch is stored. */
interface PersonInHand {
  readonly person: KnownPerson;
  /** Key of the first name, which a row may bring. */
  firstNameKey: string | null;
  /** For a person that the batch makes: what its rows say, and whether it may be another one. */
  readonly made: { readonly facts: RecordFacts[]; readonly isMatchUncertain: boolean } | null;
}

/**
 * Matches rows with the persons of the study and stores them: each becomes a care record of a known or a new person.
 * @param highestNumber of the persons of the study
 * @returns the same when the rows are stored
 */
export async function storeRows(
  trx: Transaction,
  delivered: Delivered,
  rows: readonly PreparedRow[],
  highestNumber: number,
): Promise<number> {
  if (rows.length === 0) return highestNumber;
  const groupKeys = [...new Set(rows.map(({ groupKey }) => groupKey))];
  const known = await queries.listPersonsInGroups(trx, delivered.studyId, groupKeys);
  const batch = new Batch(delivered, known, highestNumber);
  const records = rows.map((row) => ({ personId: batch.personOf(row), row }));
  const made = batch.newPersons();
  await queries.insertPersons(trx, delivered.studyId, made);
  await queries.insertCareRecords(trx, delivered, records);
  await rederivePersons(trx, delivered.domains, batch.touchedIds());
  return highestNumber + made.length;
}

class Batch {
  private readonly groups = new Map<string, PersonInHand[]>();
  private readonly made: PersonInHand[] = [];
  private readonly touched = new Set<string>();
  private readonly delivered: Delivered;
  private highestNumber: number;

  constructor(delivered: Delivered, known: readonly KnownPerson[], highestNumber: number) {
    this.delivered = delivered;
    this.highestNumber = highestNumber;
    for (const person of known) this.remember({ person, firstNameKey: person.firstNameKey, made: null });
  }

  /** The key of the person whom a row is about. */
  personOf(row: PreparedRow): string {
    const candidates = (this.groups.get(row.groupKey) ?? []).map((inHand) => ({
      person: inHand,
      firstName: inHand.firstNameKey,
      initial: inHand.person.initialKey,
      isCertain: row.isMatchCertain,
    }));
    const { firstNameKey: firstName, initialKey: initial, isMatchCertain: isCertain } = row;
    const match = matchPerson({ firstName, initial, isCertain }, candidates);
    const inHand = match.kind === 'same' ? match.person : this.newPerson(row, match.kind === 'uncertain');
    inHand.firstNameKey ??= firstName;
    if (inHand.made === null) this.touched.add(inHand.person.id);
    else inHand.made.facts.push(this.factsOf(row));
    return inHand.person.id;
  }

  newPersons(): readonly NewPerson[] {
    const priority = domainPriority(this.delivered.domains);
    return this.made.flatMap(({ person, made }) => {
      if (made === null) return [];
      const { domain, firstName, hasSecretAddress } = derivePerson(made.facts, priority);
      const { isMatchUncertain } = made;
      return [{ ...person, domainId: domain, firstNameKey: firstName, hasSecretAddress, isMatchUncertain }];
    });
  }

  /** Persons that were there before the batch and got records. */
  touchedIds(): readonly string[] {
    return [...this.touched];
  }

  private newPerson(row: PreparedRow, isMatchUncertain: boolean): PersonInHand {
    this.highestNumber += 1;
    const { groupKey, firstNameKey, initialKey } = row;
    const id = personId(this.delivered.deliveryId, row.line);
    const inHand: PersonInHand = {
      person: { id, number: this.highestNumber, groupKey, firstNameKey, initialKey },
      firstNameKey,
      made: { facts: [], isMatchUncertain },
    };
    this.made.push(inHand);
    this.remember(inHand);
    return inHand;
  }

  private remember(inHand: PersonInHand): void {
    const { groupKey } = inHand.person;
    const group = this.groups.get(groupKey);
    if (group === undefined) this.groups.set(groupKey, [inHand]);
    else group.push(inHand);
  }

  private factsOf({ firstNameKey, hasSecretAddress }: PreparedRow): RecordFacts {
    return { domain: this.delivered.domain.id, firstName: firstNameKey, hasSecretAddress };
  }
}

/** Keys that grow with the line keep the index of a million persons cheap to fill; they are known in the vault only. */
function personId(deliveryId: string, line: number): string {
  return `${deliveryId}-${String(line).padStart(7, '0')}`;
}
