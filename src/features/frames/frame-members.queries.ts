import { isOneOf } from '../../database/batches.js';
import type { Reader } from '../../database/database.js';

/** A person of the frame with all its care records, those of persons merged into it among them. */
export interface FrameMember {
  readonly id: string;
  readonly number: number;
  /** The domain in which the person can be drawn. */
  readonly domainId: string;
  readonly isMatchUncertain: boolean;
  readonly hasSecretAddress: boolean;
  /** `null` until the frame is closed. */
  readonly familyId: string | null;
  /** In the order of import, the earliest first. */
  readonly records: readonly FrameRecord[];
}

/** A care record without its keys for matching. */
export interface FrameRecord {
  readonly deliveryId: string;
  /** Place of the delivery among those of the study. */
  readonly position: number;
  readonly line: number;
  readonly domainId: string;
  readonly organisationId: string;
  readonly segment: string | null;
  readonly measure: string | null;
  readonly startsOn: string | null;
  readonly hasNumber: boolean;
  /** As `readFamilyKeys` takes it; empty once erased. */
  readonly familyKeys: string;
  /** For `openCareRow`; `null` once erased, and when it was not asked for. */
  readonly sealed: string | null;
}

/** Persons that are read at once. */
const PERSONS_AT_ONCE = 2000;

interface PersonRow {
  readonly id: string;
  readonly person_number: number;
  readonly domain_id: string;
  readonly is_match_uncertain: number;
  readonly has_secret_address: number;
  readonly family_id: string | null;
}

interface RecordRow {
  readonly owner_id: string;
  readonly delivery_id: string;
  readonly position: number;
  readonly line_number: number;
  readonly domain_id: string;
  readonly organisation_id: string;
  readonly segment: string | null;
  readonly measure: string | null;
  readonly starts_on: string | null;
  readonly has_number: number;
  readonly family_keys: string;
  readonly row_sealed?: string | null;
}

/**
 * Everybody in the frame in the order of their numbers, page by page: a million do not fit in memory.
 * @param withRows whether the sealed rows are needed, which are most of what is read
 */
export async function* frameMembers(
  db: Reader,
  studyId: string,
  { withRows }: { withRows: boolean },
): AsyncGenerator<readonly FrameMember[]> {
  let after = 0;
  for (;;) {
    const persons = await db('vault_persons')
      .where({ study_id: studyId })
      .whereNull('merged_into_id')
      .where('person_number', '>', after)
      .orderBy('person_number')
      .limit(PERSONS_AT_ONCE)
      .select<PersonRow[]>(
        'id',
        'person_number',
        'domain_id',
        'is_match_uncertain',
        'has_secret_address',
        'family_id',
      );
    const last = persons.at(-1);
    if (last === undefined) return;
    after = last.person_number;
    const ids = persons.map(({ id }) => id);
    yield persons.map(toMember(await recordsOf(db, ids, withRows)));
  }
}

/** The records of each of these persons, those of persons merged into it among them, the earliest first. */
export async function recordsOf(
  db: Reader,
  personIds: readonly string[],
  withRows: boolean,
): Promise<ReadonlyMap<string, readonly FrameRecord[]>> {
  const own = await recordRows(db, { personIds, by: 'persons.id', withRows });
  const merged = await recordRows(db, { personIds, by: 'persons.merged_into_id', withRows });
  const found = new Map<string, FrameRecord[]>();
  for (const row of [...own, ...merged]) {
    const records = found.get(row.owner_id);
    if (records === undefined) found.set(row.owner_id, [toRecord(row)]);
    else records.push(toRecord(row));
  }
  for (const records of found.values()) {
    if (records.length > 1) {
      records.sort((one, other) => one.position - other.position || one.line - other.line);
    }
  }
  return found;
}

async function recordRows(
  db: Reader,
  wanted: {
    personIds: readonly string[];
    by: 'persons.id' | 'persons.merged_into_id';
    withRows: boolean;
  },
): Promise<readonly RecordRow[]> {
  return db('vault_persons as persons')
    .join('vault_care_records as records', 'records.person_id', 'persons.id')
    .join('vault_deliveries as deliveries', 'deliveries.id', 'records.delivery_id')
    .where(isOneOf(db, wanted.by, wanted.personIds))
    .select<RecordRow[]>(
      `${wanted.by} as owner_id`,
      'records.delivery_id',
      'deliveries.position',
      'records.line_number',
      'records.domain_id',
      'records.organisation_id',
      'records.segment',
      'records.measure',
      'records.starts_on',
      'records.has_number',
      'records.family_keys',
      ...(wanted.withRows ? ['records.row_sealed'] : []),
    );
}

function toMember(recordsOf: ReadonlyMap<string, readonly FrameRecord[]>): (row: PersonRow) => FrameMember {
  return (row) => ({
    id: row.id,
    number: row.person_number,
    domainId: row.domain_id,
    isMatchUncertain: row.is_match_uncertain === 1,
    hasSecretAddress: row.has_secret_address === 1,
    familyId: row.family_id,
    records: recordsOf.get(row.id) ?? [],
  });
}

function toRecord(row: RecordRow): FrameRecord {
  return {
    deliveryId: row.delivery_id,
    position: row.position,
    line: row.line_number,
    domainId: row.domain_id,
    organisationId: row.organisation_id,
    segment: row.segment,
    measure: row.measure,
    startsOn: row.starts_on,
    hasNumber: row.has_number === 1,
    familyKeys: row.family_keys,
    sealed: row.row_sealed ?? null,
  };
}
