import { studyPath } from '../studies/study-navigation.js';
import type { StudyAndQuestion } from './coded-questions.service.js';

/** The parts of the coding of one question, by the last part of their address. */
export type CodingPart = 'start' | 'next' | 'answers' | 'frame' | 'agreement' | 'decide';

/** The address of a part of the coding of a question. */
export function codingPath({ study, question }: StudyAndQuestion, part: CodingPart, rest = ''): string {
  const base = `${studyPath(study.slug, 'coding')}/${encodeURIComponent(question.id)}/${part}`;
  return rest === '' ? base : `${base}/${rest}`;
}
