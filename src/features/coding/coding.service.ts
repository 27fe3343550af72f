import type { Actor, Application } from '../../application.js';
import { type Reader, type Transaction, transaction } from '../../database/database.js';
import { type Coding, isClosed, isInSecondShare } from '../../domain/coding/coding-outcome.js';
import { limitsOf, wordsItem } from '../../domain/coding/coded-questionnaire.js';
import { readCodes } from '../../domain/coding/read-codes.js';
import { readWords } from './answer-words.js';
import {
  changeAnswer,
  codesAsShown,
  type CodingResult,
  recordCoding,
  type SentCodes,
} from './change-answer.js';
import { lockFrame } from './code-frames.queries.js';
import { getFrame } from './code-frames.service.js';
import * as queries from './coded-answers.queries.js';
import type { StoredAnswer } from './coded-answers.queries.js';
import { keyOf, type StudyAndQuestion } from './coded-questions.service.js';
import { settled } from './rewrite-answers.js';

export { codesAsShown, type CodingResult } from './change-answer.js';
export {
  countFinalCodes,
  countStates,
  listFinalCodes,
  listPairs,
  type StateCount,
} from './coding-results.queries.js';

/** Puts answers that came in since among those to code. The frame must be there. */
export async function collectAnswers(app: Application, about: StudyAndQuestion): Promise<void> {
  const key = keyOf(about);
  await transaction(app.database, async (trx) => {
    await lockFrame(trx, key.studyId, key.questionId, 'change');
    const { frame } = await getFrame(trx, about);
    const found = await queries.listUncollected(trx, { ...key, item: wordsItem(about.question) });
    // By their new random keys: in the order in which they are coded, and in no other.
    const answers = found
      .map((responseId) => ({ responseId, id: app.newId() }))
      .sort((one, other) => (one.id < other.id ? -1 : 1))
      .map((one) => ({ ...one, isDouble: isInSecondShare(frame.seed, frame.secondPercent, one.id) }));
    await queries.insertAnswers(trx, key, answers);
  });
}

/** Takes the answers of an interview that is open again out of the coding: they may become others. */
export async function forgetCodes(trx: Transaction, responseId: string): Promise<void> {
  await queries.deleteOfResponse(trx, responseId);
}

/** Whether answers came in that are not among those to code yet. */
export async function hasUncollected(db: Reader, about: StudyAndQuestion): Promise<boolean> {
  return queries.hasUncollected(db, { ...keyOf(about), item: wordsItem(about.question) });
}

/**
 * The next answer for a coder, behind the one that was coded last. Everybody begins at a place of their own, so that two
 * coders do not meet at the same answer.
 * @param after key of an answer, or `null` to begin
 */
export async function findNextAnswer(
  db: Reader,
  about: StudyAndQuestion,
  { coderId, after }: { readonly coderId: string; readonly after: string | null },
): Promise<string | null> {
  const key = keyOf(about);
  const next = await queries.findNextFor(db, key, { coderId, after: after ?? coderId });
  return next ?? queries.findNextFor(db, key, { coderId, after: null });
}

/**
 * The answer that the coder coded before this one, or `null`.
 * @param input `before`: key of an answer, or `null` for the last that was coded in the order of the keys
 */
export async function findPreviousAnswer(
  db: Reader,
  about: StudyAndQuestion,
  { coderId, before }: { readonly coderId: string; readonly before: string | null },
): Promise<string | null> {
  const previous = await queries.findPreviousOf(db, keyOf(about), { coderId, before });
  if (previous !== null) return previous;
  // Coding went on at the beginning after the last answer.
  const last = await queries.findPreviousOf(db, keyOf(about), { coderId, before: null });
  return last === before ? null : last;
}

/** An answer as its coder sees it: nothing of who gave it, and nothing of what another coder made of it. */
export interface AnswerToCode {
  readonly id: string;
  readonly text: string;
  /** What this coder made of it before. */
  readonly own: Coding | null;
  /** It can be changed by a decision only. */
  readonly isClosed: boolean;
  readonly earlierCodes: readonly number[];
}

/**
 * Opens an answer to code it, which is written to the audit log.
 * @returns `null` when the answer is not this coder's to code (any more)
 */
export async function openAnswer(
  app: Application,
  actor: Actor,
  about: StudyAndQuestion,
  id: string,
): Promise<AnswerToCode | null> {
  const answer = await queries.findAnswer(app.database.read, keyOf(about), id);
  if (answer === null || passFor(answer, actor.id) === null) return null;
  const text = await readWords(app, actor, about, { answer, purpose: 'coding' });
  const own = ownCoding(answer, actor.id);
  return { id, text, own, isClosed: isClosed(answer), earlierCodes: answer.earlierCodes };
}

/** Which coding of an answer somebody may give: the first, the second, or none. */
function passFor(answer: StoredAnswer, coderId: string | null): 'first' | 'second' | null {
  if (coderId === null) return null;
  if (answer.firstCoderId === null || answer.firstCoderId === coderId) return 'first';
  if (answer.secondCoderId === coderId) return 'second';
  const isFree = answer.isDouble && answer.secondCoderId === null && answer.decided === null;
  return isFree ? 'second' : null;
}

function ownCoding(answer: StoredAnswer, coderId: string | null): Coding | null {
  if (answer.firstCoderId === coderId) return answer.first;
  return answer.secondCoderId === coderId ? answer.second : null;
}

/** Saves what a coder makes of an answer. Sent twice it is saved once. */
export async function codeAnswer(
  app: Application,
  actor: Actor,
  about: StudyAndQuestion,
  { id, typed, shown }: SentCodes,
): Promise<CodingResult> {
  return changeAnswer(app, about, id, async (trx, answer, { frame }) => {
    const pass = passFor(answer, actor.id);
    if (pass === null) return { kind: 'stale' };
    const coding = readCodes(typed, frame, limitsOf(about.question));
    if ('reason' in coding) return { kind: 'problem', problem: coding };
    const before = codesAsShown(ownCoding(answer, actor.id));
    if (before === codesAsShown(coding)) return { kind: 'saved' };
    if (isClosed(answer)) return { kind: 'closed' };
    if (before !== shown) return { kind: 'stale' };
    const coded: StoredAnswer =
      pass === 'first'
        ? { ...answer, first: coding, firstCoderId: actor.id }
        : { ...answer, second: coding, secondCoderId: actor.id };
    await queries.saveAnswers(trx, [settled(frame, coded)]);
    await recordCoding({ app, trx, actor }, about, { action: 'answer.code', id });
    return { kind: 'saved' };
  });
}

/** Takes back what a coder made of an answer, so that it waits to be coded again. */
export async function undoCoding(
  app: Application,
  actor: Actor,
  about: StudyAndQuestion,
  id: string,
): Promise<CodingResult> {
  return changeAnswer(app, about, id, async (trx, answer, { frame }) => {
    if (ownCoding(answer, actor.id) === null) return { kind: 'stale' };
    if (isClosed(answer)) return { kind: 'closed' };
    await queries.saveAnswers(trx, [settled(frame, { ...answer, first: null, firstCoderId: null })]);
    await recordCoding({ app, trx, actor }, about, { action: 'answer.undo_code', id });
    return { kind: 'saved' };
  });
}
