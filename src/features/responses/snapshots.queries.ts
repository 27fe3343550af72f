import type { Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';

/** A state of the answers of a study. */
export interface Snapshot {
  /** From 1 within the study. */
  readonly number: number;
  readonly dataHash: string;
  readonly respondents: number;
  readonly firstSeenAt: Instant;
}

interface SnapshotRow {
  readonly study_id: string;
  readonly snapshot_number: number;
  readonly data_hash: string;
  readonly respondent_count: number;
  readonly first_seen_at: Instant;
}

/** The snapshots of a study, the newest first. */
export async function listSnapshots(trx: Transaction, studyId: string): Promise<readonly Snapshot[]> {
  const rows = await trx<SnapshotRow>('snapshots')
    .where({ study_id: studyId })
    .orderBy('snapshot_number', 'desc');
  return rows.map((row) => ({
    number: row.snapshot_number,
    dataHash: row.data_hash,
    respondents: row.respondent_count,
    firstSeenAt: row.first_seen_at,
  }));
}

export async function insertSnapshot(trx: Transaction, studyId: string, snapshot: Snapshot): Promise<void> {
  await trx<SnapshotRow>('snapshots').insert({
    study_id: studyId,
    snapshot_number: snapshot.number,
    data_hash: snapshot.dataHash,
    respondent_count: snapshot.respondents,
    first_seen_at: snapshot.firstSeenAt,
  });
}
