import type { Application } from '../../application.js';
import { type CodableQuestion, codableQuestions } from '../../domain/coding/coded-questionnaire.js';
import { UserProblem } from '../../errors.js';
import type { Study } from '../studies/studies.service.js';

/** A question of a study of which the words can be coded. */
export interface StudyAndQuestion {
  readonly study: Study;
  readonly question: CodableQuestion;
}

/** @throws UserProblem `not_found` when the questionnaire of the study has no such question with words */
export function getCodable(app: Application, study: Study, questionId: string): StudyAndQuestion {
  const questions = codableQuestions(app.questionnaires.get(study.questionnaireId));
  const question = questions.find(({ id }) => id === questionId);
  if (question === undefined) {
    throw new UserProblem('not_found', `De vraag ${questionId} heeft in dit onderzoek geen open antwoorden.`);
  }
  return { study, question };
}

/** The same as the tables name it. */
export function keyOf({ study, question }: StudyAndQuestion): {
  readonly studyId: string;
  readonly questionId: string;
} {
  return { studyId: study.id, questionId: question.id };
}
