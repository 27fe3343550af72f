import type { Actor, Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import { type Coding, isClosed } from '../../domain/coding/coding-outcome.js';
import { limitsOf } from '../../domain/coding/coded-questionnaire.js';
import { readCodes } from '../../domain/coding/read-codes.js';
import { readWords } from './answer-words.js';
import {
  changeAnswer,
  codesAsShown,
  type CodingResult,
  recordCoding,
  type SentCodes,
} from './change-answer.js';
import * as queries from './coded-answers.queries.js';
import type { StoredAnswer } from './coded-answers.queries.js';
import { keyOf, type StudyAndQuestion } from './coded-questions.service.js';
import { settled } from './rewrite-answers.js';

/** An answer to decide on, with what the coders made of it; not who they are. */
export interface AnswerToDecide {
  readonly id: string;
  readonly text: string;
  readonly codings: readonly Coding[];
  readonly decided: readonly number[] | null;
}

/** The next answer on which coders differ or were in doubt. */
export async function findNextToDecide(
  db: Reader,
  about: StudyAndQuestion,
  after: string | null,
): Promise<string | null> {
  const next = await queries.findNextToDecide(db, keyOf(about), after);
  return next ?? queries.findNextToDecide(db, keyOf(about), null);
}

/**
 * Opens an answer to decide on it, which is written to the audit log.
 * @returns `null` when there is nothing to decide on (any more)
 */
export async function openToDecide(
  app: Application,
  actor: Actor,
  about: StudyAndQuestion,
  id: string,
): Promise<AnswerToDecide | null> {
  const answer = await queries.findAnswer(app.database.read, keyOf(about), id);
  if (answer === null || !isDecidable(answer)) return null;
  const text = await readWords(app, actor, about, { answer, purpose: 'deciding' });
  return { id, text, codings: codingsOf(answer), decided: answer.decided };
}

function isDecidable(answer: StoredAnswer): boolean {
  return answer.state === 'to_decide' || isClosed(answer);
}

function codingsOf({ first, second }: StoredAnswer): Coding[] {
  return [first, second].filter((coding) => coding !== null);
}

/** What the page of a decision showed, as one text. */
export function decisionAsShown({ codings, decided }: Pick<AnswerToDecide, 'codings' | 'decided'>): string {
  return [...codings.map(codesAsShown), decided?.join(' ') ?? ''].join('|');
}

/** Settles an answer on which coders differ or were in doubt. What the coders made of it stays, for the agreement. */
export async function decideAnswer(
  app: Application,
  actor: Actor,
  about: StudyAndQuestion,
  { id, typed, shown }: SentCodes,
): Promise<CodingResult> {
  return changeAnswer(app, about, id, async (trx, answer, { frame }) => {
    const read = readCodes(typed, frame, limitsOf(about.question));
    if ('reason' in read) return { kind: 'problem', problem: read };
    if (answer.decided?.join() === read.codes.join()) return { kind: 'saved' };
    const isAsShown = decisionAsShown({ codings: codingsOf(answer), decided: answer.decided }) === shown;
    if (!isAsShown || !isDecidable(answer)) return { kind: 'stale' };
    const decided = { ...answer, decided: read.codes, decidedBy: actor.id };
    await queries.saveAnswers(trx, [settled(frame, decided)]);
    await recordCoding({ app, trx, actor }, about, { action: 'answer.decide', id });
    return { kind: 'saved' };
  });
}
