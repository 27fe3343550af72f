import type { Reader } from '../../database/database.js';

/** How many persons of a domain have a segment; `null` for who has none. */
export interface SegmentCount {
  readonly domainId: string;
  readonly segment: string | null;
  readonly persons: number;
}

/** Records of persons in the domain in which they can be drawn, each person's latest first (`rank` 1). */
function rankedCare(db: Reader, studyId: string) {
  return db('vault_care_records as record')
    .join('vault_persons as named', 'named.id', 'record.person_id')
    .join('vault_persons as person', 'person.id', db.raw('coalesce(named.merged_into_id, named.id)'))
    .join('vault_deliveries as delivery', 'delivery.id', 'record.delivery_id')
    .where('person.study_id', studyId)
    .whereRaw('record.domain_id = person.domain_id')
    .select('person.id as person_id', 'person.domain_id', 'record.segment')
    .select(
      db.raw(
        `row_number() over (partition by person.id order by coalesce(record.starts_on, '') desc,
         delivery.position desc, record.line_number desc) as rank`,
      ),
    )
    .as('care');
}

/** Persons per domain and segment, as a draw by segment counts them. */
export async function countSegments(db: Reader, studyId: string): Promise<readonly SegmentCount[]> {
  const rows: { domain_id: string; segment: string | null; persons: number | string }[] = await db
    .from(rankedCare(db, studyId))
    .where('rank', 1)
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
