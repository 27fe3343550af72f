import type { Application } from '../../application.js';
import { type Transaction, transaction } from '../../database/database.js';
import { addMinutes } from '../../domain/calendar/instant.js';
import { getStudyById, lockStudy, type Study } from '../studies/studies.service.js';
import * as queries from './import-runs.queries.js';
import type { ImportRun } from './import-runs.queries.js';
import { removeDelivery } from './record-removal.js';

/** A run that this process works on. `holder` proves it: whoever takes the run over has another one. */
export interface HeldRun {
  readonly run: ImportRun;
  readonly holder: string;
}

/** A process that has not written for so long is dead. Each batch of rows renews the lease. */
const LEASE_MINUTES = 2;

export function leaseEnd(app: Application): string {
  return addMinutes(app.clock(), LEASE_MINUTES);
}

/** Whether somebody works on a run now. */
export function isAlive(app: Application, { leaseUntil }: ImportRun): boolean {
  return leaseUntil !== null && leaseUntil > app.clock();
}

/**
 * Takes the next run of the background: one that was left in the middle before one that waits. A study has one
 * run at a time.
 * @returns `null` when there is nothing to do
 */
export async function claimNextRun(app: Application): Promise<HeldRun | null> {
  const open = await queries.listRuns(app.database.read, { statuses: ['running', 'queued'] });
  const candidates = open
    .filter(({ status, uploadId }) => status === 'queued' || uploadId !== null)
    .filter((run) => !isAlive(app, run))
    .sort((one, other) => Number(one.status === 'queued') - Number(other.status === 'queued'));
  for (const { id, studyId } of candidates) {
    const held = await transaction(app.database, async (trx) => {
      const study = await getStudyById(trx, studyId);
      await lockStudy(trx, study.slug);
      return (await isBusy(app, trx, study, id)) ? null : claim(app, trx, id);
    });
    if (held !== null) return held;
  }
  return null;
}

/**
 * Whether another run of the study is in the way. What a command left behind when it was killed is taken back: nobody
 * else can read its file.
 */
export async function isBusy(
  app: Application,
  trx: Transaction,
  study: Study,
  exceptRunId: string | null,
): Promise<boolean> {
  const running = await queries.listRuns(trx, { studyId: study.id, statuses: ['running'] });
  let busy = false;
  for (const run of running.filter(({ id }) => id !== exceptRunId)) {
    if (run.uploadId !== null || isAlive(app, run)) busy = true;
    else await takeBack(app, trx, study, { run, status: 'stopped', message: 'Het inlezen brak af.' });
  }
  return busy;
}

/** Ends a run that nobody works on, and removes what it had stored. */
export async function takeBack(
  app: Application,
  trx: Transaction,
  study: Study,
  end: { run: ImportRun; status: 'stopped' | 'failed'; message: string | null },
): Promise<void> {
  const { run, status, message } = end;
  await queries.endRun(trx, { id: run.id, holder: null }, { status, message, at: app.clock() });
  if (run.deliveryId !== null) await removeDelivery(app, trx, study, run.deliveryId);
}

/** @returns the run as it stands, or `null` when another process was first */
export async function claim(app: Application, trx: Transaction, id: string): Promise<HeldRun | null> {
  const holder = app.newId();
  const isMine = await queries.claimRun(trx, id, { holder, now: app.clock(), until: leaseEnd(app) });
  const [run] = await queries.listRuns(trx, { id });
  return isMine && run !== undefined ? { run, holder } : null;
}
