import type { Actor, Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import { type FailureKind, ProviderFailure, type TelephoneProvider } from '../../telephony/provider.js';
import { recordEvent } from '../audit/audit.service.js';
import * as queries from './cleanup.queries.js';
import type { Leftover } from './cleanup.queries.js';

/** What was deleted at the provider, and what is left for the next round. */
export interface Cleanup {
  readonly deleted: number;
  readonly failed: number;
  readonly failure: FailureKind | null;
}

const PER_ROUND = 200;

/**
 * Deletes at the provider what it still has of cases whose contact data are gone: its log of calls with the numbers,
 * recordings that should not exist, and messages. What could not be deleted is kept as such, and tried again.
 * @param studyId one study, or `null` for all
 */
export async function deleteAtProvider(
  app: Application,
  actor: Actor,
  studyId: string | null,
): Promise<Cleanup> {
  const { provider } = app.telephony;
  const leftovers = await queries.listLeftovers(app.database.read, studyId, PER_ROUND);
  if (leftovers.length === 0) return { deleted: 0, failed: 0, failure: null };
  if (provider === null) return { deleted: 0, failed: leftovers.length, failure: 'unreachable' };
  let deleted = 0;
  let failure: FailureKind | null = null;
  for (const leftover of leftovers) {
    const trouble = await deleteOne(app, provider, leftover);
    if (trouble === null) deleted += 1;
    failure ??= trouble;
    // Whoever does not answer to one request does not answer to the next two hundred.
    if (trouble !== null && trouble !== 'rejected') break;
  }
  const failed = leftovers.length - deleted;
  await recordEvent(app, actor, {
    action: 'provider_data.destroy',
    objectKind: 'study',
    objectId: studyId,
    result: failed === 0 ? 'done' : 'failed',
    detail: { deleted, left: failed },
  });
  return { deleted, failed, failure };
}

async function deleteOne(
  app: Application,
  provider: TelephoneProvider,
  leftover: Leftover,
): Promise<FailureKind | null> {
  try {
    if (leftover.table === 'call_legs') await provider.deleteLeg(leftover.reference);
    else await provider.deleteMessage(leftover.reference);
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    const { kind } = error;
    await transaction(app.database, (trx) => queries.updateDeleted(trx, leftover, { failure: kind }));
    return kind;
  }
  await transaction(app.database, (trx) => queries.updateDeleted(trx, leftover, { deletedAt: app.clock() }));
  return null;
}
