import { createHash } from 'node:crypto';
import type { Reader } from '../../database/database.js';
import { codesId } from '../../domain/coding/coded-questionnaire.js';
import type { CodedQuestion } from '../coding/coded-study.service.js';
import { listFinalCodes } from '../coding/coding.service.js';
import type { SealedItem, StoredResponse } from './responses.queries.js';

/**
 * Responses with the codes of their words, each as an answer to the question that holds the codes. Of "anders, namelijk"
 * the codes stand beside what was ticked; as long as it is not coded it stays "anders". A missing answer is missing there
 * too.
 */
export async function withCodes(
  db: Reader,
  responses: readonly StoredResponse[],
  coded: readonly CodedQuestion[],
): Promise<readonly StoredResponse[]> {
  if (coded.length === 0) return responses;
  const all = await listFinalCodes(
    db,
    responses.map(({ id }) => id),
  );
  return responses.map((response) => {
    const own = all.filter(({ responseId }) => responseId === response.id);
    const added = coded.flatMap((question) =>
      codeItems(
        question,
        response.items.filter(({ questionId }) => questionId === question.question),
        own.filter(({ questionId }) => questionId === question.question).map(({ code }) => code),
      ),
    );
    return { ...response, items: [...response.items, ...added] };
  });
}

function codeItems(
  { question, other, onlyOneCode }: CodedQuestion,
  answered: readonly SealedItem[],
  codes: readonly number[],
): SealedItem[] {
  const questionId = codesId(question);
  const item = (name: string, number: number): SealedItem => ({
    questionId,
    item: name,
    number,
    textSealed: null,
  });
  const hidden = answered.find((one) => one.item === 'hidden')?.number ?? null;
  if (hidden !== null) return [item('hidden', hidden)];
  const ticked = answered.flatMap(({ number, item: name }) =>
    number === null || name === 'other' || (codes.length > 0 && number === other) ? [] : [number],
  );
  return [...new Set([...ticked, ...codes])].map((code) => item(onlyOneCode ? 'value' : String(code), code));
}

/**
 * What tells one state of the codes of a study, and of what they mean, from another; `''` when nothing was coded.
 * @param responseIds in pages
 */
export async function hashOfCodes(
  db: Reader,
  coded: readonly CodedQuestion[],
  responseIds: Iterable<readonly string[]>,
): Promise<string> {
  if (coded.length === 0) return '';
  const hash = createHash('sha256');
  for (const { question, frameVersion } of coded) hash.update(`${question} ${String(frameVersion)}\n`);
  for (const page of responseIds) {
    for (const { responseId, questionId, code } of await listFinalCodes(db, page)) {
      hash.update(`${responseId} ${questionId} ${String(code)}\n`);
    }
  }
  return hash.digest('hex');
}
