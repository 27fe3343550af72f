import type { Knex } from 'knex';
import type { Reader } from '../../database/database.js';

const KIND = ['replicate', 'rate_group', 'is_released', 'is_attempted', 'design_weight'] as const;

export const CASES = {
  totals: 'case_counts',
  changes: 'case_count_changes',
  count: 'cases',
  key: ['study_id', 'domain_id', 'segment', 'status', ...KIND],
} as const;

export const PARTS = {
  totals: 'part_counts',
  changes: 'part_count_changes',
  count: 'cases',
  key: ['study_id', 'domain_id', 'part', 'value', ...KIND],
} as const;

export const DIALS = {
  totals: 'dial_counts',
  changes: 'dial_count_changes',
  count: 'dials',
  key: ['study_id', 'domain_id', 'half_hour', 'outcome'],
} as const;

export type Counts = typeof CASES | typeof PARTS | typeof DIALS;

/** All counts: where the totals and the changes are, and what they are counted by. */
export const COUNT_TABLES: readonly Counts[] = [CASES, PARTS, DIALS];

/** Totals and changes under each other, those with these values; one statement sees both as of one moment. */
export function stored(
  db: Reader,
  { totals, changes, key, count }: Counts,
  where: Readonly<Record<string, string>>,
  fromHalfHour: string | null = null,
): Knex.QueryBuilder {
  const [one, other] = [totals, changes].map((table) => {
    const query = db
      .from(table)
      .select([...key, count])
      .where(where);
    return fromHalfHour === null ? query : query.where('half_hour', '>=', fromHalfHour);
  });
  if (one === undefined || other === undefined) throw new Error('there are two tables');
  return one.unionAll(other).as('stored');
}

const FLAGS = `case when released_at is null then 0 else 1 end as is_released,
  case when attempt_count > 0 then 1 else 0 end as is_attempted`;

function recountOf({ key }: Counts, rows: string): string {
  const columns = key.join(', ');
  return `select ${columns}, count(*) as cases from (${rows}) as counted group by ${columns}`;
}

function casesByPart(part: string, value: string): string {
  return `select study_id, domain_id, '${part}' as part, ${value} as value,
    replicate, rate_group, ${FLAGS}, design_weight from cases`;
}

const HALF_HOUR = `substr(calls.dialled_at, 1, 14) || case when substr(calls.dialled_at, 15, 2) < '30' then '00' else '30' end`;

/**
 * What the cases and calls themselves say: the same as the triggers of migrations 17 and 27 add up. A segment or a value
 * of '' is none. Every dial counts, and its outcome unless that was undone; withdrawn people have no dials.
 */
export const RECOUNTS: Readonly<Record<Counts['totals'], string>> = {
  case_counts: recountOf(
    CASES,
    `select study_id, domain_id, coalesce(segment, '') as segment, status,
      replicate, rate_group, ${FLAGS}, design_weight from cases`,
  ),
  part_counts: recountOf(
    PARTS,
    [
      casesByPart('age', `coalesce(age_band, '')`),
      casesByPart('asked', `coalesce(last_asked_role, '')`),
      casesByPart('first_call', `coalesce(substr(first_called_at, 1, 13), '')`),
      casesByPart('last_call', `coalesce(substr(last_called_at, 1, 15), '')`),
      casesByPart('reached', 'reached'),
    ].join(' union all '),
  ),
  dial_counts: `
    select study_id, domain_id, half_hour, outcome, sum(dials) as dials
    from (
      select case_id, ${HALF_HOUR} as half_hour, 'dial' as outcome, 1 as dials from calls
      union all
      select calls.case_id, ${HALF_HOUR}, outcomes.code, 1
      from outcomes join calls on calls.id = outcomes.call_id where outcomes.undoes_outcome_id is null
      union all
      select calls.case_id, ${HALF_HOUR}, undone.code, -1
      from outcomes join outcomes as undone on undone.id = outcomes.undoes_outcome_id
      join calls on calls.id = undone.call_id
    ) as counted
    join cases on cases.id = counted.case_id
    where cases.status <> 'withdrawn'
    group by study_id, domain_id, half_hour, outcome`,
};
