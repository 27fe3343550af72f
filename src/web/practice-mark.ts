import type { NextFunction, Request, Response } from 'express';
import {
  isLastOutcomePractice,
  isPracticeCase,
  isPracticeStudy,
} from '../features/practice/practice.service.js';
import { OWN_OUTCOME_UNDO_PATH } from '../features/studies/study-navigation.js';
import type { Route } from './route.js';
import { rememberVisit, type Visit, visitOf } from './visit.js';

/** Notes whether a request is about a study for practice, so that no page of such a study can go without its mark. */
export function markPractice({ path }: Pick<Route, 'path'>) {
  const isAboutStudy = path.includes('/:study');
  const isAboutOwnCase = path.startsWith('/fieldwork/') && path.includes('/:case');
  return async (request: Request, _response: Response, next: NextFunction): Promise<void> => {
    const visit = visitOf(request);
    const { study, case: caseNumber } = request.params;
    const isPractice =
      (isAboutStudy &&
        typeof study === 'string' &&
        (await isPracticeStudy(visit.app.database.read, study))) ||
      (isAboutOwnCase && typeof caseNumber === 'string' && (await isOwnPracticeCase(visit, caseNumber))) ||
      (path === OWN_OUTCOME_UNDO_PATH && (await isOwnPracticeOutcome(visit)));
    if (isPractice) rememberVisit(request, { ...visit, isPractice });
    next();
  };
}

async function isOwnPracticeCase({ app, actor }: Visit, caseNumber: string): Promise<boolean> {
  if (actor.id === null) return false;
  return isPracticeCase(app.database.read, { interviewerId: actor.id, caseNumber });
}

async function isOwnPracticeOutcome({ app, actor }: Visit): Promise<boolean> {
  return actor.id !== null && isLastOutcomePractice(app, actor.id);
}
