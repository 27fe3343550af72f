import type { Reader } from '../../database/database.js';
import type { RateGroup } from '../../domain/contact/outcome.js';
import { CASES, type Counts, PARTS, stored } from './count-tables.js';

/** A way to divide the cases of a study: by a column of the counts of cases, or as a part of its own. */
export type CountedBy =
  'domain' | 'segment' | 'replicate' | 'age' | 'asked' | 'first_call' | 'last_call' | 'reached';

/** Equal cases of one domain and value, as the rates ask for them. */
export interface PartCount {
  readonly domainId: string;
  /** `''` where the cases have none; moments are cut to the hour (`first_call`) or to ten minutes (`last_call`). */
  readonly value: string;
  readonly group: RateGroup;
  readonly replicate: number;
  readonly isReleased: boolean;
  readonly isAttempted: boolean;
  readonly count: number;
  /** Their design weights together. */
  readonly weight: number;
}

interface PartCountRow {
  readonly domain_id: string;
  readonly value: string;
  readonly rate_group: RateGroup;
  readonly replicate: number;
  readonly is_released: number;
  readonly is_attempted: number;
  readonly count: number | string;
  readonly weight: number;
}

/** The cases of a study by one division, from the counts: not one case is looked at. */
export async function listPartCounts(
  db: Reader,
  studyId: string,
  by: CountedBy,
): Promise<readonly PartCount[]> {
  const [counts, where, value] = sourceOf(by);
  const rows: PartCountRow[] = await db
    .from(stored(db, counts, { study_id: studyId, ...where }))
    .groupByRaw('1, 2, 3, 4, 5, 6')
    .havingRaw('sum(cases) <> 0')
    .orderByRaw('1, 2, 3, 4, 5, 6')
    .select(
      'domain_id',
      db.raw(`${value} as value`),
      'rate_group',
      'replicate',
      'is_released',
      'is_attempted',
    )
    .select(db.raw('sum(cases) as count, sum(cases * design_weight) as weight'));
  return rows.map((row) => ({
    domainId: row.domain_id,
    value: row.value,
    group: row.rate_group,
    replicate: row.replicate,
    isReleased: row.is_released === 1,
    isAttempted: row.is_attempted === 1,
    count: Number(row.count),
    weight: row.weight,
  }));
}

/** Which counts, which of them, and what their value is. */
function sourceOf(by: CountedBy): readonly [Counts, Readonly<Record<string, string>>, string] {
  switch (by) {
    case 'domain':
      return [CASES, {}, `cast('' as text)`];
    case 'segment':
      return [CASES, {}, 'segment'];
    case 'replicate':
      return [CASES, {}, 'cast(replicate as text)'];
    case 'age':
    case 'asked':
    case 'first_call':
    case 'last_call':
    case 'reached':
      return [PARTS, { part: by }, 'value'];
  }
}
