import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Actor, Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import type { ColumnCorrections } from '../../domain/frame/column-guess.js';
import { baseName, shownFileName } from '../../domain/frame/file-name.js';
import { isFileProblem } from '../../domain/frame/file-problem.js';
import { UserProblem } from '../../errors.js';
import { type Domain, getDomain, lockStudy, type Study } from '../studies/studies.service.js';
import { FileReadingProblem, type FileSource, inspectFile, openFile } from './delivery-file.js';
import { type ImportProgress, type RunEnd, workOnRun } from './delivery-import.js';
import { ensureNewFile, ensureReplaceable, unreadable } from './import-refusals.js';
import { ensureInDesign } from './frame-rest.js';
import * as queries from './frames.queries.js';
import type { Delivery, DeliveryProblem } from './frames.queries.js';
import { claim, type HeldRun, isAlive, isBusy } from './import-claims.js';
import * as runs from './import-runs.queries.js';
import { organisationName } from './organisation-name.js';

export { openCareRow } from './care-row.js';
export type { FileSource } from './delivery-file.js';
export type { ImportProgress } from './delivery-import.js';
export { ensureFrameAtRest } from './frame-rest.js';
export type { Delivery, DeliveryProblem } from './frames.queries.js';
export { previewWithdrawal, withdrawDelivery } from './withdrawal.service.js';

/** A client file as somebody hands it in. */
export interface DeliveredFile {
  /** As it was given; of a path the file and its folder are kept. */
  readonly name: string;
  /** The bytes, or a function that reads them from the start each time it is called. */
  readonly bytes: FileSource;
  /** Code of the domain. */
  readonly domain: string;
  /** Name of the organisation that delivered it. */
  readonly organisation: string;
  readonly corrections?: ColumnCorrections;
  /** The delivery that goes when this file is in. */
  readonly replaces?: string | null;
  /** Asks to stop waiting, or to leave the file after the rows at hand. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

const WAIT_MILLISECONDS = 200;

/**
 * Reads a client file into the frame of a study, whole or not at all: rows, persons, families' keys and the list
 * of what is wrong in it. Waits while another file of the study is read. The same file given again after its
 * import was killed goes on where it was.
 * @throws UserProblem `wrong_state` after the draw or when somebody stops it, `already_imported` for the same file,
 *   `invalid_input` for an unknown domain or no organisation, `unreadable_file` with the reason
 */
export async function importDelivery(
  app: Application,
  actor: Actor,
  study: Study,
  file: DeliveredFile,
): Promise<Delivery> {
  const domain = getDomain(study, file.domain);
  const organisation = organisationName(file.organisation);
  ensureInDesign(study);
  const { hash, sizeBytes } = await look(study, file);
  const wanted: WantedRun = { file, domain, organisation, hash, sizeBytes };
  let held = await startRun(app, actor, study, wanted);
  while (held === null) {
    await setTimeout(WAIT_MILLISECONDS, undefined, { signal: file.signal });
    held = await startRun(app, actor, study, wanted);
  }
  const { bytes: source, signal, onProgress } = file;
  const end = await workOnRun(app, actor, held, { source, signal, onProgress });
  return queries.getStoredDelivery(app.database.read, study.id, ensureDone(end));
}

/** The files of a study in the order of import. */
export async function listDeliveries(app: Application, study: Study): Promise<readonly Delivery[]> {
  return queries.listDeliveries(app.database.read, study.id);
}

/** @throws UserProblem `not_found` */
export async function getDelivery(app: Application, study: Study, deliveryId: string): Promise<Delivery> {
  const [delivery] = await queries.listDeliveries(app.database.read, study.id, { id: deliveryId });
  if (delivery === undefined) throw new UserProblem('not_found', 'Dit bestand is niet ingelezen.');
  return delivery;
}

/** What is wrong in a file, line by line; all of it, or the first `limit` lines. */
export async function listProblems(
  app: Application,
  deliveryId: string,
  limit: number | null = null,
): Promise<readonly DeliveryProblem[]> {
  return queries.listProblems(app.database.read, deliveryId, limit);
}

/** The organisation that a file without further word comes from: `jbrr-2025.csv` becomes `jbrr-2025`. */
export function organisationOfFile(name: string): string {
  return path.parse(baseName(name)).name;
}

/** A file that cannot be read is refused before anything of it is kept. */
async function look(study: Study, file: DeliveredFile): Promise<{ hash: string; sizeBytes: number }> {
  const facts = await inspectFile(file.bytes);
  const name = baseName(file.name);
  if (isFileProblem(facts)) throw unreadable(name, new FileReadingProblem(facts));
  const settings = { reportYear: study.reportYear, corrections: file.corrections ?? {} };
  const opened = await openFile(file.bytes, facts, settings);
  if (isFileProblem(opened)) throw unreadable(name, new FileReadingProblem(opened));
  return facts;
}

interface WantedRun {
  readonly file: DeliveredFile;
  readonly domain: Domain;
  readonly organisation: string;
  readonly hash: string;
  readonly sizeBytes: number;
}

/** @returns `null` while another file of the study is read */
async function startRun(
  app: Application,
  actor: Actor,
  study: Study,
  wanted: WantedRun,
): Promise<HeldRun | null> {
  return transaction(app.database, async (trx) => {
    const locked = await lockStudy(trx, study.slug);
    ensureInDesign(locked);
    const left = await findLeftRun(app, trx, study, wanted);
    if (await isBusy(app, trx, locked, left)) return null;
    if (left !== null) return claim(app, trx, left);
    await ensureNewFile(trx, locked, wanted.hash);
    await ensureReplaceable(trx, locked, wanted.file.replaces ?? null);
    const id = app.newId();
    await runs.insertRun(trx, {
      id,
      studyId: study.id,
      domainId: wanted.domain.id,
      organisationName: wanted.organisation,
      fileName: shownFileName(wanted.file.name),
      uploadId: null,
      corrections: wanted.file.corrections ?? {},
      replacesDeliveryId: wanted.file.replaces ?? null,
      bytesTotal: wanted.sizeBytes,
      requestedBy: actor.id,
      requestedAt: app.clock(),
    });
    return claim(app, trx, id);
  });
}

/** The run of a command that was killed while it read this same file in the same way. */
async function findLeftRun(
  app: Application,
  trx: Parameters<typeof runs.listRuns>[0],
  study: Study,
  { file, domain, organisation, hash }: WantedRun,
): Promise<string | null> {
  const delivery = await queries.findDeliveryByHash(trx, study.id, hash);
  if (delivery === null) return null;
  const running = await runs.listRuns(trx, { studyId: study.id, statuses: ['running'] });
  const same = running.find(
    (run) =>
      run.deliveryId === delivery.id &&
      run.uploadId === null &&
      !isAlive(app, run) &&
      run.domainId === domain.id &&
      run.organisationName === organisation &&
      run.replacesDeliveryId === (file.replaces ?? null) &&
      JSON.stringify(run.corrections) === JSON.stringify(file.corrections ?? {}),
  );
  return same?.id ?? null;
}

/** @returns the delivery */
function ensureDone(end: RunEnd): string {
  switch (end.kind) {
    case 'done':
      return end.deliveryId;
    case 'failed':
      throw end.problem;
    case 'stopped':
      throw new UserProblem('wrong_state', 'Het inlezen is gestopt. Er is niets van het bestand bewaard.');
    case 'left':
      throw new UserProblem(
        'wrong_state',
        'Het inlezen is onderbroken. Lees hetzelfde bestand opnieuw in om verder te gaan.',
      );
  }
}
