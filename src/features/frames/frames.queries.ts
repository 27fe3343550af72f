import { insertPlainRows } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { RejectionReason } from '../../domain/frame/client-record.js';
import type { RowCounts } from '../../domain/frame/frame-report.js';
import type { EncodingName } from '../../domain/frame/file-encoding.js';

/** One client file that was imported, with its counts. */
export interface Delivery {
  readonly id: string;
  readonly domainId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  /** The order of import within the study, from 1. */
  readonly position: number;
  readonly fileName: string;
  readonly encoding: EncodingName;
  readonly delimiter: string;
  readonly dataRows: number;
  readonly acceptedRows: number;
  readonly personCount: number;
  readonly notInReportYear: number;
  readonly rejected: Readonly<Partial<Record<RejectionReason, number>>>;
  readonly problemCount: number;
  /** Rows of which the person, or a number, is on the objection list. */
  readonly objectionCount: number;
  readonly importedAt: string;
}

export interface NewDelivery extends Omit<
  Delivery,
  'organisationName' | 'personCount' | 'problemCount' | 'objectionCount'
> {
  readonly studyId: string;
  readonly fileHash: string;
  readonly importedBy: string | null;
}

/** A place in a delivered file where something is wrong; holds nothing of what stands there. */
export interface DeliveryProblem {
  readonly line: number;
  readonly column: string | null;
  readonly reason: string;
  readonly message: string;
}

interface DeliveryRow {
  readonly id: string;
  readonly domain_id: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly position: number;
  readonly file_name: string;
  readonly encoding: EncodingName;
  readonly delimiter: string;
  readonly data_rows: number;
  readonly accepted_rows: number;
  readonly person_count: number;
  readonly not_in_report_year: number;
  readonly rejected: string;
  readonly imported_at: string;
}

interface ProblemRow {
  readonly line_number: number;
  readonly column_name: string | null;
  readonly reason: string;
  readonly message: string;
}

export async function findOrganisation(
  trx: Transaction,
  { studyId, domainId, name }: { studyId: string; domainId: string; name: string },
): Promise<string | null> {
  const row = await trx('organisations')
    .where({ study_id: studyId, domain_id: domainId, name })
    .first<{ id: string } | undefined>('id');
  return row?.id ?? null;
}

export async function insertOrganisation(
  trx: Transaction,
  organisation: { id: string; studyId: string; domainId: string; name: string },
): Promise<void> {
  const { id, studyId, domainId, name } = organisation;
  await trx('organisations').insert({ id, study_id: studyId, domain_id: domainId, name });
}

export async function findDeliveryByHash(
  db: Reader,
  studyId: string,
  fileHash: string,
): Promise<Delivery | null> {
  const deliveries = await listStored(db, studyId, { fileHash });
  return deliveries[0] ?? null;
}

/** Also a delivery that is still coming in. */
export async function getStoredDelivery(db: Reader, studyId: string, id: string): Promise<Delivery> {
  const [delivery] = await listStored(db, studyId, { id });
  if (delivery === undefined) throw new Error('the delivery was not stored');
  return delivery;
}

/** The name of a file that is coming in, or `null`. */
export async function findUnfinishedFile(db: Reader, studyId: string): Promise<string | null> {
  const row = await db('vault_deliveries')
    .where({ study_id: studyId, status: 'importing' })
    .first<{ file_name: string } | undefined>('file_name');
  return row?.file_name ?? null;
}

export async function highestPosition(db: Reader, studyId: string): Promise<number> {
  const row = await db('vault_deliveries')
    .where({ study_id: studyId })
    .max<{ highest: number | null }>({ highest: 'position' })
    .first();
  return row?.highest ?? 0;
}

/** Deliveries that are whole, in the order of import. */
export async function listDeliveries(
  db: Reader,
  studyId: string,
  only: { id?: string } = {},
): Promise<readonly Delivery[]> {
  return listStored(db, studyId, { ...only, status: 'complete' });
}

async function listStored(
  db: Reader,
  studyId: string,
  only: { id?: string; fileHash?: string; status?: 'complete' },
): Promise<readonly Delivery[]> {
  const query = db('vault_deliveries')
    .join('organisations', 'organisations.id', 'vault_deliveries.organisation_id')
    .where('vault_deliveries.study_id', studyId)
    .orderBy('position')
    .select<DeliveryRow[]>('vault_deliveries.*', 'organisations.name as organisation_name');
  if (only.id !== undefined) void query.where('vault_deliveries.id', only.id);
  if (only.status !== undefined) void query.where('vault_deliveries.status', only.status);
  if (only.fileHash !== undefined) void query.where('vault_deliveries.file_hash', only.fileHash);
  const rows = await query;
  const problems = await countProblems(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => toDelivery(row, problems.get(row.id) ?? NO_PROBLEMS));
}

async function countProblems(
  db: Reader,
  deliveryIds: readonly string[],
): Promise<ReadonlyMap<string, ProblemCounts>> {
  const rows = await db('vault_delivery_problems')
    .whereIn('delivery_id', [...deliveryIds])
    .groupBy('delivery_id')
    .select<{ delivery_id: string; problems: number | string; objections: number | string }[]>(
      'delivery_id',
      db.raw('count(*) as problems'),
      db.raw("count(distinct case when reason like 'objection_%' then line_number end) as objections"),
    );
  return new Map(
    rows.map((row) => [
      row.delivery_id,
      { problems: Number(row.problems), objections: Number(row.objections) },
    ]),
  );
}

interface ProblemCounts {
  readonly problems: number;
  readonly objections: number;
}

const NO_PROBLEMS: ProblemCounts = { problems: 0, objections: 0 };

export async function insertDelivery(trx: Transaction, delivery: NewDelivery): Promise<void> {
  await trx('vault_deliveries').insert({
    id: delivery.id,
    study_id: delivery.studyId,
    domain_id: delivery.domainId,
    organisation_id: delivery.organisationId,
    position: delivery.position,
    file_name: delivery.fileName,
    file_hash: delivery.fileHash,
    encoding: delivery.encoding,
    delimiter: delivery.delimiter,
    data_rows: delivery.dataRows,
    accepted_rows: delivery.acceptedRows,
    person_count: 0,
    not_in_report_year: delivery.notInReportYear,
    rejected: JSON.stringify(delivery.rejected),
    imported_at: delivery.importedAt,
    imported_by: delivery.importedBy,
    status: 'importing',
  });
}

/** What was counted in a delivery until now. */
export async function updateCounts(trx: Transaction, deliveryId: string, counts: RowCounts): Promise<void> {
  await trx('vault_deliveries')
    .where({ id: deliveryId })
    .update({
      data_rows: counts.dataRows,
      accepted_rows: counts.acceptedRows,
      not_in_report_year: counts.notInReportYear,
      rejected: JSON.stringify(counts.rejected),
    });
}

/** Marks a delivery as whole, with the number of different persons in it. */
export async function completeDelivery(trx: Transaction, deliveryId: string): Promise<void> {
  const persons = trx('vault_care_records').where({ delivery_id: deliveryId }).countDistinct('person_id');
  await trx('vault_deliveries')
    .where({ id: deliveryId })
    .update({ status: 'complete', person_count: persons });
}

export async function insertProblems(
  trx: Transaction,
  deliveryId: string,
  problems: readonly DeliveryProblem[],
  problemsBefore: number,
): Promise<void> {
  const rows = problems.map((problem, place) => ({
    delivery_id: deliveryId,
    sequence: problemsBefore + place + 1,
    line_number: problem.line,
    column_name: problem.column,
    reason: problem.reason,
    message: problem.message,
  }));
  await insertPlainRows(trx, 'vault_delivery_problems', rows);
}

/** In the order of the file. */
export async function listProblems(
  db: Reader,
  deliveryId: string,
  limit: number | null = null,
): Promise<readonly DeliveryProblem[]> {
  const query = db('vault_delivery_problems')
    .where({ delivery_id: deliveryId })
    .orderBy('sequence')
    .select<ProblemRow[]>('line_number', 'column_name', 'reason', 'message');
  if (limit !== null) void query.limit(limit);
  return (await query).map((row) => ({
    line: row.line_number,
    column: row.column_name,
    reason: row.reason,
    message: row.message,
  }));
}

function toDelivery(row: DeliveryRow, counts: ProblemCounts): Delivery {
  return {
    id: row.id,
    domainId: row.domain_id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    position: row.position,
    fileName: row.file_name,
    encoding: row.encoding,
    delimiter: row.delimiter,
    dataRows: row.data_rows,
    acceptedRows: row.accepted_rows,
    personCount: row.person_count,
    notInReportYear: row.not_in_report_year,
    rejected: JSON.parse(row.rejected) as Delivery['rejected'],
    problemCount: counts.problems,
    objectionCount: counts.objections,
    importedAt: row.imported_at,
  };
}
