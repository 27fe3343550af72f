import { pieces } from '../../database/batches.js';
import type { Transaction } from '../../database/database.js';
import { type CodeFrame, sortedCodes, withParents } from '../../domain/coding/code-frame.js';
import { codingOutcome } from '../../domain/coding/coding-outcome.js';
import * as queries from './coded-answers.queries.js';
import type { StoredAnswer } from './coded-answers.queries.js';

/** Changes answers, portion by portion, and works out again where each stands and what counts of it. */
export async function rewriteAnswers(
  trx: Transaction,
  frame: CodeFrame,
  ids: readonly string[],
  change: (answer: StoredAnswer) => StoredAnswer,
): Promise<void> {
  for (const piece of pieces(ids)) {
    const answers = await queries.listAnswers(trx, piece);
    await queries.saveAnswers(
      trx,
      answers.map((answer) => settled(frame, change(answer))),
    );
  }
}

/** An answer with its state, and the codes that count of it. */
export function settled(
  frame: CodeFrame,
  answer: StoredAnswer,
): StoredAnswer & { readonly final: readonly number[] } {
  const { state, codes } = codingOutcome(answer);
  return { ...answer, state, final: withParents(frame, codes) };
}

/** An answer that is coded anew, with what it had to look back at. */
export function withoutCoding(answer: StoredAnswer): StoredAnswer {
  const before = [
    ...(answer.decided ?? []),
    ...(answer.decided === null ? [...(answer.first?.codes ?? []), ...(answer.second?.codes ?? [])] : []),
  ];
  return {
    ...answer,
    first: null,
    second: null,
    decided: null,
    firstCoderId: null,
    secondCoderId: null,
    decidedBy: null,
    earlierCodes: sortedCodes(before),
  };
}
