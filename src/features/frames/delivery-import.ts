import type { Actor, Application } from '../../application.js';
import { type Transaction, transaction } from '../../database/database.js';
import { noRows, type RowCounts } from '../../domain/frame/frame-report.js';
import { isFileProblem } from '../../domain/frame/file-problem.js';
import { type UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { loadObjectionList } from '../objections/objections.service.js';
import { getStudyById, lockStudy, type Study } from '../studies/studies.service.js';
import { type RowBatch, rowBatches } from './delivery-batches.js';
import {
  ensureHasRows,
  FileReadingProblem,
  type FileSource,
  inspectFile,
  openFile,
  type ReadableFile,
} from './delivery-file.js';
import { ensureInDesign } from './frame-rest.js';
import * as queries from './frames.queries.js';
import { type HeldRun, leaseEnd } from './import-claims.js';
import { ensureNewFile, ensureReplaceable, problemOf } from './import-refusals.js';
import * as runs from './import-runs.queries.js';
import { refreshMatches } from './match-pairs.js';
import { highestPersonNumber } from './persons.queries.js';
import type { Delivered } from './prepared-row.js';
import { removeDelivery } from './record-removal.js';
import { storeRows } from './row-batch.js';
import { deleteUpload } from './uploads.service.js';

/** How far the reading of a file is. */
export interface ImportProgress {
  readonly rowsDone: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

/** How the work on a run ended. */
export type RunEnd =
  | { readonly kind: 'done'; readonly deliveryId: string }
  /** Somebody stopped it: nothing of it is left. */
  | { readonly kind: 'stopped' }
  /** It cannot go on: nothing of it is left. */
  | { readonly kind: 'failed'; readonly problem: UserProblem }
  /** The process is to end, or another one has the run: what is stored stays, for whoever goes on. */
  | { readonly kind: 'left' };

/** What a run works with. */
export interface RunWork {
  readonly source: FileSource;
  /** Asks to leave the run after the batch at hand. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** The run is not ours any more: somebody stopped it, or another process took it over. */
class RunLost extends Error {}

/** Reads the file of a run into the frame, from where it was left. */
export async function workOnRun(
  app: Application,
  actor: Actor,
  held: HeldRun,
  work: RunWork,
): Promise<RunEnd> {
  const study = await getStudyById(app.database.read, held.run.studyId);
  try {
    const file = await openRunFile(held, study, work.source);
    const delivery = await beginOrGoOn(app, actor, held, file);
    const end = await storeFile(app, held, { file, delivery, work });
    if (end === 'left') return await leave(app, held);
    await finish(app, actor, held, delivery.delivered.deliveryId);
    return { kind: 'done', deliveryId: delivery.delivered.deliveryId };
  } catch (error) {
    if (error instanceof RunLost) return endLost(app, actor, held);
    return fail(app, actor, held, problemOf(app, error, held));
  }
}

async function openRunFile({ run }: HeldRun, study: Study, source: FileSource): Promise<ReadableFile> {
  const facts = await inspectFile(source);
  if (isFileProblem(facts)) throw new FileReadingProblem(facts);
  const settings = { reportYear: study.reportYear, corrections: run.corrections };
  const file = await openFile(source, facts, settings);
  if (isFileProblem(file)) throw new FileReadingProblem(file);
  return file;
}

/** The delivery of a run with what was counted in it until now. */
interface OpenDelivery {
  readonly delivered: Delivered;
  readonly counts: RowCounts;
  readonly problems: number;
  /** Of the persons of the study. */
  readonly highestNumber: number;
}

async function beginOrGoOn(
  app: Application,
  actor: Actor,
  held: HeldRun,
  file: ReadableFile,
): Promise<OpenDelivery> {
  return transaction(app.database, async (trx) => {
    const { slug } = await getStudyById(trx, held.run.studyId);
    const study = await lockStudy(trx, slug);
    const deliveryId = held.run.deliveryId ?? (await begin(app, trx, actor, { held, study, file }));
    const delivery = await queries.getStoredDelivery(trx, study.id, deliveryId);
    const domain = study.domains.find(({ id }) => id === delivery.domainId);
    if (domain === undefined) throw new Error('a delivery of a domain that is not there');
    const { organisationId } = delivery;
    return {
      delivered: { studyId: study.id, domains: study.domains, domain, organisationId, deliveryId },
      counts: { ...noRows, ...delivery },
      problems: delivery.problemCount,
      highestNumber: await highestPersonNumber(trx, study.id),
    };
  });
}

/** @throws UserProblem when the study was drawn, the file is there already, or what it replaces is gone */
async function begin(
  app: Application,
  trx: Transaction,
  actor: Actor,
  { held, study, file }: { held: HeldRun; study: Study; file: ReadableFile },
): Promise<string> {
  const { run } = held;
  ensureInDesign(study);
  await ensureNewFile(trx, study, file.hash);
  await ensureReplaceable(trx, study, run.replacesDeliveryId);
  const organisation = { studyId: study.id, domainId: run.domainId, name: run.organisationName };
  const known = await queries.findOrganisation(trx, organisation);
  const organisationId = known ?? app.newId();
  if (known === null) await queries.insertOrganisation(trx, { ...organisation, id: organisationId });
  const id = app.newId();
  await queries.insertDelivery(trx, {
    id,
    studyId: study.id,
    domainId: run.domainId,
    organisationId,
    position: (await queries.highestPosition(trx, study.id)) + 1,
    fileName: run.fileName,
    fileHash: file.hash,
    encoding: file.encoding.name,
    delimiter: file.layout.delimiter,
    dataRows: 0,
    acceptedRows: 0,
    notInReportYear: 0,
    rejected: {},
    importedAt: app.clock(),
    importedBy: run.requestedBy ?? actor.id,
  });
  await runs.setDelivery(trx, run.id, { deliveryId: id, bytesTotal: file.sizeBytes });
  return id;
}

interface Storing {
  readonly file: ReadableFile;
  readonly delivery: OpenDelivery;
  readonly work: RunWork;
}

/** Stores batch after batch; while the database writes one, the next is read. */
async function storeFile(
  app: Application,
  held: HeldRun,
  { file, delivery, work }: Storing,
): Promise<'stored' | 'left'> {
  const objections = await loadObjectionList(app, app.database.read);
  const from = { line: held.run.lineDone, counts: delivery.counts, objections };
  let rowsDone = delivery.counts.dataRows;
  let { problems } = delivery;
  let writing = Promise.resolve(delivery.highestNumber);
  try {
    for await (const batch of rowBatches(app.vault, file, delivery.delivered, from)) {
      const highestNumber = await writing;
      if (work.signal?.aborted === true) return 'left';
      writing = storeBatch(app, held, delivery.delivered, { batch, highestNumber, problemsBefore: problems });
      problems += batch.problems.length;
      rowsDone = batch.counts.dataRows;
      // Whoever waits for it next hears of a failure; until then it is not an unhandled one.
      writing.catch(() => 0);
      work.onProgress?.({ rowsDone, bytesDone: batch.bytesRead, bytesTotal: file.sizeBytes });
    }
  } finally {
    // Also when the rest cannot be read: what is taken back must not be written at the same time.
    await Promise.allSettled([writing]);
  }
  await writing;
  ensureHasRows(file, rowsDone);
  return 'stored';
}

async function storeBatch(
  app: Application,
  { run, holder }: HeldRun,
  delivered: Delivered,
  stored: { batch: RowBatch; highestNumber: number; problemsBefore: number },
): Promise<number> {
  const { batch, highestNumber, problemsBefore } = stored;
  return transaction(app.database, async (trx) => {
    const isOurs = await runs.saveProgress(
      trx,
      { id: run.id, holder },
      {
        lineDone: batch.lastLine,
        rowsDone: batch.counts.dataRows,
        bytesDone: batch.bytesRead,
        leaseUntil: leaseEnd(app),
      },
    );
    if (!isOurs) throw new RunLost();
    const highest = await storeRows(trx, delivered, batch.rows, highestNumber);
    await queries.insertProblems(trx, delivered.deliveryId, batch.problems, problemsBefore);
    await queries.updateCounts(trx, delivered.deliveryId, batch.counts);
    return highest;
  });
}

/** The last step: the delivery counts from now on, and what it replaces is gone. */
async function finish(app: Application, actor: Actor, held: HeldRun, deliveryId: string): Promise<void> {
  const { run, holder } = held;
  await transaction(app.database, async (trx) => {
    // The run before the study, as the batches do it: otherwise PostgreSQL sees two that wait for each other.
    if (!(await runs.renewLease(trx, { id: run.id, holder }, leaseEnd(app)))) throw new RunLost();
    const { slug } = await getStudyById(trx, run.studyId);
    const study = await lockStudy(trx, slug);
    await queries.completeDelivery(trx, deliveryId);
    if (run.replacesDeliveryId === null) await refreshMatches(trx, study);
    else await removeDelivery(app, trx, study, run.replacesDeliveryId);
    if (run.uploadId !== null) await deleteUpload(app, trx, run.uploadId);
    await runs.endRun(trx, { id: run.id, holder }, { status: 'done', message: null, at: app.clock() });
    const delivery = await queries.getStoredDelivery(trx, study.id, deliveryId);
    await recordAudit(trx, actor, app.clock(), {
      action: 'frame.import',
      objectKind: 'delivery',
      objectId: deliveryId,
      detail: {
        study: slug,
        rows: delivery.dataRows,
        accepted: delivery.acceptedRows,
        replaces: run.replacesDeliveryId,
      },
    });
  });
}

/** Lets somebody else go on at once. */
async function leave(app: Application, { run, holder }: HeldRun): Promise<RunEnd> {
  await transaction(app.database, (trx) => runs.releaseRun(trx, { id: run.id, holder }, app.clock()));
  return { kind: 'left' };
}

/** Somebody stopped the run, or has it now. */
async function endLost(app: Application, actor: Actor, held: HeldRun): Promise<RunEnd> {
  const ended = await undo(app, actor, held, { status: 'stopped', message: null });
  return { kind: ended ? 'stopped' : 'left' };
}

async function fail(app: Application, actor: Actor, held: HeldRun, problem: UserProblem): Promise<RunEnd> {
  await undo(app, actor, held, { status: 'failed', message: problem.detail ?? problem.problem.title });
  return { kind: 'failed', problem };
}

/** Takes back what was stored. @returns false when another process has the run */
async function undo(
  app: Application,
  actor: Actor,
  { run, holder }: HeldRun,
  end: { status: 'stopped' | 'failed'; message: string | null },
): Promise<boolean> {
  return transaction(app.database, async (trx) => {
    if (!(await runs.endRun(trx, { id: run.id, holder }, { ...end, at: app.clock() }))) return false;
    const { slug } = await getStudyById(trx, run.studyId);
    const study = await lockStudy(trx, slug);
    const [now] = await runs.listRuns(trx, { id: run.id });
    const deliveryId = now?.deliveryId ?? null;
    if (deliveryId !== null) await removeDelivery(app, trx, study, deliveryId);
    if (run.uploadId !== null) await deleteUpload(app, trx, run.uploadId);
    await recordAudit(trx, actor, app.clock(), {
      action: end.status === 'failed' ? 'frame.import_failed' : 'frame.import_stopped',
      objectKind: 'import_run',
      objectId: run.id,
      result: end.status === 'failed' ? 'failed' : 'done',
      detail: { study: slug },
    });
    return true;
  });
}
