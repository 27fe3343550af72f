import type { Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';

interface LeaseRow {
  readonly task: string;
  readonly held_until: Instant;
}

/** Takes a task for one server until a moment; `false` when another has it. */
export async function takeTask(
  trx: Transaction,
  task: string,
  { now, until }: { readonly now: Instant; readonly until: Instant },
): Promise<boolean> {
  await trx<LeaseRow>('background_leases').insert({ task, held_until: now }).onConflict('task').ignore();
  const taken = await trx<LeaseRow>('background_leases')
    .where({ task })
    .where('held_until', '<=', now)
    .update({ held_until: until });
  return taken === 1;
}
