import type { Actor, Application } from '../../application.js';
import { type Reader, type Transaction, transaction } from '../../database/database.js';
import {
  changedFrame,
  type CodeFrame,
  type FrameChange,
  type FrameProblem,
} from '../../domain/coding/code-frame.js';
import { limitsOf, seedFrom, startingFrame } from '../../domain/coding/coded-questionnaire.js';
import { isInSecondShare } from '../../domain/coding/coding-outcome.js';
import { takeOverFrame } from '../../domain/coding/take-over-frame.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { getStudyById, lockStudy, type Study } from '../studies/studies.service.js';
import * as frames from './code-frames.queries.js';
import type { StoredFrame } from './code-frames.queries.js';
import * as answers from './coded-answers.queries.js';
import { keyOf, type StudyAndQuestion } from './coded-questions.service.js';
import { rewriteAnswers, withoutCoding } from './rewrite-answers.js';

export type { StoredFrame } from './code-frames.queries.js';

/** The newest frames of a study, by question. */
export async function framesOf(db: Reader, study: Study): Promise<ReadonlyMap<string, StoredFrame>> {
  const stored = await frames.listFrames(db, study.id);
  return new Map(stored.map((frame) => [frame.questionId, frame]));
}

/** The newest frame of a question, or `null` when coding has not begun. */
async function findFrame(db: Reader, about: StudyAndQuestion): Promise<StoredFrame | null> {
  const { studyId, questionId } = keyOf(about);
  return frames.findNewest(db, studyId, questionId);
}

/** @throws UserProblem `wrong_state` when coding has not begun */
export async function getFrame(db: Reader, about: StudyAndQuestion): Promise<StoredFrame> {
  const stored = await findFrame(db, about);
  if (stored !== null) return stored;
  throw new UserProblem('wrong_state', 'Van deze vraag is nog geen codeerschema gemaakt.');
}

/** Every version, the newest first. */
export async function listFrameVersions(
  db: Reader,
  about: StudyAndQuestion,
): Promise<readonly StoredFrame[]> {
  const { studyId, questionId } = keyOf(about);
  return frames.listVersions(db, studyId, questionId);
}

/** Other studies whose frame for this question can be taken over, the latest year first. */
export async function listStudiesToReuse(
  db: Reader,
  { study, question }: StudyAndQuestion,
): Promise<readonly Study[]> {
  const found: Study[] = [];
  for (const id of await frames.listStudiesWithFrame(db, question.id)) {
    const other = await getStudyById(db, id);
    if (id !== study.id && other.isPractice === study.isPractice) found.push(other);
  }
  return found.sort((one, other) => other.reportYear - one.reportYear || one.slug.localeCompare(other.slug));
}

/**
 * Makes the first version of a frame: of the codes of the questionnaire, or of the frame that another study has for the
 * same question, so that years can be compared. A second request finds the frame and leaves it as it is.
 * @param from slug of the other study, or `null`
 * @throws UserProblem `not_found` for a study without such a frame
 */
export async function makeFrame(
  app: Application,
  actor: Actor,
  about: StudyAndQuestion,
  from: string | null,
): Promise<void> {
  await transaction(app.database, async (trx) => {
    await lockStudy(trx, about.study.slug);
    if ((await findFrame(trx, about)) !== null) return;
    const id = app.newId();
    const own = startingFrame(about.question, seedFrom(id));
    const frame = from === null ? own : await reused(trx, about, from, own);
    const change: FrameChange = { kind: 'made', from: from === null ? 'questionnaire' : 'study' };
    await saveVersion({ app, trx, actor }, about, { version: 1, frame, change });
  });
}

async function reused(
  trx: Transaction,
  about: StudyAndQuestion,
  from: string,
  own: CodeFrame,
): Promise<CodeFrame> {
  const other = (await listStudiesToReuse(trx, about)).find(({ slug }) => slug === from);
  if (other === undefined) {
    throw new UserProblem('not_found', 'Dat onderzoek heeft geen codeerschema voor deze vraag.');
  }
  const { frame } = await getFrame(trx, { ...about, study: other });
  return takeOverFrame(own, frame);
}

/** What became of a change. */
export type ChangeOutcome =
  | { readonly kind: 'changed' }
  /** Somebody else changed the frame meanwhile. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'problem'; readonly problem: FrameProblem | 'in-use' };

/**
 * Changes a frame, and with it what was coded: answers follow a merged code, answers with a split code are coded again.
 * @param input `version`: the frame that the change was made on
 */
export async function changeFrame(
  app: Application,
  actor: Actor,
  about: StudyAndQuestion,
  { version, change }: { readonly version: number; readonly change: FrameChange },
): Promise<ChangeOutcome> {
  const key = keyOf(about);
  return transaction(app.database, async (trx): Promise<ChangeOutcome> => {
    await frames.lockFrame(trx, key.studyId, key.questionId, 'change');
    const before = await getFrame(trx, about);
    if (before.version !== version) return { kind: 'stale' };
    if (change.kind === 'removed' && (await answers.listAnswerIds(trx, key, change.number)).length > 0) {
      return { kind: 'problem', problem: 'in-use' };
    }
    const frame = changedFrame(before.frame, change, limitsOf(about.question));
    if (typeof frame === 'string') return { kind: 'problem', problem: frame };
    await saveVersion({ app, trx, actor }, about, { version: version + 1, frame, change });
    await applyToAnswers(trx, about, { frame, change });
    return { kind: 'changed' };
  });
}

async function saveVersion(
  { app, trx, actor }: { readonly app: Application; readonly trx: Transaction; readonly actor: Actor },
  about: StudyAndQuestion,
  next: Pick<StoredFrame, 'version' | 'frame' | 'change'>,
): Promise<void> {
  const id = app.newId();
  await frames.insertFrame(trx, { ...next, ...keyOf(about), id, madeAt: app.clock(), madeBy: actor.id });
  await recordAudit(trx, actor, app.clock(), {
    action: 'code_frame.change',
    objectKind: 'code_frame',
    objectId: id,
    detail: {
      study: about.study.slug,
      question: about.question.id,
      version: next.version,
      change: next.change.kind,
    },
  });
}

async function applyToAnswers(
  trx: Transaction,
  about: StudyAndQuestion,
  { frame, change }: Pick<StoredFrame, 'frame' | 'change'>,
): Promise<void> {
  const key = keyOf(about);
  switch (change.kind) {
    case 'made':
    case 'added':
    case 'removed':
      return;
    case 'changed':
      // What it is a part of may have changed.
      await rewriteAnswers(
        trx,
        frame,
        await answers.listAnswerIds(trx, key, change.number),
        (answer) => answer,
      );
      return;
    case 'merged': {
      const { number, into } = change;
      const moved = (codes: readonly number[]): readonly number[] => [
        ...new Set(codes.map((code) => (code === number ? into : code))),
      ];
      await rewriteAnswers(trx, frame, await answers.listAnswerIds(trx, key, number), (answer) => ({
        ...answer,
        first: answer.first && { ...answer.first, codes: moved(answer.first.codes) },
        second: answer.second && { ...answer.second, codes: moved(answer.second.codes) },
        decided: answer.decided && moved(answer.decided),
      }));
      return;
    }
    case 'split':
      await rewriteAnswers(trx, frame, await answers.listAnswerIds(trx, key, change.number), withoutCoding);
      return;
    case 'share':
      await rewriteAnswers(trx, frame, await answers.listAnswerIds(trx, key, null), (answer) => ({
        ...answer,
        // What a second coder did stays, and what was decided needs none.
        isDouble:
          answer.second !== null ||
          (answer.decided === null && isInSecondShare(frame.seed, frame.secondPercent, answer.id)),
      }));
  }
}
