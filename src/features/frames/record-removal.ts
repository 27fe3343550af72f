import type { Application } from '../../application.js';
import type { Transaction } from '../../database/database.js';
import { type GroupPerson, matchGroup } from '../../domain/frame/group-matching.js';
import type { Study } from '../studies/studies.service.js';
import { rederivePersons } from './derived-persons.js';
import { refreshMatches, separateMerged } from './match-pairs.js';
import * as persons from './persons.queries.js';
import * as queries from './removal.queries.js';
import type { MatchedRecord } from './removal.queries.js';

const RECORDS_AT_ONCE = 2000;

/**
 * Removes a delivery and its records within one transaction. Persons whom no other file knows go too; the records
 * of other files are matched again, as if this file had never been there.
 */
export async function removeDelivery(
  app: Application,
  trx: Transaction,
  study: Study,
  deliveryId: string,
): Promise<void> {
  await separateMerged(trx, study);
  for (;;) {
    const records = await queries.listFirstRecords(trx, deliveryId, RECORDS_AT_ONCE);
    const last = records.at(-1);
    if (last === undefined) break;
    await queries.deleteRecordsThrough(trx, deliveryId, last.line);
    const groupKeys = [...new Set(records.map(({ groupKey }) => groupKey))];
    await matchAgain(app, trx, study, groupKeys);
  }
  await queries.deleteDelivery(trx, deliveryId);
  await refreshMatches(trx, study);
}

/** Matches what is left of some groups, and keeps the persons as far as they are still there. */
async function matchAgain(
  app: Application,
  trx: Transaction,
  study: Study,
  groupKeys: readonly string[],
): Promise<void> {
  const known = await persons.listPersonsInGroups(trx, study.id, groupKeys);
  const records = await queries.listGroupRecords(trx, study.id, groupKeys);
  const found = [...groupsOf(records).values()].flatMap((group) => matchGroup(group));
  const ids = await keysOf(app, trx, study, found);
  for (const [place, person] of found.entries()) {
    const id = ids[place] ?? '';
    for (const record of person.records) {
      if (record.personId !== id) await queries.moveRecord(trx, { ...record, personId: id });
    }
  }
  const left = new Set(ids);
  const gone = known.map(({ id }) => id).filter((id) => !left.has(id));
  await queries.deletePersons(trx, gone);
  await queries.updateUncertain(
    trx,
    found.map(({ isMatchUncertain }, place) => ({ id: ids[place] ?? '', isMatchUncertain })),
  );
  await rederivePersons(trx, study.domains, ids);
}

function groupsOf(records: readonly MatchedRecord[]): ReadonlyMap<string, MatchedRecord[]> {
  const groups = new Map<string, MatchedRecord[]>();
  for (const record of records) {
    const group = groups.get(record.groupKey);
    if (group === undefined) groups.set(record.groupKey, [record]);
    else group.push(record);
  }
  return groups;
}

/** The key of each person; whoever has none gets a new one, and a row to stand in. */
async function keysOf(
  app: Application,
  trx: Transaction,
  study: Study,
  found: readonly GroupPerson<MatchedRecord>[],
): Promise<readonly string[]> {
  let highest = -1;
  const ids: string[] = [];
  for (const { keptId, records, isMatchUncertain } of found) {
    const [first] = records;
    if (keptId !== null || first === undefined) {
      ids.push(keptId ?? '');
      continue;
    }
    if (highest < 0) highest = await persons.highestPersonNumber(trx, study.id);
    highest += 1;
    const id = app.newId();
    ids.push(id);
    const made = {
      id,
      number: highest,
      domainId: study.domains[0]?.id ?? '',
      groupKey: first.groupKey,
      firstNameKey: null,
      initialKey: first.initial,
      isMatchUncertain,
      hasSecretAddress: false,
    };
    await persons.insertPersons(trx, study.id, [made]);
  }
  return ids;
}
