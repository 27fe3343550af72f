import type { Actor, Application } from '../../application.js';
import type { Reader, Transaction } from '../../database/database.js';
import { readWords } from './answer-words.js';
import * as queries from './coded-answers.queries.js';
import { keyOf, type StudyAndQuestion } from './coded-questions.service.js';
import { listWithCode } from './coding-results.queries.js';

/** An answer in words, under its own random key. */
export interface WordsOfAnswer {
  readonly id: string;
  readonly text: string;
}

/** Keys of answers that have a code that counts, behind `after`, and whether more follow. */
export interface AnswersWithCode {
  readonly ids: readonly string[];
  readonly hasMore: boolean;
}

/** A portion of the answers with a code, in the order of their random keys. */
export async function listAnswersWithCode(
  db: Reader,
  about: StudyAndQuestion,
  where: { readonly code: number; readonly after: string; readonly atMost: number },
): Promise<AnswersWithCode> {
  const found = await listWithCode(db, keyOf(about), { ...where, atMost: where.atMost + 1 });
  return { ids: found.slice(0, where.atMost), hasMore: found.length > where.atMost };
}

/**
 * Opens an answer to quote it, which is written to the audit log.
 * @returns the words, and whose response they are; `null` when the answer is not there (any more)
 */
export async function openToQuote(
  app: Application,
  actor: Actor,
  about: StudyAndQuestion,
  id: string,
): Promise<(WordsOfAnswer & { readonly responseId: string }) | null> {
  const answer = await queries.findAnswer(app.database.read, keyOf(about), id);
  if (answer === null) return null;
  const text = await readWords(app, actor, about, { answer, purpose: 'quoting' });
  return { id, text, responseId: answer.responseId };
}

/** Whether an answer is still there; it stays until the transaction ends. */
export async function holdAnswer(trx: Transaction, about: StudyAndQuestion, id: string): Promise<boolean> {
  return (await queries.findAnswer(trx, keyOf(about), id)) !== null;
}
