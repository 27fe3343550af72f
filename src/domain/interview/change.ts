import { type Questionnaire, type SampleVariables } from '../questionnaire/model.js';
import { type Answer, type Answers } from './answer.js';
import { interviewRoute, screenOnRoute } from './route.js';

/** An answer to one variable that is given or changed. */
export interface AnswerChange {
  readonly variableId: string;
  readonly answer: Answer;
}

/** An interview: its questionnaire, the facts of the case, and what was answered. */
export interface Interview {
  readonly questionnaire: Questionnaire;
  readonly sample: SampleVariables;
  readonly answers: Answers;
}

/** What a change does to the answers. */
export interface ChangeResult {
  /** The answers that count after the change. */
  readonly answers: Answers;
  /** Codes of answers that counted before and no longer do: ask before removing them. */
  readonly fallenOff: readonly string[];
}

/**
 * Gives or changes one answer.
 * @param change must be to a screen on the route
 * @returns the new answers and those that fall off the route; the caller confirms the latter with the interviewer
 * @throws RangeError when the variable is not on the route: the page was stale, so show the current one
 * @example changeAnswer(interview, { variableId: 'E1', answer: no }).fallenOff // ['E2'] when E2 was answered
 */
export function changeAnswer(interview: Interview, change: AnswerChange): ChangeResult {
  const { questionnaire, sample } = interview;
  const before = interviewRoute(questionnaire, sample, interview.answers);
  if (screenOnRoute(before, change.variableId) === null)
    throw new RangeError('the question is not on the route');
  const changed = new Map(before.answers).set(change.variableId, change.answer);
  const after = interviewRoute(questionnaire, sample, changed);
  const fallenOff = [...changed.keys()].filter((id) => !after.answers.has(id));
  return { answers: after.answers, fallenOff };
}
