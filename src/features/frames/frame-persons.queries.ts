import type { Reader, Transaction } from '../../database/database.js';
import type { FrameBreakdown } from '../../domain/frame/frame-breakdown.js';
import type { OrganisationRows } from '../../domain/frame/organisation-rows.js';
import type { FramePersonCounts, FrameReport } from '../../domain/frame/frame-report.js';

/** All counts of a frame: the report for programs, and what the page shows beside it. */
export interface FrameCounts extends FrameReport, Omit<FramePersonCounts, 'persons'> {
  /** Persons for whom no number can be called. */
  readonly withoutNumber: number;
  /** Pairs of persons who may be one, and about whom nobody decided. */
  readonly uncertainMatches: number;
  readonly breakdown: FrameBreakdown;
  /** What became of the rows, per organisation. */
  readonly rows: readonly OrganisationRows[];
}

/** A person of the frame with what the draw needs. */
export interface FramePersonRow {
  readonly id: string;
  readonly number: number;
  readonly domainId: string;
  readonly hasSecretAddress: boolean;
  readonly familyId: string | null;
}

interface PersonRow {
  readonly id: string;
  readonly person_number: number;
  readonly domain_id: string;
  readonly has_secret_address: number;
  readonly family_id: string | null;
}

const PERSONS_AT_ONCE = 10_000;

/** Everybody who can be drawn in the order of their numbers, page by page. */
export async function* framePersons(db: Reader, studyId: string): AsyncGenerator<readonly FramePersonRow[]> {
  let after = 0;
  for (;;) {
    const rows = await db('vault_persons')
      .where({ study_id: studyId })
      .whereNull('merged_into_id')
      .where('person_number', '>', after)
      .orderBy('person_number')
      .limit(PERSONS_AT_ONCE)
      .select<PersonRow[]>('id', 'person_number', 'domain_id', 'has_secret_address', 'family_id');
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.person_number;
    yield rows.map((row) => ({
      id: row.id,
      number: row.person_number,
      domainId: row.domain_id,
      hasSecretAddress: row.has_secret_address === 1,
      familyId: row.family_id,
    }));
  }
}

export async function countPerDomain(db: Reader, studyId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db('vault_persons')
    .where({ study_id: studyId })
    .whereNull('merged_into_id')
    .groupBy('domain_id')
    .select<{ domain_id: string; persons: number | string }[]>('domain_id', db.raw('count(*) as persons'));
  return new Map(rows.map((row) => [row.domain_id, Number(row.persons)]));
}

export async function countPersons(db: Reader, studyId: string): Promise<number> {
  const row = await db('vault_persons')
    .where({ study_id: studyId })
    .whereNull('merged_into_id')
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
