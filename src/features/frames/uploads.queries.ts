import type { Reader, Transaction } from '../../database/database.js';
import type { ColumnCorrections } from '../../domain/frame/column-guess.js';
import { encodingOfCodec, type FileEncoding } from '../../domain/frame/file-encoding.js';

/** `receiving`: still on its way. `waiting`: for the researcher's look. `queued`: handed to the import. */
export type UploadStatus = 'receiving' | 'waiting' | 'queued';

/** A client file that was received whole and is kept, sealed, until it is imported. */
export interface Upload {
  readonly id: string;
  readonly studyId: string;
  readonly status: UploadStatus;
  readonly fileName: string;
  readonly sizeBytes: number;
  /** SHA-256 of the whole file, in hexadecimal. */
  readonly fileHash: string;
  readonly encoding: FileEncoding;
  readonly domainId: string | null;
  readonly organisation: string | null;
  /** What the researcher chose for its columns; `null` as long as nobody looked. */
  readonly corrections: ColumnCorrections | null;
  /** The delivery that this file takes the place of. */
  readonly replacesDeliveryId: string | null;
  readonly uploadedAt: string;
}

/** What is known of a file before it has arrived. */
export interface NewUpload {
  readonly id: string;
  readonly studyId: string;
  readonly fileName: string;
  readonly domainId: string | null;
  readonly organisation: string | null;
  readonly replacesDeliveryId: string | null;
  readonly uploadedAt: string;
  readonly uploadedBy: string | null;
}

/** What somebody said of a file that waits. */
export interface UploadChoices {
  readonly id: string;
  readonly domainId: string | null;
  readonly organisation: string;
  /** `null` to guess them again. */
  readonly corrections: ColumnCorrections | null;
}

interface UploadRow {
  readonly id: string;
  readonly study_id: string;
  readonly status: UploadStatus;
  readonly file_name: string;
  readonly size_bytes: number;
  readonly file_hash: string;
  readonly encoding: string;
  readonly domain_id: string | null;
  readonly organisation_name: string | null;
  readonly corrections: string | null;
  readonly replaces_delivery_id: string | null;
  readonly uploaded_at: string;
}

export async function insertUpload(trx: Transaction, upload: NewUpload): Promise<void> {
  await trx('vault_uploads').insert({
    id: upload.id,
    study_id: upload.studyId,
    status: 'receiving',
    file_name: upload.fileName,
    size_bytes: 0,
    domain_id: upload.domainId,
    organisation_name: upload.organisation,
    replaces_delivery_id: upload.replacesDeliveryId,
    uploaded_at: upload.uploadedAt,
    uploaded_by: upload.uploadedBy,
  });
}

export async function insertPiece(
  trx: Transaction,
  piece: { uploadId: string; sequence: number; sealed: string },
): Promise<void> {
  await trx('vault_upload_pieces').insert({
    upload_id: piece.uploadId,
    sequence: piece.sequence,
    bytes_sealed: piece.sealed,
  });
}

/** @returns `null` behind the last piece */
export async function findPiece(db: Reader, uploadId: string, sequence: number): Promise<string | null> {
  const row = await db('vault_upload_pieces')
    .where({ upload_id: uploadId, sequence })
    .first<{ bytes_sealed: string } | undefined>('bytes_sealed');
  return row?.bytes_sealed ?? null;
}

export async function markReceived(
  trx: Transaction,
  id: string,
  received: { sizeBytes: number; fileHash: string; codec: string },
): Promise<void> {
  await trx('vault_uploads').where({ id }).update({
    status: 'waiting',
    size_bytes: received.sizeBytes,
    file_hash: received.fileHash,
    encoding: received.codec,
  });
}

/** @returns whether the upload was waiting until now */
export async function markQueued(trx: Transaction, studyId: string, id: string): Promise<boolean> {
  const changed = await trx('vault_uploads')
    .where({ id, study_id: studyId, status: 'waiting' })
    .update({ status: 'queued' });
  return changed === 1;
}

/** @returns whether the upload was still waiting */
export async function updateChoices(
  trx: Transaction,
  studyId: string,
  choices: UploadChoices,
): Promise<boolean> {
  const changed = await trx('vault_uploads')
    .where({ id: choices.id, study_id: studyId, status: 'waiting' })
    .update({
      domain_id: choices.domainId,
      organisation_name: choices.organisation,
      corrections: choices.corrections === null ? null : JSON.stringify(choices.corrections),
    });
  return changed === 1;
}

/** Uploads that were received whole, in the order in which they came. */
export async function listUploads(
  db: Reader,
  studyId: string,
  only: { id?: string; fileHash?: string; status?: UploadStatus } = {},
): Promise<readonly Upload[]> {
  const query = db('vault_uploads')
    .where({ study_id: studyId })
    .whereNot({ status: 'receiving' })
    .orderBy('uploaded_at')
    .orderBy('file_name')
    .orderBy('id')
    .select<UploadRow[]>('*');
  if (only.id !== undefined) void query.where({ id: only.id });
  if (only.fileHash !== undefined) void query.where({ file_hash: only.fileHash });
  if (only.status !== undefined) void query.where({ status: only.status });
  return (await query).map(toUpload);
}

/** Uploads of any study that came before a moment and that no import took. */
export async function listForgottenUploads(db: Reader, before: string): Promise<readonly string[]> {
  const rows = await db('vault_uploads')
    .whereIn('status', ['receiving', 'waiting'])
    .where('uploaded_at', '<', before)
    .orderBy('id')
    .select<{ id: string }[]>('id');
  return rows.map(({ id }) => id);
}

export async function deleteUploads(trx: Transaction, ids: readonly string[]): Promise<void> {
  await trx('vault_upload_pieces')
    .whereIn('upload_id', [...ids])
    .delete();
  await trx('vault_uploads')
    .whereIn('id', [...ids])
    .delete();
}

function toUpload(row: UploadRow): Upload {
  return {
    id: row.id,
    studyId: row.study_id,
    status: row.status,
    fileName: row.file_name,
    sizeBytes: row.size_bytes,
    fileHash: row.file_hash,
    encoding: encodingOfCodec(row.encoding),
    domainId: row.domain_id,
    organisation: row.organisation_name,
    corrections: row.corrections === null ? null : (JSON.parse(row.corrections) as ColumnCorrections),
    replacesDeliveryId: row.replaces_delivery_id,
    uploadedAt: row.uploaded_at,
  };
}
