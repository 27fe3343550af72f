import type { Actor, Application } from '../../application.js';
import { type Transaction, transaction } from '../../database/database.js';
import type { Coding } from '../../domain/coding/coding-outcome.js';
import type { CodesProblem } from '../../domain/coding/read-codes.js';
import { recordAudit } from '../audit/audit.service.js';
import { lockFrame } from './code-frames.queries.js';
import { getFrame, type StoredFrame } from './code-frames.service.js';
import * as queries from './coded-answers.queries.js';
import type { StoredAnswer } from './coded-answers.queries.js';
import { keyOf, type StudyAndQuestion } from './coded-questions.service.js';

/** What became of codes that were sent. */
export type CodingResult =
  | { readonly kind: 'saved' }
  /** It was coded otherwise in the meantime, in another window, or by another coder. */
  | { readonly kind: 'stale' }
  /** Two coders gave theirs, or somebody decided: only a decision changes it. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'problem'; readonly problem: CodesProblem };

/** Codes as they come from a page. */
export interface SentCodes {
  readonly id: string;
  readonly typed: string;
  /** The codes that the page showed: what `codesAsShown` gave. */
  readonly shown: string;
}

/** The codes of a coding as one text, to tell whether a page is out of date. */
export function codesAsShown(coding: Coding | null): string {
  return coding === null ? '' : `${coding.codes.join(' ')}${coding.isDoubted ? ' ?' : ''}`;
}

/** Changes one answer under its frame, which stays as it is meanwhile. */
export async function changeAnswer(
  app: Application,
  about: StudyAndQuestion,
  id: string,
  change: (trx: Transaction, answer: StoredAnswer, stored: StoredFrame) => Promise<CodingResult>,
): Promise<CodingResult> {
  const key = keyOf(about);
  return transaction(app.database, async (trx) => {
    await lockFrame(trx, key.studyId, key.questionId, 'use');
    const stored = await getFrame(trx, about);
    const answer = await queries.findAnswer(trx, key, id);
    // Withdrawn since: nothing is left to code.
    if (answer === null) return { kind: 'stale' };
    return change(trx, answer, stored);
  });
}

/** Writes to the audit log that an answer was coded; not the codes. */
export async function recordCoding(
  { app, trx, actor }: { readonly app: Application; readonly trx: Transaction; readonly actor: Actor },
  { study, question }: StudyAndQuestion,
  { action, id }: { readonly action: string; readonly id: string },
): Promise<void> {
  await recordAudit(trx, actor, app.clock(), {
    action,
    objectKind: 'coded_answer',
    objectId: id,
    detail: { study: study.slug, question: question.id },
  });
}
