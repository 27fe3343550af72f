import { type Questionnaire } from '../questionnaire/model.js';
import { type Route } from './route.js';

/** How much of an interview there is, by the rule of its questionnaire. */
export type Completeness = 'complete' | 'partial' | 'not_enough';

type Threshold = Questionnaire['completeness']['complete'];

/**
 * Judges an interview by its questionnaire's own rule: the share of the screens on the route that were answered
 * (blocks may be left out of the count), and questions that must be answered when they are on the route.
 * A hidden code is an answer: the question was asked.
 * Source: AAPOR Standard Definitions leave the thresholds of complete and partial to the survey, which must state them.
 * @example interviewCompleteness(questionnaire, route) // 'partial' when half was answered, B1 included
 */
export function interviewCompleteness(questionnaire: Questionnaire, route: Route): Completeness {
  const { complete, partial } = questionnaire.completeness;
  if (reaches(complete, route)) return 'complete';
  return reaches(partial, route) ? 'partial' : 'not_enough';
}

function reaches(threshold: Threshold, route: Route): boolean {
  const counted = route.screens.filter(({ block }) => block.countsTowardsCompleteness ?? true);
  const answered = counted.filter(({ id }) => route.answers.has(id));
  if (answered.length === 0 || answered.length < threshold.answeredShare * counted.length) return false;
  const required = new Set(threshold.required ?? []);
  return route.screens.every(({ id }) => !required.has(id) || route.answers.has(id));
}
