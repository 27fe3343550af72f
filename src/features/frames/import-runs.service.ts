import { setTimeout } from 'node:timers/promises';
import type { Actor, Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import type { ColumnCorrections } from '../../domain/frame/column-guess.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { getDomain, lockStudy, type Study } from '../studies/studies.service.js';
import { workOnRun } from './delivery-import.js';
import { ensureNewFile, ensureReplaceable } from './import-refusals.js';
import { ensureInDesign } from './frame-rest.js';
import { claimNextRun, type HeldRun, isAlive, takeBack } from './import-claims.js';
import * as queries from './import-runs.queries.js';
import type { ImportRun } from './import-runs.queries.js';
import { organisationName } from './organisation-name.js';
import {
  deleteForgottenUploads,
  deleteUpload,
  getUpload,
  openUpload,
  takeUpload,
} from './uploads.service.js';

export type { ImportRun } from './import-runs.queries.js';

/** A file that waits in the vault, and how it is to be read. */
interface QueuedImport {
  readonly uploadId: string;
  /** Code of the domain. */
  readonly domain: string;
  readonly organisation: string;
  readonly corrections: ColumnCorrections;
  /** The delivery that goes when this file is in. */
  readonly replaces: string | null;
}

/** The program itself, when it reads files in the background. */
const BACKGROUND: Actor = { kind: 'system', id: null, name: 'Inlezen', roles: [], origin: null };

const IDLE_MILLISECONDS = 1000;
const AFTER_ERROR_MILLISECONDS = 10_000;

/**
 * Has a file read in the background.
 * @returns the run
 * @throws UserProblem `wrong_state` after the draw or when the upload is taken already, `already_imported`,
 *   `invalid_input` for an unknown domain or no organisation
 */
export async function queueImport(
  app: Application,
  actor: Actor,
  study: Study,
  wanted: QueuedImport,
): Promise<ImportRun> {
  const domain = getDomain(study, wanted.domain);
  const organisation = organisationName(wanted.organisation);
  const upload = await getUpload(app, study, wanted.uploadId);
  return transaction(app.database, async (trx) => {
    const locked = await lockStudy(trx, study.slug);
    ensureInDesign(locked);
    await ensureNewFile(trx, locked, upload.fileHash);
    await ensureReplaceable(trx, locked, wanted.replaces);
    await takeUpload(trx, locked, upload.id);
    const id = app.newId();
    await queries.insertRun(trx, {
      id,
      studyId: study.id,
      domainId: domain.id,
      organisationName: organisation,
      fileName: upload.fileName,
      uploadId: upload.id,
      corrections: wanted.corrections,
      replacesDeliveryId: wanted.replaces,
      bytesTotal: upload.sizeBytes,
      requestedBy: actor.id,
      requestedAt: app.clock(),
    });
    await recordAudit(trx, actor, app.clock(), {
      action: 'frame.queue_import',
      objectKind: 'import_run',
      objectId: id,
      detail: { study: study.slug, domain: domain.code, replaces: wanted.replaces },
    });
    const [run] = await queries.listRuns(trx, { id });
    if (run === undefined) throw new Error('the run was not stored');
    return run;
  });
}

/** All readings of files of a study, in the order in which they were asked for. */
export async function listImportRuns(app: Application, study: Study): Promise<readonly ImportRun[]> {
  return queries.listRuns(app.database.read, { studyId: study.id });
}

/**
 * Stops the reading of a file, which leaves nothing of it behind. Whoever reads it hears of it within a batch.
 * @throws UserProblem `not_found`, or `wrong_state` when it has ended
 */
export async function stopImport(app: Application, actor: Actor, study: Study, runId: string): Promise<void> {
  await transaction(app.database, async (trx) => {
    const [run] = await queries.listRuns(trx, { id: runId, studyId: study.id });
    if (run === undefined) throw new UserProblem('not_found', 'Dit bestand wordt niet ingelezen.');
    if (run.status !== 'queued' && run.status !== 'running') {
      throw new UserProblem('wrong_state', 'Het inlezen van dit bestand is al afgelopen.');
    }
    if (run.status === 'running' && isAlive(app, run)) {
      await queries.askToStop(trx, run.id);
    } else {
      const locked = await lockStudy(trx, study.slug);
      await takeBack(app, trx, locked, { run, status: 'stopped', message: null });
      if (run.uploadId !== null) await deleteUpload(app, trx, run.uploadId);
    }
    await recordAudit(trx, actor, app.clock(), {
      action: 'frame.stop_import',
      objectKind: 'import_run',
      objectId: run.id,
      detail: { study: study.slug },
    });
  });
}

/**
 * Reads the files that wait, one at a time, until the signal; then the run at hand is left after its batch, for
 * whoever starts next. Several processes may do this: each run is of one of them.
 */
export async function runImports(app: Application, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const pause = await runNext(app, signal);
    if (pause > 0) await setTimeout(pause, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

/** Reads the files that wait until none does: for tests and commands. */
export async function runWaitingImports(
  app: Application,
  signal = new AbortController().signal,
): Promise<void> {
  for (;;) {
    const held = await claimNextRun(app);
    if (held === null) return;
    await workOnUpload(app, held, signal);
    if (signal.aborted) return;
  }
}

/** @returns how long to wait before looking again */
async function runNext(app: Application, signal: AbortSignal): Promise<number> {
  try {
    const held = await claimNextRun(app);
    if (held === null) {
      await deleteForgottenUploads(app);
      return IDLE_MILLISECONDS;
    }
    await workOnUpload(app, held, signal);
    return 0;
  } catch (error) {
    app.log.error({ err: error }, 'reading files in the background failed');
    return AFTER_ERROR_MILLISECONDS;
  }
}

async function workOnUpload(app: Application, held: HeldRun, signal: AbortSignal): Promise<void> {
  const { id, uploadId } = held.run;
  if (uploadId === null) throw new Error('a run of the background has an upload');
  const end = await workOnRun(app, BACKGROUND, held, { source: () => openUpload(app, uploadId), signal });
  app.log.info({ run: id, end: end.kind }, 'client file read');
}
