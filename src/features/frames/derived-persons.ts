import type { Transaction } from '../../database/database.js';
import { derivePerson, type RecordFacts } from '../../domain/frame/person-derivation.js';
import type { Domain } from '../studies/studies.service.js';
import * as queries from './persons.queries.js';

/**
 * Derives persons from their care records again, after records or decisions changed: domain, first name and secret
 * address. A person into whom others were merged has their records too. Persons without records are left as
 * they are.
 * @param personIds with a person that is merged into another, that other is derived too
 */
export async function rederivePersons(
  trx: Transaction,
  domains: readonly Domain[],
  personIds: readonly string[],
): Promise<void> {
  if (personIds.length === 0) return;
  const merged = await queries.listMerged(trx, personIds);
  const all = [...new Set([...personIds, ...merged.map(({ mergedIntoId }) => mergedIntoId)])];
  const factsOf = new Map<string, { own: RecordFacts[]; all: RecordFacts[] }>(
    all.map((id) => [id, { own: [], all: [] }]),
  );
  for (const { personId, mergedIntoId, facts } of await queries.listFacts(trx, all)) {
    const person = factsOf.get(personId);
    person?.own.push(facts);
    person?.all.push(facts);
    if (mergedIntoId !== null) factsOf.get(mergedIntoId)?.all.push(facts);
  }
  const priority = domainPriority(domains);
  const derived = [...factsOf].flatMap(([id, facts]) => {
    if (facts.all.length === 0) return [];
    const { domain, hasSecretAddress } = derivePerson(facts.all, priority);
    // The name is for matching, which looks at the records of the person itself.
    const firstName = facts.own.find((one) => one.firstName !== null)?.firstName ?? null;
    return [{ id, domainId: domain, firstNameKey: firstName, hasSecretAddress }];
  });
  await queries.updateDerived(trx, derived);
}

/** Ids of the domains of a study, the winner first. */
export function domainPriority(domains: readonly Domain[]): readonly string[] {
  return [...domains].sort((one, other) => one.priority - other.priority).map(({ id }) => id);
}
