import { pieces } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { FramePersonCounts, FrameReport } from '../../domain/frame/frame-report.js';

/** All counts of a frame: the report for programs, and what the page shows beside it. */
export interface FrameCounts extends FrameReport, Omit<FramePersonCounts, 'persons'> {
  /** Persons for whom no number can be called. */
  readonly withoutNumber: number;
  /** Persons who may be the same as another: a researcher decides. */
  readonly uncertainMatches: number;
}

/** A person of the frame with what the counts and the draw need. */
export interface FramePersonRow {
  readonly id: string;
  readonly number: number;
  readonly domainId: string;
  readonly hasSecretAddress: boolean;
  readonly isMatchUncertain: boolean;
  readonly familyId: string | null;
  readonly birthDate: string | null;
}

interface PersonRow {
  readonly id: string;
  readonly person_number: number;
  readonly domain_id: string;
  readonly has_secret_address: number;
  readonly is_match_uncertain: number;
  readonly family_id: string | null;
  readonly birth_date_sealed: string | null;
}

/** In the order of their numbers. */
export async function listFramePersons(db: Reader, studyId: string): Promise<readonly FramePersonRow[]> {
  const rows = await db('vault_persons')
    .where({ study_id: studyId })
    .orderBy('person_number')
    .select<PersonRow[]>(
      'id',
      'person_number',
      'domain_id',
      'has_secret_address',
      'is_match_uncertain',
      'family_id',
      'birth_date_sealed',
    );
  return rows.map((row) => ({
    id: row.id,
    number: row.person_number,
    domainId: row.domain_id,
    hasSecretAddress: row.has_secret_address === 1,
    isMatchUncertain: row.is_match_uncertain === 1,
    familyId: row.family_id,
    birthDate: row.birth_date_sealed,
  }));
}

/** The domains in which each person of a study was found. */
export async function listFoundDomains(
  db: Reader,
  studyId: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db('vault_care_records')
    .join('vault_persons', 'vault_persons.id', 'vault_care_records.person_id')
    .where('vault_persons.study_id', studyId)
    .distinct<{ person_id: string; domain_id: string }[]>(
      'vault_care_records.person_id',
      'vault_care_records.domain_id',
    );
  const found = new Map<string, string[]>();
  for (const { person_id: person, domain_id: domain } of rows) {
    const domains = found.get(person);
    if (domains === undefined) found.set(person, [domain]);
    else domains.push(domain);
  }
  return found;
}

export async function countPerDomain(db: Reader, studyId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db('vault_persons')
    .where({ study_id: studyId })
    .groupBy('domain_id')
    .select<{ domain_id: string; persons: number | string }[]>('domain_id', db.raw('count(*) as persons'));
  return new Map(rows.map((row) => [row.domain_id, Number(row.persons)]));
}

export async function countPersons(db: Reader, studyId: string): Promise<number> {
  const row = await db('vault_persons')
    .where({ study_id: studyId })
    .count<{ persons: number | string }[]>({ persons: '*' });
  return Number(row[0]?.persons ?? 0);
}

/** Persons for whom no number can be called. */
export async function countWithoutNumber(db: Reader, studyId: string): Promise<number> {
  const row = await db('vault_persons')
    .where({ study_id: studyId })
    .whereNotExists(
      db('vault_contacts')
        .whereRaw('vault_contacts.person_id = vault_persons.id')
        .whereNotNull('number_sealed')
        .select('id'),
    )
    .count<{ persons: number | string }[]>({ persons: '*' });
  return Number(row[0]?.persons ?? 0);
}

export async function findFrozenCounts(db: Reader, studyId: string): Promise<FrameCounts | null> {
  const row = await db('frame_reports')
    .where({ study_id: studyId })
    .first<{ report: string } | undefined>('report');
  return row === undefined ? null : (JSON.parse(row.report) as FrameCounts);
}

export async function insertFrozenCounts(
  trx: Transaction,
  frozen: { studyId: string; counts: FrameCounts; at: string },
): Promise<void> {
  const { studyId, counts, at } = frozen;
  await trx('frame_reports').insert({ study_id: studyId, report: JSON.stringify(counts), frozen_at: at });
}

/** What the case of a person is to know: the latest care in the domain of the draw. */
export interface DrawnCare {
  readonly personId: string;
  readonly segment: string | null;
  readonly measure: string | null;
}

/** Care of persons in the domain in which each is drawn, the latest first. */
export async function listCareInDomain(
  db: Reader,
  personIds: readonly string[],
): Promise<readonly DrawnCare[]> {
  const found: DrawnCare[] = [];
  for (const piece of pieces(personIds)) {
    const rows = await db('vault_care_records')
      .join('vault_persons', 'vault_persons.id', 'vault_care_records.person_id')
      .join('vault_deliveries', 'vault_deliveries.id', 'vault_care_records.delivery_id')
      .whereIn('vault_persons.id', [...piece])
      .whereRaw('vault_care_records.domain_id = vault_persons.domain_id')
      .orderByRaw("coalesce(starts_on, '') desc")
      .orderBy('vault_deliveries.position', 'desc')
      .orderBy('line_number', 'desc')
      .select<{ person_id: string; segment: string | null; measure: string | null }[]>(
        'vault_care_records.person_id',
        'segment',
        'measure',
      );
    found.push(
      ...rows.map((row) => ({ personId: row.person_id, segment: row.segment, measure: row.measure })),
    );
  }
  return found;
}
