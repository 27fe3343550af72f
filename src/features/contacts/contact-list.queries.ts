import { pieces } from '../../database/batches.js';
import type { Reader } from '../../database/database.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';

export interface SealedBirth {
  readonly caseId: string;
  readonly personId: string;
  readonly birthDate: string;
}

export async function listSealedBirths(
  db: Reader,
  caseIds: readonly string[],
): Promise<readonly SealedBirth[]> {
  return inPieces(caseIds, (piece) =>
    db('vault_case_links')
      .join('vault_persons', 'vault_persons.id', 'vault_case_links.person_id')
      .whereIn('vault_case_links.case_id', [...piece])
      .whereNotNull('vault_persons.birth_date_sealed')
      .orderBy('vault_case_links.case_id')
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
  return inPieces(caseIds, (piece) =>
    db('vault_case_links')
      .join('vault_contacts', 'vault_contacts.person_id', 'vault_case_links.person_id')
      .whereIn('vault_case_links.case_id', [...piece])
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

async function inPieces<Row>(
  ids: readonly string[],
  list: (piece: readonly string[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const piece of pieces(ids)) rows.push(...(await list(piece)));
  return rows;
}

/**
 * Cases of other children of the same family in the same study; empty for most. The family is kept for whoever asks
 * within a transaction, so that two claims at once see each other.
 */
export async function listFamilyCases(db: Reader, caseId: string): Promise<readonly string[]> {
  const own: { id: string; study_id: string; family_id: string | null } | undefined = await db(
    'vault_case_links',
  )
    .join('vault_persons', 'vault_persons.id', 'vault_case_links.person_id')
    .where('vault_case_links.case_id', caseId)
    .first('vault_persons.id', 'vault_persons.study_id', 'vault_persons.family_id');
  if (own === undefined || own.family_id === null) return [];
  const family = db('vault_persons')
    .where({ study_id: own.study_id, family_id: own.family_id })
    .orderBy('id')
    .select('id');
  if (db.isTransaction === true) void family.forNoKeyUpdate();
  const persons = (await family) as { id: string }[];
  const others = persons.map(({ id }) => id).filter((id) => id !== own.id);
  if (others.length === 0) return [];
  return (await db('vault_case_links')
    .whereIn('person_id', others)
    .orderBy('case_id')
    .pluck('case_id')) as string[];
}
