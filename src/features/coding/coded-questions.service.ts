import type { Application } from '../../application.js';
import { type CodableQuestion, codableQuestions } from '../../domain/coding/coded-questionnaire.js';
import { findVariable, tableLabelOf } from '../../domain/questionnaire/variables.js';
import { UserProblem } from '../../errors.js';
import type { Study } from '../studies/studies.service.js';

/** A question of a study of which the words can be coded. */
export interface StudyAndQuestion {
  readonly study: Study;
  readonly question: CodableQuestion;
}

/** Every question of a study with words that can be coded. */
export function listCodable(app: Application, study: Study): readonly StudyAndQuestion[] {
  const questions = codableQuestions(app.questionnaires.get(study.questionnaireId));
  return questions.map((question) => ({ study, question }));
}

/** @throws UserProblem `not_found` when the questionnaire of the study has no such question with words */
export function getCodable(app: Application, study: Study, questionId: string): StudyAndQuestion {
  const found = listCodable(app, study).find(({ question }) => question.id === questionId);
  if (found !== undefined) return found;
  throw new UserProblem('not_found', `De vraag ${questionId} heeft in dit onderzoek geen open antwoorden.`);
}

/** What a question is called on pages: `B3 positieve punten`, `A2 via wie gekomen: anders`. */
export function nameOfQuestion(app: Application, { study, question }: StudyAndQuestion): string {
  const variable = findVariable(app.questionnaires.get(study.questionnaireId), question.id);
  const label = variable === null ? '' : tableLabelOf(variable, 'nl');
  return `${question.id} ${label}${question.type === 'open' ? '' : ': anders'}`;
}

/** The same as the tables name it. */
export function keyOf({ study, question }: StudyAndQuestion): {
  readonly studyId: string;
  readonly questionId: string;
} {
  return { studyId: study.id, questionId: question.id };
}
