import type { Reader } from '../../database/database.js';

/** How many persons of a domain have a segment; `null` for who has none. */
export interface SegmentCount {
  readonly domainId: string;
  readonly segment: string | null;
  readonly persons: number;
}

function recordColumns(db: Reader) {
  return [
    'person.id as person_id',
    'person.domain_id as domain_id',
    // Hidden from the planner: SQLite would look the records up by their domain, of which there are three.
    db.raw("coalesce(record.domain_id, '') as record_domain_id"),
    'record.delivery_id',
    'record.line_number',
    'record.starts_on',
    'record.segment',
  ];
}

/** Records of everybody in the frame under who they are: of persons merged into another, under the other. */
function ownedRecords(db: Reader, studyId: string) {
  const own = db('vault_persons as person')
    .join('vault_care_records as record', 'record.person_id', 'person.id')
    .where('person.study_id', studyId)
    .whereNull('person.merged_into_id')
    .select(recordColumns(db));
  const merged = db('vault_persons as named')
    .join('vault_persons as person', 'person.id', 'named.merged_into_id')
    .join('vault_care_records as record', 'record.person_id', 'named.id')
    .where('named.study_id', studyId)
    .select(recordColumns(db));
  return own.unionAll(merged).as('record');
}

/** Records of persons in the domain in which they can be drawn, each person's latest first (`place` 1). */
function rankedCare(db: Reader, studyId: string) {
  return db
    .from(ownedRecords(db, studyId))
    .join('vault_deliveries as delivery', 'delivery.id', 'record.delivery_id')
    .whereRaw('record.record_domain_id = record.domain_id')
    .select('record.person_id', 'record.domain_id', 'record.segment')
    .select(
      db.raw(
        `row_number() over (partition by record.person_id order by coalesce(record.starts_on, '') desc,
         delivery.position desc, record.line_number desc) as place`,
      ),
    )
    .as('care');
}

/** Persons per domain and segment, as a draw by segment counts them. */
export async function countSegments(db: Reader, studyId: string): Promise<readonly SegmentCount[]> {
  const rows: { domain_id: string; segment: string | null; persons: number | string }[] = await db
    .from(rankedCare(db, studyId))
    .where('place', 1)
    .groupBy('domain_id', 'segment')
    .orderBy(['domain_id', 'segment'])
    .select('domain_id', 'segment')
    .count({ persons: '*' });
  return rows.map((row) => ({
    domainId: row.domain_id,
    segment: row.segment,
    persons: Number(row.persons),
  }));
}

/** The names of the organisations of a study, by id. */
export async function listOrganisationNames(
  db: Reader,
  studyId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db('organisations')
    .where({ study_id: studyId })
    .orderBy('id')
    .select<{ id: string; name: string }[]>('id', 'name');
  return new Map(rows.map(({ id, name }) => [id, name]));
}
