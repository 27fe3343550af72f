import type { Request } from 'express';
import { pathParameter } from '../../web/route.js';
import type { Visit } from '../../web/visit.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { studyPath } from '../studies/study-navigation.js';

/** @throws UserProblem `not_found` when the address names no study */
export async function studyOf({ app }: Visit, request: Request): Promise<Study> {
  return getStudy(app.database.read, pathParameter(request, 'study'));
}

/** The address of something in the frame of a study. */
export function framePath(study: Study, ...parts: readonly string[]): string {
  return [studyPath(study.slug, 'frames'), ...parts].join('/');
}
