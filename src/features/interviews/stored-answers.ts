import type { Answer, Answers } from '../../domain/interview/answer.js';
import { answerItems, answersFromItems } from '../../domain/interview/stored-items.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import { isKeptWithContact, type Variable } from '../../domain/questionnaire/variables.js';
import { answerHistoryPlace, answerTextPlace } from '../../vault/sealed-places.js';
import type { Vault } from '../../vault/vault.js';
import type { AnswerHistory, SealedItem } from './interviews.queries.js';

/** The answers behind sealed items. */
export function openAnswers(
  vault: Vault,
  questionnaire: Questionnaire,
  responseId: string,
  items: readonly SealedItem[],
): Answers {
  return answersFromItems(
    questionnaire,
    items.map(({ questionId, item, number, textSealed }) => ({
      questionId,
      item,
      number,
      text:
        textSealed === null ? null : vault.open(textSealed, answerTextPlace(responseId, questionId, item)),
    })),
  );
}

/** What the history keeps of an answer: of one that belongs to the contact data only that it was asked. */
export function answerForHistory({ question }: Variable, answer: Answer): Answer {
  return isKeptWithContact(question) ? { kind: 'asked' } : answer;
}

/** The sealed items that store an answer. */
export function sealAnswer(
  vault: Vault,
  responseId: string,
  variable: Variable,
  answer: Answer,
): readonly SealedItem[] {
  return answerItems(variable, answer).map(({ questionId, item, number, text }) => ({
    questionId,
    item,
    number,
    textSealed: text === null ? null : vault.seal(text, answerTextPlace(responseId, questionId, item)),
  }));
}

/** One entry of the history: what the answer is, or was before it was removed; `null` when it was only seen. */
export function sealHistory(
  vault: Vault,
  responseId: string,
  entry: Omit<AnswerHistory, 'answerSealed'> & { readonly answer: Answer | null },
): AnswerHistory {
  const { answer, ...rest } = entry;
  if (answer === null) return { ...rest, answerSealed: null };
  const answerSealed = vault.seal(JSON.stringify(answer), answerHistoryPlace(responseId, entry.sequence));
  return { ...rest, answerSealed };
}
