import type { Reader } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { listFamilyCases } from '../contacts/contact-list.service.js';
import { isAnyInHand } from './case-claims.queries.js';

/** Whether somebody has another case of the same family in hand. */
export async function isFamilyInHand(db: Reader, caseId: string, now: Instant): Promise<boolean> {
  const family = await listFamilyCases(db, caseId);
  return family.length > 0 && (await isAnyInHand(db, family, now));
}
