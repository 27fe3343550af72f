import type { Actor, Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import { addMinutes, type Instant } from '../../domain/calendar/instant.js';
import { DEFAULT_STUDY_RULES } from '../../domain/study/study-rules.js';
import { type FailureKind, ProviderFailure, type TelephoneProvider } from '../../telephony/provider.js';
import { recordEvent } from '../audit/audit.service.js';
import * as queries from './cleanup.queries.js';
import { type CleanupScope, type Leftover, LEFTOVER_KINDS } from './cleanup.queries.js';

/** What was deleted at the provider, and what is left for the next round. */
export interface Cleanup {
  readonly deleted: number;
  /** All that must still go, also what was not tried yet or goes on. */
  readonly left: number;
  readonly failure: FailureKind | null;
}

const PER_BATCH = 200;

/** Whoever waits for an answer does not wait longer; the background goes on with the rest. */
export const WAITING_MINUTES = 1 / 3;

const DAYS_PER_MONTH = 31;
const MINUTES_PER_DAY = 24 * 60;

/**
 * Deletes at the provider what it still has of cases whose contact data are gone: its log of calls with the numbers,
 * recordings that should not exist, and messages; and calls that no line of the ledger knows, such as those of people
 * who called back. What could not be deleted is kept as such, and tried again.
 * @param of `studyId`: one study, or `null` for all; `minutes`: how long it may take
 */
export async function deleteAtProvider(
  app: Application,
  actor: Actor,
  of: { readonly studyId: string | null; readonly minutes: number },
): Promise<Cleanup> {
  const { provider, scope } = { provider: app.telephony.provider, scope: await scopeOf(app, of.studyId) };
  const until = addMinutes(app.clock(), of.minutes);
  const before = await queries.countLeftovers(app.database.read, scope);
  if (before === 0) return { deleted: 0, left: 0, failure: null };
  if (provider === null) return { deleted: 0, left: before, failure: 'unreachable' };
  const { tried, deleted, failure } = await deleteAll(app, provider, { scope, until });
  const left = await queries.countLeftovers(app.database.read, scope);
  // A call that goes on waits for its end; that is nothing to write down every five minutes.
  if (tried === 0 && of.studyId === null) return { deleted, left, failure };
  await recordEvent(app, actor, {
    action: 'provider_data.destroy',
    objectKind: 'study',
    objectId: of.studyId,
    result: failure === null ? 'done' : 'failed',
    detail: { deleted, left },
  });
  return { deleted, left, failure };
}

/** Nobody knows of which study an unknown call is: it goes with the last contact data, or after the usual time. */
async function scopeOf(app: Application, studyId: string | null): Promise<CleanupScope> {
  const now = app.clock();
  const months = DEFAULT_STUDY_RULES.retention.contactMonths;
  const isCalled = await queries.isAnybodyCalled(app.database.read);
  const unknownBefore = isCalled ? addMinutes(now, -months * DAYS_PER_MONTH * MINUTES_PER_DAY) : now;
  return { studyId, unknownBefore };
}

interface Progress {
  readonly tried: number;
  readonly deleted: number;
  readonly failure: FailureKind | null;
}

async function deleteAll(
  app: Application,
  provider: TelephoneProvider,
  { scope, until }: { readonly scope: CleanupScope; readonly until: Instant },
): Promise<Progress> {
  let [tried, deleted] = [0, 0];
  let failure: FailureKind | null = null;
  for await (const leftover of eachLeftover(app, scope)) {
    if (app.clock() >= until) break;
    const trouble = await deleteOne(app, provider, leftover);
    tried += 1;
    if (trouble === null) deleted += 1;
    failure ??= trouble;
    // Whoever does not answer to one request does not answer to the next thousand.
    if (trouble !== null && trouble !== 'rejected') break;
  }
  return { tried, deleted, failure };
}

async function* eachLeftover(app: Application, scope: CleanupScope): AsyncGenerator<Leftover> {
  for (const kind of LEFTOVER_KINDS) {
    let after: string | undefined = '';
    while (after !== undefined) {
      const batch: readonly Leftover[] = await queries.listLeftovers(app.database.read, scope, {
        kind,
        after,
        limit: PER_BATCH,
      });
      yield* batch;
      after = batch.at(-1)?.id;
    }
  }
}

async function deleteOne(
  app: Application,
  provider: TelephoneProvider,
  leftover: Leftover,
): Promise<FailureKind | null> {
  try {
    if (leftover.kind === 'messages') await provider.deleteMessage(leftover.reference);
    else await provider.deleteLeg(leftover.reference);
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    const { kind } = error;
    await transaction(app.database, (trx) => queries.updateDeleted(trx, leftover, { failure: kind }));
    return kind;
  }
  await transaction(app.database, (trx) => queries.updateDeleted(trx, leftover, { deletedAt: app.clock() }));
  return null;
}
