import type { Reader } from '../../database/database.js';
import type { Study } from '../studies/studies.service.js';
import { countDomainCalls } from './case-calls.queries.js';

/** How often a released case was called on average, per id of a domain in which there were calls. */
export async function callsPerCase(db: Reader, study: Study): Promise<ReadonlyMap<string, number>> {
  const counted = await countDomainCalls(db, study.id);
  return new Map(
    counted.filter(({ calls }) => calls > 0).map(({ domainId, calls, cases }) => [domainId, calls / cases]),
  );
}
