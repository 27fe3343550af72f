import { createHash } from 'node:crypto';
import type { Reader, Transaction } from '../../database/database.js';
import { mergedGroups } from '../../domain/frame/match-decision.js';
import { type MatchPairKind, pairsAmong } from '../../domain/frame/match-pair.js';
import type { Study } from '../studies/studies.service.js';
import { rederivePersons } from './derived-persons.js';
import * as keys from './match-keys.queries.js';
import type { IdentityKeys, Lookalike } from './match-keys.queries.js';
import * as queries from './matches.queries.js';
import type { MatchPair } from './matches.queries.js';

/**
 * Works out again who may be the same person, and applies the decisions that were taken before: after a delivery
 * came, was replaced or went. A decision about somebody who is not in the frame now waits until that one is back.
 */
export async function refreshMatches(trx: Transaction, study: Study): Promise<void> {
  await queries.replacePairs(trx, study.id, await findPairs(trx, study.id));
  await applyDecisions(trx, study);
}

/**
 * Makes persons of their own again of all who were merged by a decision, before records leave: what is derived of one
 * would otherwise keep what the records of another said. The decisions stay; `refreshMatches` applies them again.
 */
export async function separateMerged(trx: Transaction, study: Study): Promise<void> {
  await queries.replacePairs(trx, study.id, []);
  await applyDecisions(trx, study);
}

/** Makes one person of those who are decided to be one, the lowest number, and undoes what is no longer decided. */
export async function applyDecisions(trx: Transaction, study: Study): Promise<void> {
  const wanted = await wantedMerges(trx, study.id);
  const current = await queries.listMergedPersons(trx, study.id);
  const freed = [...current.keys()].filter((id) => !wanted.has(id));
  const changed = [...wanted].filter(([id, winner]) => current.get(id) !== winner);
  await queries.updateMergedInto(trx, freed, null);
  for (const [id, winner] of changed) await queries.updateMergedInto(trx, [id], winner);
  const touched = [...freed, ...changed.map(([id]) => id)];
  const winners = touched.flatMap((id) => [current.get(id), wanted.get(id)]).filter((id) => id !== undefined);
  await rederivePersons(trx, study.domains, [...new Set([...touched, ...winners])]);
}

/** For each person that is to be merged: into whom. */
async function wantedMerges(db: Reader, studyId: string): Promise<ReadonlyMap<string, string>> {
  const groups = mergedGroups(await queries.listDecisions(db, studyId));
  if (groups.length === 0) return new Map();
  const persons = new Map<string, { id: string; number: number }>();
  for (const pair of await queries.listAllPairs(db, studyId)) {
    persons.set(pair.firstIdentityKey, { id: pair.firstPersonId, number: pair.firstNumber });
    persons.set(pair.secondIdentityKey, { id: pair.secondPersonId, number: pair.secondNumber });
  }
  const merges = new Map<string, string>();
  for (const group of groups) {
    const present = group.flatMap((key) => persons.get(key) ?? []);
    const [winner, ...others] = present.sort((one, other) => one.number - other.number);
    for (const { id } of others) if (winner !== undefined) merges.set(id, winner.id);
  }
  return merges;
}

/** Two persons who share a key, before it is known who they are. */
interface FoundPair {
  readonly kind: MatchPairKind;
  readonly ids: readonly [string, string];
}

async function findPairs(db: Reader, studyId: string): Promise<readonly MatchPair[]> {
  const found = [
    ...pairsOf('same_initial', await keys.listSameInitial(db, studyId)),
    ...pairsOf('moved', await keys.listSharing(db, studyId, 'moved_key')),
    ...pairsOf('renamed', await keys.listSharing(db, studyId, 'renamed_key')),
  ];
  const persons = await keys.listIdentityKeys(db, [...new Set(found.flatMap(({ ids }) => ids))]);
  const identities = identitiesOf(persons);
  const pairs = new Map<string, MatchPair & { readonly numbers: readonly [number, number] }>();
  for (const { kind, ids } of found) {
    const [first, second] = ids.map((id) => identities.get(id));
    if (first === undefined || second === undefined) continue;
    const pair = {
      key: pairKey(first.key, second.key),
      kind: first.isCertain && second.isCertain ? kind : ('no_postcode' as const),
      firstPersonId: ids[0],
      secondPersonId: ids[1],
      firstIdentityKey: first.key,
      secondIdentityKey: second.key,
      numbers: [first.number, second.number] as const,
    };
    // The same two may be found in more than one way; the first is the closest.
    if (!pairs.has(pair.key)) pairs.set(pair.key, pair);
  }
  return [...pairs.values()].sort(
    (one, other) => one.numbers[0] - other.numbers[0] || one.numbers[1] - other.numbers[1],
  );
}

function pairsOf(kind: MatchPairKind, lookalikes: readonly Lookalike[]): FoundPair[] {
  const sets = new Map<string, string[]>();
  for (const { sharedKey, personId } of lookalikes) {
    const known = sets.get(sharedKey);
    if (known === undefined) sets.set(sharedKey, [personId]);
    else known.push(personId);
  }
  return [...sets.values()].flatMap((ids) => pairsAmong(ids).map((pair) => ({ kind, ids: pair })));
}

interface Identity {
  readonly key: string;
  readonly number: number;
  readonly isCertain: boolean;
}

/**
 * Who each person is, in a text that stays the same when files come again. Birth date, postcode, last and first name
 * tell most people; where one of these is missing, the number that the organisation gave the client tells
 * rows apart, and of rows that even share that the one that came first.
 */
function identitiesOf(persons: readonly IdentityKeys[]): ReadonlyMap<string, Identity> {
  const seen = new Map<string, number>();
  const identities = new Map<string, Identity>();
  for (const person of persons) {
    const text = identityText(person);
    const earlier = seen.get(text) ?? 0;
    seen.set(text, earlier + 1);
    const key = earlier === 0 ? text : `${text} ${String(earlier + 1)}`;
    identities.set(person.personId, { key, number: person.number, isCertain: person.isCertain });
  }
  return identities;
}

function identityText({ firstNameKey, initialKey, isCertain, ...row }: IdentityKeys): string {
  if (firstNameKey !== null && isCertain) return firstNameKey;
  const inFile = row.clientNumberKey ?? `${row.organisationId} ${String(row.line)}`;
  return `${firstNameKey ?? initialKey} ${inFile}`;
}

/** Same pair, same key: a hash, because it stands in addresses. */
function pairKey(one: string, other: string): string {
  return createHash('sha256').update([one, other].sort().join('|')).digest('hex').slice(0, 32);
}
