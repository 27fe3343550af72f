import type { Knex } from 'knex';
import type { Reader, Transaction } from '../../database/database.js';
import type { ExclusionReason } from '../../domain/contact/case-event.js';

/** The list of one organisation, as far as it has come. */
export interface OrganisationCheck {
  readonly organisationId: string;
  readonly name: string;
  readonly domainId: string;
  /** Drawn clients of this organisation. */
  readonly drawnCount: number;
  /** Of these, taken out of the sample: by this organisation, another one, or a secret address. */
  readonly excludedCount: number;
  readonly exportedAt: string | null;
  readonly returnedAt: string | null;
  /** Clients that this organisation marked itself. */
  readonly markedCount: number;
}

/** A drawn client of one organisation, sealed. One row per care record. */
export interface SealedClient {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly exclusionReason: ExclusionReason | null;
  readonly personId: string;
  readonly deliveryId: string;
  /** What the file says; empty once erased. */
  readonly row: string | null;
  readonly clientNumberKey: string | null;
  /** Place of the delivery among those of the study, and line within it. */
  readonly delivery: number;
  readonly line: number;
  readonly birthDate: string | null;
  readonly firstName: string | null;
  readonly prefix: string | null;
  readonly lastName: string | null;
}

interface OrganisationRow {
  readonly id: string;
  readonly name: string;
  readonly domain_id: string;
  readonly exported_at: string | null;
  readonly returned_at: string | null;
  readonly marked_count: number | null;
}

interface CountRow {
  readonly organisation_id: string;
  readonly drawn: number | string;
  readonly excluded: number | string;
}

interface ClientRow {
  readonly case_id: string;
  readonly case_number: string;
  readonly exclusion_reason: ExclusionReason | null;
  readonly person_id: string;
  readonly delivery_id: string;
  readonly row_sealed: string | null;
  readonly client_number_key: string | null;
  readonly delivery: number;
  readonly line_number: number;
  readonly birth_date_sealed: string | null;
  readonly first_name_sealed: string | null;
  readonly prefix_sealed: string | null;
  readonly last_name_sealed: string | null;
}

/** The person of the case, and whoever was found to be the same person: their care records belong to the case too. */
function isOfCase(join: Knex.JoinClause): void {
  join
    .on('owners.id', 'vault_case_links.person_id')
    .orOn('owners.merged_into_id', 'vault_case_links.person_id');
}

/** Organisations with drawn clients, in the order of their names. */
export async function listOrganisationChecks(
  db: Reader,
  studyId: string,
): Promise<readonly OrganisationCheck[]> {
  const organisations = await db('organisations')
    .leftJoin('vault_check_lists', 'vault_check_lists.organisation_id', 'organisations.id')
    .where('organisations.study_id', studyId)
    .orderBy(['organisations.name', 'organisations.id'])
    .select<OrganisationRow[]>(
      'organisations.id',
      'organisations.name',
      'organisations.domain_id',
      'exported_at',
      'returned_at',
      'marked_count',
    );
  const counts = await drawnPerOrganisation(db, studyId);
  return organisations.flatMap((row) => {
    const count = counts.get(row.id);
    return count === undefined ? [] : [{ ...toCheck(row), ...count }];
  });
}

async function drawnPerOrganisation(
  db: Reader,
  studyId: string,
): Promise<ReadonlyMap<string, { drawnCount: number; excludedCount: number }>> {
  const rows = await db('cases')
    .join('vault_case_links', 'vault_case_links.case_id', 'cases.id')
    .join('vault_persons as owners', isOfCase)
    .join('vault_care_records', 'vault_care_records.person_id', 'owners.id')
    .where('cases.study_id', studyId)
    .groupBy('organisation_id')
    .select<CountRow[]>(
      'organisation_id',
      db.raw('count(distinct cases.id) as drawn'),
      db.raw('count(distinct case when exclusion_reason is not null then cases.id end) as excluded'),
    );
  return new Map(
    rows.map((row) => [
      row.organisation_id,
      { drawnCount: Number(row.drawn), excludedCount: Number(row.excluded) },
    ]),
  );
}

function toCheck(row: OrganisationRow): Omit<OrganisationCheck, 'drawnCount' | 'excludedCount'> {
  return {
    organisationId: row.id,
    name: row.name,
    domainId: row.domain_id,
    exportedAt: row.exported_at,
    returnedAt: row.returned_at,
    markedCount: row.marked_count ?? 0,
  };
}

/** Drawn clients of one organisation, in the order in which it delivered them. */
export async function listSealedClients(
  db: Reader,
  { studyId, organisationId }: { studyId: string; organisationId: string },
): Promise<readonly SealedClient[]> {
  const rows = await db('cases')
    .join('vault_case_links', 'vault_case_links.case_id', 'cases.id')
    .join('vault_persons', 'vault_persons.id', 'vault_case_links.person_id')
    .join('vault_persons as owners', isOfCase)
    .join('vault_care_records', 'vault_care_records.person_id', 'owners.id')
    .join('vault_deliveries', 'vault_deliveries.id', 'vault_care_records.delivery_id')
    .where('cases.study_id', studyId)
    .where('vault_care_records.organisation_id', organisationId)
    .orderBy(['vault_deliveries.position', 'line_number'])
    .select<ClientRow[]>(
      'cases.id as case_id',
      'case_number',
      'exclusion_reason',
      'vault_persons.id as person_id',
      'vault_care_records.delivery_id',
      'row_sealed',
      'client_number_key',
      'vault_deliveries.position as delivery',
      'line_number',
      'vault_persons.birth_date_sealed',
      'vault_persons.first_name_sealed',
      'vault_persons.prefix_sealed',
      'vault_persons.last_name_sealed',
    );
  return rows.map((row) => ({
    caseId: row.case_id,
    caseNumber: row.case_number,
    exclusionReason: row.exclusion_reason,
    personId: row.person_id,
    deliveryId: row.delivery_id,
    row: row.row_sealed,
    clientNumberKey: row.client_number_key,
    delivery: row.delivery,
    line: row.line_number,
    birthDate: row.birth_date_sealed,
    firstName: row.first_name_sealed,
    prefix: row.prefix_sealed,
    lastName: row.last_name_sealed,
  }));
}

/** Writes down that a list went out, or came back with a number of clients marked. */
export async function saveCheckList(
  trx: Transaction,
  organisationId: string,
  change: { exportedAt: string } | { returnedAt: string; markedCount: number },
): Promise<void> {
  const values =
    'exportedAt' in change
      ? { exported_at: change.exportedAt }
      : { returned_at: change.returnedAt, marked_count: change.markedCount };
  await trx('vault_check_lists')
    .insert({ organisation_id: organisationId, ...values })
    .onConflict('organisation_id')
    .merge(values);
}
