import type { Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import type { CivilDate } from '../../domain/calendar/civil-date.js';
import { isInitials, nameKey } from '../../domain/frame/person-name.js';
import { contactPlace, personPlace } from '../../vault/sealed-places.js';
import * as queries from './person-search.queries.js';

/** Who is looked for. The prefix of a last name does not count, nor do case and accents. */
export interface SoughtPerson {
  readonly bornOn: CivilDate;
  readonly last: string;
  /** Empty when it is not known. */
  readonly given: string;
}

/**
 * The cases of a study whose person has this name and birth date. Names stand sealed, so each is opened; that is a few
 * milliseconds for a thousand. Whoever asks writes it to the audit log.
 */
export async function findCasesOfPerson(
  app: Application,
  db: Reader,
  studyId: string,
  sought: SoughtPerson,
): Promise<readonly string[]> {
  const { vault } = app;
  const identities = await queries.listSealedIdentities(db, studyId);
  return identities
    .filter(({ personId, birthDate, firstName, lastName }) => {
      if (vault.open(birthDate, personPlace('birth_date', personId)) !== sought.bornOn) return false;
      const open = (sealed: string | null, field: 'first_name' | 'last_name'): string =>
        sealed === null ? '' : vault.open(sealed, personPlace(field, personId));
      return (
        nameKey(open(lastName, 'last_name')) === nameKey(sought.last) &&
        isSameGiven(open(firstName, 'first_name'), sought.given)
      );
    })
    .map(({ caseId }) => caseId);
}

/** An initial fits every name that begins with it. */
function isSameGiven(one: string, other: string): boolean {
  if (nameKey(other) === '') return true;
  const [first, second] = [one, other].map((name) => nameKey(name.trim().split(/\s+/)[0] ?? ''));
  if (isInitials(one) || isInitials(other)) return first?.charAt(0) === second?.charAt(0);
  return first === second;
}

/** The cases of a study that are called on this number. */
export async function findCasesOfNumber(
  app: Application,
  db: Reader,
  studyId: string,
  number: string,
): Promise<readonly string[]> {
  const numbers = await queries.listSealedNumbers(db, studyId);
  const found = numbers.filter(
    ({ contactId, number: sealed }) => app.vault.open(sealed, contactPlace('number', contactId)) === number,
  );
  return [...new Set(found.map(({ caseId }) => caseId))];
}
