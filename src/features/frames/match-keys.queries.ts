import { isOneOf } from '../../database/batches.js';
import type { Reader } from '../../database/database.js';

/** Somebody who shares a key with another person. */
export interface Lookalike {
  /** Persons with one key look alike. */
  readonly sharedKey: string;
  readonly personId: string;
  readonly number: number;
}

/** What tells who somebody is, whatever the order in which files came. */
export interface IdentityKeys {
  readonly personId: string;
  readonly number: number;
  readonly firstNameKey: string | null;
  readonly initialKey: string;
  /** Of the earliest record; `null` when the file has no client numbers. */
  readonly clientNumberKey: string | null;
  readonly organisationId: string;
  readonly line: number;
  /** False when the postcode is missing. */
  readonly isCertain: boolean;
}

interface LookalikeRow {
  readonly shared_key: string;
  readonly id: string;
  readonly person_number: number;
}

/** Persons with one group and one initial, who were not taken for one person. */
export async function listSameInitial(db: Reader, studyId: string): Promise<readonly Lookalike[]> {
  const rows = await db('vault_persons as one')
    .where('one.study_id', studyId)
    .whereExists(
      db('vault_persons as other')
        .whereRaw('other.study_id = one.study_id and other.group_key = one.group_key')
        .whereRaw('other.initial_key = one.initial_key and other.id <> one.id')
        .select('other.id'),
    )
    .orderBy(['one.initial_key', 'one.person_number'])
    .select<LookalikeRow[]>('one.initial_key as shared_key', 'one.id', 'one.person_number');
  return rows.map(toLookalike);
}

/** Different persons of whom two records share a key of this kind. */
export async function listSharing(
  db: Reader,
  studyId: string,
  column: 'moved_key' | 'renamed_key',
): Promise<readonly Lookalike[]> {
  const ofStudy = db('vault_care_records as records')
    .join('vault_deliveries as deliveries', 'deliveries.id', 'records.delivery_id')
    .where('deliveries.study_id', studyId)
    .whereNotNull(`records.${column}`);
  const shared = ofStudy
    .clone()
    .groupBy(`records.${column}`)
    .havingRaw('min(records.person_id) <> max(records.person_id)')
    .select(`records.${column} as shared_key`);
  const rows = await ofStudy
    .clone()
    .join(shared.as('shared'), 'shared.shared_key', `records.${column}`)
    .join('vault_persons as persons', 'persons.id', 'records.person_id')
    .orderBy(['shared.shared_key', 'persons.person_number'])
    .distinct<LookalikeRow[]>('shared.shared_key', 'persons.id', 'persons.person_number');
  return rows.map(toLookalike);
}

function toLookalike(row: LookalikeRow): Lookalike {
  return { sharedKey: row.shared_key, personId: row.id, number: row.person_number };
}

/** In the order of their numbers. */
export async function listIdentityKeys(
  db: Reader,
  personIds: readonly string[],
): Promise<readonly IdentityKeys[]> {
  const rows = await db('vault_persons as persons')
    .join('vault_care_records as records', 'records.person_id', 'persons.id')
    .join('vault_deliveries as deliveries', 'deliveries.id', 'records.delivery_id')
    .where(isOneOf(db, 'persons.id', personIds))
    .orderBy(['persons.person_number', 'deliveries.position', 'records.line_number'])
    .select<
      {
        id: string;
        person_number: number;
        first_name_key: string | null;
        initial_key: string;
        client_number_key: string | null;
        organisation_id: string;
        line_number: number;
        is_match_certain: number;
      }[]
    >(
      'persons.id',
      'persons.person_number',
      'persons.first_name_key',
      'persons.initial_key',
      'records.client_number_key',
      'records.organisation_id',
      'records.line_number',
      'records.is_match_certain',
    );
  const earliest = new Map(rows.toReversed().map((row) => [row.id, row]));
  return [...earliest.values()]
    .map((row) => ({
      personId: row.id,
      number: row.person_number,
      firstNameKey: row.first_name_key,
      initialKey: row.initial_key,
      clientNumberKey: row.client_number_key,
      organisationId: row.organisation_id,
      line: row.line_number,
      isCertain: row.is_match_certain === 1,
    }))
    .sort((one, other) => one.number - other.number);
}
