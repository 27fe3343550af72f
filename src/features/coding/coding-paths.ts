import { tableLabelOf } from '../../domain/questionnaire/variables.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import { findVariable } from '../../domain/questionnaire/variables.js';
import { studyPath } from '../studies/study-navigation.js';
import type { StudyAndQuestion } from './coded-questions.js';

/** The parts of the coding of one question, by the last part of their address. */
export type CodingPart = 'start' | 'next' | 'answers' | 'frame' | 'agreement' | 'decide';

/** The address of a part of the coding of a question. */
export function codingPath({ study, question }: StudyAndQuestion, part: CodingPart, rest = ''): string {
  const base = `${studyPath(study.slug, 'coding')}/${encodeURIComponent(question.id)}/${part}`;
  return rest === '' ? base : `${base}/${rest}`;
}

/** What a question is called on the pages: `B3 positieve punten`, `A2 via wie gekomen: anders`. */
export function questionName(questionnaire: Questionnaire, { question }: StudyAndQuestion): string {
  const variable = findVariable(questionnaire, question.id);
  const label = variable === null ? '' : tableLabelOf(variable, 'nl');
  return `${question.id} ${label}${question.type === 'open' ? '' : ': anders'}`;
}
