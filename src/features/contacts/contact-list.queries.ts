import type { Reader } from '../../database/database.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';

/** Values per statement, below the limit of both databases. */
const CASES_PER_STATEMENT = 500;

export interface SealedBirth {
  readonly caseId: string;
  readonly personId: string;
  readonly birthDate: string;
}

export async function listSealedBirths(
  db: Reader,
  caseIds: readonly string[],
): Promise<readonly SealedBirth[]> {
  return inParts(caseIds, (part) =>
    db('vault_case_links')
      .join('vault_persons', 'vault_persons.id', 'vault_case_links.person_id')
      .whereIn('vault_case_links.case_id', part)
      .whereNotNull('vault_persons.birth_date_sealed')
      .select({
        caseId: 'vault_case_links.case_id',
        personId: 'vault_persons.id',
        birthDate: 'vault_persons.birth_date_sealed',
      }),
  );
}

export interface CallableContact {
  readonly caseId: string;
  readonly contactId: string;
  readonly kind: ContactRole;
}

/** The contacts that have a number of use, in the order of dialling. */
export async function listCallableContacts(
  db: Reader,
  caseIds: readonly string[],
): Promise<readonly CallableContact[]> {
  return inParts(caseIds, (part) =>
    db('vault_case_links')
      .join('vault_contacts', 'vault_contacts.person_id', 'vault_case_links.person_id')
      .whereIn('vault_case_links.case_id', part)
      .whereNotNull('vault_contacts.number_sealed')
      .whereNull('vault_contacts.problem')
      .orderBy(['vault_case_links.case_id', 'vault_contacts.position', 'vault_contacts.id'])
      .select({
        caseId: 'vault_case_links.case_id',
        contactId: 'vault_contacts.id',
        kind: 'vault_contacts.kind',
      }),
  );
}

async function inParts<Row>(
  ids: readonly string[],
  list: (part: readonly string[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let start = 0; start < ids.length; start += CASES_PER_STATEMENT) {
    rows.push(...(await list(ids.slice(start, start + CASES_PER_STATEMENT))));
  }
  return rows;
}
