import { createHash } from 'node:crypto';
import type { Actor, Application } from '../../application.js';
import { type Transaction, transaction } from '../../database/database.js';
import { findDatabaseRefusal } from '../../database/errors.js';
import { addMinutes } from '../../domain/calendar/instant.js';
import { openEncodingDetector } from '../../domain/frame/file-encoding.js';
import { baseName, shownFileName } from '../../domain/frame/file-name.js';
import { isFileProblem } from '../../domain/frame/file-problem.js';
import { UserProblem } from '../../errors.js';
import { uploadPiecePlace } from '../../vault/sealed-places.js';
import { recordAudit } from '../audit/audit.service.js';
import type { Study } from '../studies/studies.service.js';
import { ensureInDesign } from './frame-rest.js';
import { findDeliveryByHash } from './frames.queries.js';
import * as queries from './uploads.queries.js';
import type { Upload, UploadChoices } from './uploads.queries.js';

export type { Upload } from './uploads.queries.js';

/** A client file as it comes in, and what is known of it beforehand. */
export interface IncomingFile {
  /** As the browser gave it. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly domainId: string | null;
  readonly organisation: string | null;
  /** The delivery that this file is a corrected version of. */
  readonly replacesDeliveryId: string | null;
}

const PIECE_BYTES = 256 * 1024;
const MEGABYTE = 1024 * 1024;
const KEPT_MINUTES = 24 * 60;

/**
 * Takes in a client file, piece by piece and each piece sealed: it is never whole in memory, and never on disk in
 * the clear. A file that is refused leaves nothing behind.
 * @returns the upload, and `isNew: false` when the same file was waiting already
 * @throws UserProblem `wrong_state` after the draw, `upload_too_large`, `already_imported`, `unreadable_file`
 */
export async function receiveUpload(
  app: Application,
  actor: Actor,
  study: Study,
  file: IncomingFile,
): Promise<{ upload: Upload; isNew: boolean }> {
  ensureInDesign(study);
  await deleteForgottenUploads(app);
  const id = app.newId();
  await transaction(app.database, (trx) =>
    queries.insertUpload(trx, {
      id,
      studyId: study.id,
      fileName: shownFileName(file.name).slice(0, LONGEST_FILE_NAME),
      domainId: file.domainId,
      organisation: file.organisation,
      replacesDeliveryId: file.replacesDeliveryId,
      uploadedAt: app.clock(),
      uploadedBy: actor.id,
    }),
  );
  try {
    const received = await storePieces(app, id, file);
    const earlier = await finish(app, actor, study, { id, ...received });
    if (earlier === null) return { upload: await getUpload(app, study, id), isNew: true };
    await deleteUploads(app, [id]);
    return { upload: earlier, isNew: false };
  } catch (error) {
    await deleteUploads(app, [id]);
    throw error;
  }
}

const LONGEST_FILE_NAME = 200;

/** The bytes of an upload in order, piece by piece. Reads outside any transaction. */
export async function* openUpload(app: Application, uploadId: string): AsyncGenerator<Uint8Array, void> {
  for (let sequence = 1; ; sequence++) {
    const sealed = await queries.findPiece(app.database.read, uploadId, sequence);
    if (sealed === null) return;
    yield app.vault.openBytes(sealed, uploadPiecePlace(uploadId, sequence));
  }
}

/** Removes an upload with its pieces: after its import, or when it is not wanted any more. */
export async function deleteUpload(_app: Application, trx: Transaction, uploadId: string): Promise<void> {
  await queries.deleteUploads(trx, [uploadId]);
}

/**
 * Hands an upload to the import, once: of two that try the second is refused.
 * @throws UserProblem `wrong_state` when the upload does not wait any more, or is of another study
 */
export async function takeUpload(trx: Transaction, study: Study, uploadId: string): Promise<void> {
  if (await queries.markQueued(trx, study.id, uploadId)) return;
  throw new UserProblem('wrong_state', 'Dit bestand is al in behandeling genomen of weggehaald.');
}

/** Files that wait for the researcher, in the order in which they came. */
export async function listWaitingUploads(app: Application, study: Study): Promise<readonly Upload[]> {
  return queries.listUploads(app.database.read, study.id, { status: 'waiting' });
}

/** @throws UserProblem `not_found`, also for an upload of another study */
export async function getUpload(app: Application, study: Study, uploadId: string): Promise<Upload> {
  const [upload] = await queries.listUploads(app.database.read, study.id, { id: uploadId });
  if (upload !== undefined) return upload;
  throw new UserProblem(
    'not_found',
    'Dit bestand staat niet meer klaar. Bestanden die niemand inleest, worden na een dag verwijderd.',
  );
}

/**
 * Keeps what the researcher chose for a file that waits.
 * @throws UserProblem `wrong_state` when it does not wait any more
 */
export async function keepChoices(app: Application, study: Study, choices: UploadChoices): Promise<void> {
  const kept = await transaction(app.database, (trx) => queries.updateChoices(trx, study.id, choices));
  if (!kept) throw new UserProblem('wrong_state', 'Dit bestand is al in behandeling genomen of weggehaald.');
}

/** The researcher takes back a file before it was imported. */
export async function discardUpload(
  app: Application,
  actor: Actor,
  study: Study,
  uploadId: string,
): Promise<Upload> {
  const upload = await getUpload(app, study, uploadId);
  await transaction(app.database, async (trx) => {
    await takeUpload(trx, study, uploadId);
    await deleteUpload(app, trx, uploadId);
    await recordAudit(trx, actor, app.clock(), {
      action: 'frame.discard_upload',
      objectKind: 'upload',
      objectId: uploadId,
      detail: { study: study.slug },
    });
  });
  return upload;
}

/** Takes back the files of a form that broke off. */
export async function deleteUploads(app: Application, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await transaction(app.database, (trx) => queries.deleteUploads(trx, ids));
}

/** Removes files of more than a day old that nobody had imported. */
export async function deleteForgottenUploads(app: Application): Promise<number> {
  const before = addMinutes(app.clock(), -KEPT_MINUTES);
  const ids = await queries.listForgottenUploads(app.database.read, before);
  await deleteUploads(app, ids);
  return ids.length;
}

interface Received {
  readonly sizeBytes: number;
  readonly fileHash: string;
  readonly codec: string;
}

/** @throws UserProblem when the file is too large or no text */
async function storePieces(app: Application, id: string, file: IncomingFile): Promise<Received> {
  const hash = createHash('sha256');
  const detector = openEncodingDetector();
  const limit = app.config.uploadLimitMegabytes;
  let sizeBytes = 0;
  let sequence = 0;
  for await (const piece of piecesOf(file.bytes)) {
    sizeBytes += piece.length;
    if (sizeBytes > limit * MEGABYTE) {
      const text = `${baseName(file.name)} is groter dan ${String(limit)} MB. Lever het in delen aan.`;
      throw new UserProblem('upload_too_large', text);
    }
    hash.update(piece);
    detector.push(piece);
    sequence += 1;
    const sealed = app.vault.sealBytes(piece, uploadPiecePlace(id, sequence));
    const row = { uploadId: id, sequence, sealed };
    await transaction(app.database, (trx) => queries.insertPiece(trx, row));
  }
  const encoding = detector.result();
  if (isFileProblem(encoding)) {
    throw new UserProblem('unreadable_file', `${baseName(file.name)}: ${encoding.message}`);
  }
  return { sizeBytes, fileHash: hash.digest('hex'), codec: encoding.codec };
}

/** The same bytes in pieces of one size. */
async function* piecesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (const chunk of bytes) {
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes < PIECE_BYTES) continue;
    const whole = Buffer.concat(held);
    const end = whole.length - (whole.length % PIECE_BYTES);
    for (let start = 0; start < end; start += PIECE_BYTES) yield whole.subarray(start, start + PIECE_BYTES);
    held = [whole.subarray(end)];
    heldBytes = whole.length - end;
  }
  if (heldBytes > 0) yield Buffer.concat(held);
}

/** @returns the upload with the same bytes when there is one, and then this one is not kept */
async function finish(
  app: Application,
  actor: Actor,
  study: Study,
  received: Received & { id: string },
): Promise<Upload | null> {
  const { id, fileHash, sizeBytes } = received;
  try {
    return await transaction(app.database, async (trx) => {
      await ensureNotImported(trx, study, fileHash);
      const [earlier] = await queries.listUploads(trx, study.id, { fileHash });
      if (earlier !== undefined) return earlier;
      await queries.markReceived(trx, id, received);
      await recordAudit(trx, actor, app.clock(), {
        action: 'frame.upload',
        objectKind: 'upload',
        objectId: id,
        detail: { study: study.slug, bytes: sizeBytes },
      });
      return null;
    });
  } catch (error) {
    // Of two that arrive at the same moment the database lets one through.
    if (findDatabaseRefusal(error)?.kind !== 'unique') throw error;
    const [earlier] = await queries.listUploads(app.database.read, study.id, { fileHash });
    if (earlier === undefined) throw error;
    return earlier;
  }
}

async function ensureNotImported(trx: Transaction, study: Study, fileHash: string): Promise<void> {
  const earlier = await findDeliveryByHash(trx, study.id, fileHash);
  if (earlier === null) return;
  const domain = study.domains.find(({ id }) => id === earlier.domainId)?.label ?? '';
  throw new UserProblem(
    'already_imported',
    `Het staat er al als ${earlier.fileName}, van ${earlier.organisationName} (${domain}).`,
  );
}
