import type { Request } from 'express';
import { pathParameter } from '../../web/route.js';
import type { Visit } from '../../web/visit.js';
import { getStudy } from '../studies/studies.service.js';
import { getCodable, nameOfQuestion, type StudyAndQuestion } from './coded-questions.service.js';

/** The question of a study that an address names. */
export async function questionOf({ app }: Visit, request: Request): Promise<StudyAndQuestion> {
  const study = await getStudy(app.database.read, pathParameter(request, 'study'));
  return getCodable(app, study, pathParameter(request, 'question'));
}

/** What the question is called. */
export function nameOf({ app }: Visit, about: StudyAndQuestion): string {
  return nameOfQuestion(app, about);
}
