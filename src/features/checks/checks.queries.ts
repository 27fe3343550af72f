import type { Knex } from 'knex';
import { pieces } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import { exclusionReasonTable } from '../../domain/checks/exclusion-reason.js';
import type { ExclusionReason } from '../../domain/contact/case-event.js';
import type { CaseStatus } from '../../domain/contact/case-status.js';
import { listFirstLinks } from './check-links.queries.js';
import { countMarks, type MarkTally } from './check-marks.queries.js';

/** The list of one organisation, as far as it has come. */
export interface OrganisationCheck {
  readonly organisationId: string;
  readonly name: string;
  readonly domainId: string;
  /** Drawn clients of this organisation. */
  readonly drawnCount: number;
  /** Of these, on its list: without those who were out already when the sample was drawn. */
  readonly listedCount: number;
  /** Of the drawn, taken out of the sample: by this organisation, another one, or a secret address. */
  readonly excludedCount: number;
  readonly exportedAt: string | null;
  /** When the first personal link was made that was not taken back. */
  readonly linkedAt: string | null;
  readonly returnedAt: string | null;
  /** Clients of whom this organisation itself said that they must not be approached. */
  readonly markedCount: number;
  /** Clients who had no help of this organisation in the report year, as it said itself. */
  readonly ineligibleCount: number;
  /** Marks that a contact saved and nobody confirmed yet. */
  readonly pendingCount: number;
}

/** A drawn client of one organisation, sealed. One row per care record. */
export interface SealedClient {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly exclusionReason: ExclusionReason | null;
  readonly status: CaseStatus;
  readonly deliveryId: string;
  /** What the file says; empty once erased. */
  readonly row: string | null;
  readonly clientNumberKey: string | null;
  /** Place of the delivery among those of the study, and line within it. */
  readonly delivery: number;
  readonly line: number;
}

/** An organisation, and the study to which its list belongs. */
export interface Organisation {
  readonly id: string;
  readonly studyId: string;
  readonly name: string;
}

interface OrganisationRow {
  readonly id: string;
  readonly name: string;
  readonly domain_id: string;
  readonly exported_at: string | null;
  readonly returned_at: string | null;
}

interface CountRow {
  readonly organisation_id: string;
  readonly drawn: number | string;
  readonly excluded: number | string;
  readonly never_listed: number | string;
}

interface ClientRow {
  readonly case_id: string;
  readonly case_number: string;
  readonly exclusion_reason: ExclusionReason | null;
  readonly status: CaseStatus;
  readonly delivery_id: string;
  readonly row_sealed: string | null;
  readonly client_number_key: string | null;
  readonly delivery: number;
  readonly line_number: number;
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
    );
  const counts = await drawnPerOrganisation(db, studyId);
  const ids = organisations.map(({ id }) => id);
  const marks = await countMarks(db, ids);
  const links = await listFirstLinks(db, ids);
  return organisations.flatMap((row) => {
    const count = counts.get(row.id);
    if (count === undefined) return [];
    const linkedAt = links.get(row.id) ?? null;
    return [{ ...toCheck(row), ...count, ...marksOf(marks, row.id), linkedAt }];
  });
}

type MarkCounts = Pick<OrganisationCheck, 'markedCount' | 'ineligibleCount' | 'pendingCount'>;

function marksOf(marks: readonly MarkTally[], organisationId: string): MarkCounts {
  const own = marks.filter((tally) => tally.organisationId === organisationId);
  const count = (wanted: (tally: MarkTally) => boolean): number =>
    own.filter(wanted).reduce((sum, tally) => sum + tally.count, 0);
  const isIneligible = ({ reason }: MarkTally): boolean =>
    exclusionReasonTable[reason].effect === 'not_eligible';
  return {
    markedCount: count((tally) => tally.isCarriedOut && !isIneligible(tally)),
    ineligibleCount: count((tally) => tally.isCarriedOut && isIneligible(tally)),
    pendingCount: count(({ isCarriedOut }) => !isCarriedOut),
  };
}

/** @throws Error when it is not there: whoever asks has its key from the database */
export async function getOrganisation(db: Reader, id: string): Promise<Organisation> {
  const row = await db('organisations')
    .where({ id })
    .first<{ id: string; study_id: string; name: string } | undefined>('id', 'study_id', 'name');
  if (row === undefined) throw new Error('there is no such organisation');
  return { id: row.id, studyId: row.study_id, name: row.name };
}

async function drawnPerOrganisation(
  db: Reader,
  studyId: string,
): Promise<ReadonlyMap<string, { drawnCount: number; listedCount: number; excludedCount: number }>> {
  // A secret address in the client file takes somebody out at the draw, before there is a list.
  const marked = db('vault_check_marks').whereNotNull('carried_out_at').select('case_id');
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
      db.raw(
        'count(distinct case when exclusion_reason = ? and cases.id not in (?) then cases.id end) as never_listed',
        ['geheim_adres', marked],
      ),
    );
  return new Map(
    rows.map((row) => [
      row.organisation_id,
      {
        drawnCount: Number(row.drawn),
        listedCount: Number(row.drawn) - Number(row.never_listed),
        excludedCount: Number(row.excluded),
      },
    ]),
  );
}

function toCheck(
  row: OrganisationRow,
): Pick<OrganisationCheck, 'organisationId' | 'name' | 'domainId' | 'exportedAt' | 'returnedAt'> {
  return {
    organisationId: row.id,
    name: row.name,
    domainId: row.domain_id,
    exportedAt: row.exported_at,
    returnedAt: row.returned_at,
  };
}

/** Drawn clients of one organisation, in the order in which it delivered them. */
export async function listSealedClients(
  db: Reader,
  { studyId, organisationId }: { studyId: string; organisationId: string },
): Promise<readonly SealedClient[]> {
  const rows = await db('cases')
    .join('vault_case_links', 'vault_case_links.case_id', 'cases.id')
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
      'cases.status',
      'vault_care_records.delivery_id',
      'row_sealed',
      'client_number_key',
      'vault_deliveries.position as delivery',
      'line_number',
    );
  return rows.map((row) => ({
    caseId: row.case_id,
    caseNumber: row.case_number,
    exclusionReason: row.exclusion_reason,
    status: row.status,
    deliveryId: row.delivery_id,
    row: row.row_sealed,
    clientNumberKey: row.client_number_key,
    delivery: row.delivery,
    line: row.line_number,
  }));
}

/** Which of these cases are still in the sample. */
export async function listUnexcluded(db: Reader, caseIds: readonly string[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const piece of pieces(caseIds)) {
    const found = db('cases')
      .whereIn('id', [...piece])
      .whereNull('exclusion_reason');
    ids.push(...(await found.pluck<string[]>('id')));
  }
  return ids;
}

/** Writes down that a list went out, or that the organisation answered. */
export async function saveCheckList(
  trx: Transaction,
  organisationId: string,
  change: { exportedAt: string } | { returnedAt: string },
): Promise<void> {
  const values =
    'exportedAt' in change ? { exported_at: change.exportedAt } : { returned_at: change.returnedAt };
  await trx('vault_check_lists')
    .insert({ organisation_id: organisationId, ...values })
    .onConflict('organisation_id')
    .merge(values);
}
