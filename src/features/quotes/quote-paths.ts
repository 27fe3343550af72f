import type { StudyAndQuestion } from '../coding/coded-questions.service.js';
import type { Study } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';

function questionPath({ study, question }: StudyAndQuestion): string {
  return `${studyPath(study.slug, 'quotes')}/${encodeURIComponent(question.id)}`;
}

/** Where an answer to a question is chosen. */
export function choosePath(about: StudyAndQuestion): string {
  return `${questionPath(about)}/choose`;
}

/** Where a quote is made of an answer. */
export function scrubPath(about: StudyAndQuestion, answer: string): string {
  return `${questionPath(about)}/answers/${answer}`;
}

/** Where a quote is removed. */
export function removePath(study: Study, quote: string): string {
  return `${studyPath(study.slug, 'quotes')}/remove/${quote}`;
}
