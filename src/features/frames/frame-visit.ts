import type { Request } from 'express';
import { formFields, pathParameter } from '../../web/route.js';
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

/** A field of the form as it was typed; empty when it is not there. */
export function typedText(request: Request, name: string): string {
  const value = formFields(request)[name];
  return typeof value === 'string' ? value : '';
}
