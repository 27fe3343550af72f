import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';

/** A pause of a domain or of the whole study that began or ended. */
export interface PauseEvent {
  readonly id: string;
  readonly studyId: string;
  /** `null` for the whole study. */
  readonly domainId: string | null;
  readonly kind: 'paused' | 'resumed';
  readonly reason: string;
  readonly at: Instant;
  readonly madeBy: string | null;
}

interface PauseRow {
  readonly id: string;
  readonly study_id: string;
  readonly domain_id: string | null;
  readonly kind: PauseEvent['kind'];
  readonly reason: string;
  readonly occurred_at: Instant;
  readonly made_by: string | null;
}

/** Every pause of a study, the newest first. */
export async function listPauseEvents(db: Reader, studyId: string): Promise<readonly PauseEvent[]> {
  const rows = await db<PauseRow>('field_pauses')
    .where({ study_id: studyId })
    .orderBy([
      { column: 'occurred_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ]);
  return rows.map((row) => ({
    id: row.id,
    studyId: row.study_id,
    domainId: row.domain_id,
    kind: row.kind,
    reason: row.reason,
    at: row.occurred_at,
    madeBy: row.made_by,
  }));
}

export async function insertPauseEvent(trx: Transaction, event: PauseEvent): Promise<void> {
  await trx<PauseRow>('field_pauses').insert({
    id: event.id,
    study_id: event.studyId,
    domain_id: event.domainId,
    kind: event.kind,
    reason: event.reason,
    occurred_at: event.at,
    made_by: event.madeBy,
  });
}

/** Marks which domains of a study give out no cases: what the queue looks at. */
export async function updatePaused(
  trx: Transaction,
  studyId: string,
  pausedDomainIds: readonly string[],
): Promise<void> {
  await trx('domains').where({ study_id: studyId }).update({ is_paused: 0 });
  await trx('domains')
    .where({ study_id: studyId })
    .whereIn('id', [...pausedDomainIds])
    .update({ is_paused: 1 });
}
