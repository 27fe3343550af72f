import type { Reader, Transaction } from '../../database/database.js';
import { type Instant, instant } from '../../domain/calendar/instant.js';
import type { CodeFrame, FrameChange } from '../../domain/coding/code-frame.js';

/** One version of a code frame. */
export interface StoredFrame {
  readonly id: string;
  readonly studyId: string;
  readonly questionId: string;
  /** From 1 within the question of the study. */
  readonly version: number;
  readonly frame: CodeFrame;
  readonly change: FrameChange;
  readonly madeAt: Instant;
  readonly madeBy: string | null;
}

interface FrameRow {
  readonly id: string;
  readonly study_id: string;
  readonly question_id: string;
  readonly version: number;
  readonly content: string;
  readonly change: string;
  readonly made_at: string;
  readonly made_by: string | null;
}

export async function insertFrame(trx: Transaction, stored: StoredFrame): Promise<void> {
  await trx<FrameRow>('code_frames').insert({
    id: stored.id,
    study_id: stored.studyId,
    question_id: stored.questionId,
    version: stored.version,
    content: JSON.stringify(stored.frame),
    change: JSON.stringify(stored.change),
    made_at: stored.madeAt,
    made_by: stored.madeBy,
  });
}

/** The newest frame of each question of a study. */
export async function listFrames(db: Reader, studyId: string): Promise<readonly StoredFrame[]> {
  const newest = db<FrameRow>('code_frames')
    .where({ study_id: studyId })
    .groupBy('question_id')
    .select('question_id')
    .max({ version: 'version' })
    .as('n');
  const rows: FrameRow[] = await db('code_frames as f')
    .join(newest, (on) => on.on('n.question_id', 'f.question_id').on('n.version', 'f.version'))
    .where('f.study_id', studyId)
    .orderBy('f.question_id')
    .select('f.*');
  return rows.map(toFrame);
}

/** Every version of the frame of a question, the newest first. */
export async function listVersions(
  db: Reader,
  studyId: string,
  questionId: string,
): Promise<readonly StoredFrame[]> {
  return (await versionsOf(db, studyId, questionId)).map(toFrame);
}

/** The newest version of the frame of a question, or `null`. */
export async function findNewest(
  db: Reader,
  studyId: string,
  questionId: string,
): Promise<StoredFrame | null> {
  const row = await versionsOf(db, studyId, questionId).first<FrameRow | undefined>();
  return row === undefined ? null : toFrame(row);
}

function versionsOf(db: Reader, studyId: string, questionId: string) {
  return db<FrameRow>('code_frames')
    .where({ study_id: studyId, question_id: questionId })
    .orderBy('version', 'desc');
}

/**
 * Keeps the frame of a question as it is until the transaction ends. Whoever codes shares the lock; whoever changes the
 * frame waits for all of them. The first version stands for the frame: it is never written again.
 */
export async function lockFrame(
  trx: Transaction,
  studyId: string,
  questionId: string,
  purpose: 'use' | 'change',
): Promise<void> {
  const first = trx<FrameRow>('code_frames').where({
    study_id: studyId,
    question_id: questionId,
    version: 1,
  });
  await (purpose === 'use' ? first.forShare() : first.forUpdate()).select('id');
}

/** Studies that have a frame for a question, by their id. */
export async function listStudiesWithFrame(db: Reader, questionId: string): Promise<readonly string[]> {
  return db<FrameRow>('code_frames')
    .where({ question_id: questionId, version: 1 })
    .pluck<string[]>('study_id');
}

function toFrame(row: FrameRow): StoredFrame {
  return {
    id: row.id,
    studyId: row.study_id,
    questionId: row.question_id,
    version: row.version,
    frame: JSON.parse(row.content) as CodeFrame,
    change: JSON.parse(row.change) as FrameChange,
    madeAt: instant(row.made_at),
    madeBy: row.made_by,
  };
}
