import type { Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import { type CivilDate, civilDate } from '../../domain/calendar/civil-date.js';
import type { CaseNumber } from '../../domain/contact/case-event.js';
import { personPlace } from '../../vault/sealed-places.js';
import * as queries from './contact-list.queries.js';

/** The birth dates behind many cases, by case; whoever was erased is not in it. */
export async function listBirthDates(
  app: Application,
  db: Reader,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, CivilDate>> {
  const births = await queries.listSealedBirths(db, caseIds);
  return new Map(
    births.map(({ caseId, personId, birthDate }) => [
      caseId,
      civilDate(app.vault.open(birthDate, personPlace('birth_date', personId))),
    ]),
  );
}

/** Which numbers many cases have and whom they reach, by case and without the digits. */
export async function listCaseNumbers(
  db: Reader,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly CaseNumber[]>> {
  const numbers = new Map<string, CaseNumber[]>(caseIds.map((caseId) => [caseId, []]));
  for (const { caseId, contactId, kind } of await queries.listCallableContacts(db, caseIds)) {
    numbers.get(caseId)?.push({ numberId: contactId, reaches: kind });
  }
  return numbers;
}

export { listFamilyCases } from './contact-list.queries.js';
