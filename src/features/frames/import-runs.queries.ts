import type { Reader, Transaction } from '../../database/database.js';
import type { ColumnCorrections } from '../../domain/frame/column-guess.js';

/** `stopped` and `failed` left nothing behind. */
export type ImportRunStatus = 'queued' | 'running' | 'stopped' | 'failed' | 'done';

/** The reading of one client file into the frame. */
export interface ImportRun {
  readonly id: string;
  readonly studyId: string;
  readonly domainId: string;
  readonly organisationName: string;
  readonly fileName: string;
  /** The file in the vault; `null` for a file that is read from the command line, and once it is read. */
  readonly uploadId: string | null;
  readonly corrections: ColumnCorrections;
  /** What the file becomes; `null` before the first row and when it was taken back. */
  readonly deliveryId: string | null;
  /** The delivery that goes when this one is whole. */
  readonly replacesDeliveryId: string | null;
  readonly status: ImportRunStatus;
  readonly isStopAsked: boolean;
  readonly leaseUntil: string | null;
  /** The last line of the file of which all is stored. */
  readonly lineDone: number;
  readonly rowsDone: number;
  readonly bytesDone: number;
  /** `null` until the file was looked at. */
  readonly bytesTotal: number | null;
  /** Why it failed. */
  readonly message: string | null;
  readonly requestedBy: string | null;
  readonly requestedAt: string;
  readonly finishedAt: string | null;
}

export type NewImportRun = Pick<
  ImportRun,
  | 'id'
  | 'studyId'
  | 'domainId'
  | 'organisationName'
  | 'fileName'
  | 'uploadId'
  | 'corrections'
  | 'replacesDeliveryId'
  | 'bytesTotal'
  | 'requestedBy'
  | 'requestedAt'
>;

interface RunRow {
  readonly id: string;
  readonly study_id: string;
  readonly domain_id: string;
  readonly organisation_name: string;
  readonly file_name: string;
  readonly upload_id: string | null;
  readonly corrections: string;
  readonly delivery_id: string | null;
  readonly replaces_delivery_id: string | null;
  readonly status: ImportRunStatus;
  readonly is_stop_asked: number;
  readonly lease_until: string | null;
  readonly line_done: number;
  readonly rows_done: number;
  readonly bytes_done: number;
  readonly bytes_total: number | null;
  readonly message: string | null;
  readonly requested_by: string | null;
  readonly requested_at: string;
  readonly finished_at: string | null;
}

export async function insertRun(trx: Transaction, run: NewImportRun): Promise<void> {
  await trx('vault_import_runs').insert({
    id: run.id,
    study_id: run.studyId,
    domain_id: run.domainId,
    organisation_name: run.organisationName,
    file_name: run.fileName,
    upload_id: run.uploadId,
    corrections: JSON.stringify(run.corrections),
    replaces_delivery_id: run.replacesDeliveryId,
    bytes_total: run.bytesTotal,
    status: 'queued',
    requested_by: run.requestedBy,
    requested_at: run.requestedAt,
  });
}

/** In the order in which they were asked for. */
export async function listRuns(
  db: Reader,
  only: { studyId?: string; id?: string; statuses?: readonly ImportRunStatus[] },
): Promise<readonly ImportRun[]> {
  const query = db('vault_import_runs').orderBy('requested_at').orderBy('id').select<RunRow[]>('*');
  if (only.studyId !== undefined) void query.where({ study_id: only.studyId });
  if (only.id !== undefined) void query.where({ id: only.id });
  if (only.statuses !== undefined) void query.whereIn('status', [...only.statuses]);
  return (await query).map(toRun);
}

/** Takes a run that waits, or that nobody works on any more. @returns whether nobody else did */
export async function claimRun(
  trx: Transaction,
  id: string,
  { holder, now, until }: { holder: string; now: string; until: string },
): Promise<boolean> {
  const claimed = await trx('vault_import_runs')
    .where({ id })
    .where((either) => {
      void either
        .where({ status: 'queued' })
        .orWhere((running) => void running.where({ status: 'running' }).where('lease_until', '<=', now));
    })
    .update({ status: 'running', lease_holder: holder, lease_until: until });
  return claimed === 1;
}

/** Progress of a run, written with the rows that it is about. @returns false when the run was stopped or taken over */
export async function saveProgress(
  trx: Transaction,
  { id, holder }: { id: string; holder: string },
  progress: { lineDone: number; rowsDone: number; bytesDone: number; leaseUntil: string },
): Promise<boolean> {
  const saved = await trx('vault_import_runs')
    .where({ id, lease_holder: holder, status: 'running', is_stop_asked: 0 })
    .update({
      line_done: progress.lineDone,
      rows_done: progress.rowsDone,
      bytes_done: progress.bytesDone,
      lease_until: progress.leaseUntil,
    });
  return saved === 1;
}

/** @returns false when the run was stopped or taken over */
export async function renewLease(
  trx: Transaction,
  { id, holder }: { id: string; holder: string },
  until: string,
): Promise<boolean> {
  const renewed = await trx('vault_import_runs')
    .where({ id, lease_holder: holder, status: 'running', is_stop_asked: 0 })
    .update({ lease_until: until });
  return renewed === 1;
}

/** Ends the lease now, so that whoever comes next goes on. */
export async function releaseRun(
  trx: Transaction,
  { id, holder }: { id: string; holder: string },
  now: string,
): Promise<void> {
  await trx('vault_import_runs').where({ id, lease_holder: holder }).update({ lease_until: now });
}

/** Asks whoever works on a run to stop. */
export async function askToStop(trx: Transaction, id: string): Promise<void> {
  await trx('vault_import_runs').where({ id, status: 'running' }).update({ is_stop_asked: 1 });
}

/** The delivery that a run makes, and how large its file is. */
export async function setDelivery(
  trx: Transaction,
  id: string,
  change: { deliveryId: string; bytesTotal: number },
): Promise<void> {
  await trx('vault_import_runs')
    .where({ id })
    .update({ delivery_id: change.deliveryId, bytes_total: change.bytesTotal });
}

/** @returns false when somebody else holds the run now */
export async function endRun(
  trx: Transaction,
  { id, holder }: { id: string; holder: string | null },
  end: { status: 'stopped' | 'failed' | 'done'; message: string | null; at: string },
): Promise<boolean> {
  const query = trx('vault_import_runs').where({ id });
  if (holder !== null) void query.where({ lease_holder: holder, status: 'running' });
  const ended = await query.update({
    status: end.status,
    message: end.message,
    finished_at: end.at,
    upload_id: null,
    lease_holder: null,
    lease_until: null,
  });
  return ended === 1;
}

function toRun(row: RunRow): ImportRun {
  return {
    id: row.id,
    studyId: row.study_id,
    domainId: row.domain_id,
    organisationName: row.organisation_name,
    fileName: row.file_name,
    uploadId: row.upload_id,
    corrections: JSON.parse(row.corrections) as ColumnCorrections,
    deliveryId: row.delivery_id,
    replacesDeliveryId: row.replaces_delivery_id,
    status: row.status,
    isStopAsked: row.is_stop_asked === 1,
    leaseUntil: row.lease_until,
    lineDone: row.line_done,
    rowsDone: row.rows_done,
    bytesDone: row.bytes_done,
    bytesTotal: row.bytes_total,
    message: row.message,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    finishedAt: row.finished_at,
  };
}
