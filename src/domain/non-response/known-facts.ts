/** What is known of everybody in a sample, whether or not they respond. */
export interface KnownFacts {
  readonly domainId: string;
  readonly segment: string;
  readonly measure: string;
  readonly ageBand: string;
  readonly sex: string;
  readonly firstTime: string;
}

/** The columns of the database with what is known, of cases and of interviews alike. */
export const FACT_COLUMNS = ['domain_id', 'segment', 'measure', 'age_band', 'sex', 'first_time'] as const;

/** A row with those columns. */
export interface FactRow {
  readonly domain_id: string;
  readonly segment: string | null;
  readonly measure: string | null;
  readonly age_band: string | null;
  readonly sex: string | null;
  readonly first_time: string | null;
}

/**
 * What is known, with an empty text for what is not.
 * @example factsOf(row).sex // 'female'
 */
export function factsOf(row: FactRow): KnownFacts {
  return {
    domainId: row.domain_id,
    segment: row.segment ?? '',
    measure: row.measure ?? '',
    ageBand: row.age_band ?? '',
    sex: row.sex ?? '',
    firstTime: row.first_time ?? '',
  };
}
