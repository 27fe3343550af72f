import { isOneOf } from '../../database/batches.js';
import type { Reader } from '../../database/database.js';

/** A row of a client file about somebody in a pair: where it stands, what help it was, and sealed who it is. */
export interface MatchSource {
  readonly deliveryId: string;
  readonly line: number;
  readonly fileName: string;
  readonly organisationName: string;
  readonly domainId: string;
  readonly segment: string | null;
  readonly measure: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly hasSecretAddress: boolean;
  /** For `openCareRow`; `null` once erased. */
  readonly sealed: string | null;
}

interface SourceRow {
  readonly person_id: string;
  readonly delivery_id: string;
  readonly line_number: number;
  readonly file_name: string;
  readonly organisation_name: string;
  readonly domain_id: string;
  readonly segment: string | null;
  readonly measure: string | null;
  readonly starts_on: string | null;
  readonly ends_on: string | null;
  readonly has_secret_address: number;
  readonly row_sealed: string | null;
}

/**
 * The rows of each person itself, the earliest first: not those of persons merged into it, who stand on the other
 * side of a pair.
 */
export async function listMatchSources(
  db: Reader,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, readonly MatchSource[]>> {
  const rows = await db('vault_care_records as records')
    .join('vault_deliveries as deliveries', 'deliveries.id', 'records.delivery_id')
    .join('organisations', 'organisations.id', 'records.organisation_id')
    .where(isOneOf(db, 'records.person_id', personIds))
    .orderBy(['deliveries.position', 'records.line_number'])
    .select<SourceRow[]>(
      'records.person_id',
      'records.delivery_id',
      'records.line_number',
      'deliveries.file_name',
      'organisations.name as organisation_name',
      'records.domain_id',
      'records.segment',
      'records.measure',
      'records.starts_on',
      'records.ends_on',
      'records.has_secret_address',
      'records.row_sealed',
    );
  const found = new Map<string, MatchSource[]>();
  for (const row of rows) {
    const sources = found.get(row.person_id);
    if (sources === undefined) found.set(row.person_id, [toSource(row)]);
    else sources.push(toSource(row));
  }
  return found;
}

function toSource(row: SourceRow): MatchSource {
  return {
    deliveryId: row.delivery_id,
    line: row.line_number,
    fileName: row.file_name,
    organisationName: row.organisation_name,
    domainId: row.domain_id,
    segment: row.segment,
    measure: row.measure,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    hasSecretAddress: row.has_secret_address === 1,
    sealed: row.row_sealed,
  };
}
