import type { Actor, Application } from '../../application.js';
import { wordsItem } from '../../domain/coding/coded-questionnaire.js';
import { UserProblem } from '../../errors.js';
import { answerTextPlace } from '../../vault/sealed-places.js';
import { recordEvent } from '../audit/audit.service.js';
import * as queries from './coded-answers.queries.js';
import type { StoredAnswer } from './coded-answers.queries.js';
import type { StudyAndQuestion } from './coded-questions.service.js';

/** The words of an answer; the reading is written to the audit log first. */
export async function readWords(
  app: Application,
  actor: Actor,
  { study, question }: StudyAndQuestion,
  { answer, purpose }: { readonly answer: Pick<StoredAnswer, 'id' | 'responseId'>; readonly purpose: string },
): Promise<string> {
  await recordEvent(app, actor, {
    action: 'answer.read_text',
    objectKind: 'coded_answer',
    objectId: answer.id,
    detail: { study: study.slug, question: question.id, purpose },
  });
  const item = wordsItem(question);
  const place = { responseId: answer.responseId, questionId: question.id, item };
  const sealed = await queries.findWords(app.database.read, place);
  if (sealed === null) throw new UserProblem('not_found', 'Dit antwoord is er niet meer.');
  return app.vault.open(sealed, answerTextPlace(answer.responseId, question.id, item));
}
