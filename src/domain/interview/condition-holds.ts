import {
  type Condition,
  type QuestionComparison,
  type SampleComparison,
} from '../questionnaire/condition.js';
import { type SampleVariables } from '../questionnaire/model.js';
import { type Answers, comparableValues } from './answer.js';

/** What conditions are judged on. */
export interface ConditionFacts {
  readonly sample: SampleVariables;
  readonly answers: Answers;
}

/**
 * Whether a condition holds. A comparison with an unanswered question or an unknown fact does not hold
 * (so its `not` does), and a hidden code is only found by `is` and `in`, never by `atLeast` or `atMost`.
 * @param condition no condition always holds
 * @example conditionHolds({ question: 'E1', is: 1 }, facts) // true when E1 was answered with 1
 */
export function conditionHolds(condition: Condition | undefined, facts: ConditionFacts): boolean {
  if (condition === undefined) return true;
  if ('all' in condition) return condition.all.every((part) => conditionHolds(part, facts));
  if ('any' in condition) return condition.any.some((part) => conditionHolds(part, facts));
  if ('not' in condition) return !conditionHolds(condition.not, facts);
  if ('sample' in condition) return sampleComparisonHolds(condition, facts.sample);
  return questionComparisonHolds(condition, facts.answers);
}

function sampleComparisonHolds(comparison: SampleComparison, sample: SampleVariables): boolean {
  const fact = sample[comparison.sample];
  if (fact === null) return false;
  if (comparison.is !== undefined && fact !== comparison.is) return false;
  if (comparison.in !== undefined && !comparison.in.includes(fact)) return false;
  return isInRange(fact, comparison);
}

function questionComparisonHolds(comparison: QuestionComparison, answers: Answers): boolean {
  const answer = answers.get(comparison.question);
  if (answer === undefined) return false;
  const values = comparableValues(answer);
  if (comparison.is !== undefined && !values.includes(comparison.is)) return false;
  if (comparison.in !== undefined && !comparison.in.some((code) => values.includes(code))) return false;
  if (!fitsOtherAnswers(comparison, answers)) return false;
  if (comparison.atLeast === undefined && comparison.atMost === undefined) return true;
  return answer.kind !== 'hidden' && values.some((value) => isInRange(value, comparison));
}

function fitsOtherAnswers({ question, moreThan, lessThan }: QuestionComparison, answers: Answers): boolean {
  return (
    (moreThan === undefined || isHigher(question, moreThan, answers)) &&
    (lessThan === undefined || isHigher(lessThan, question, answers))
  );
}

/** Whether the number answered to one question is higher than that to another; not without both numbers. */
function isHigher(higher: string, lower: string, answers: Answers): boolean {
  const [high, low] = [answers.get(higher), answers.get(lower)];
  return high?.kind === 'number' && low?.kind === 'number' && high.value > low.value;
}

function isInRange(
  value: string | number | boolean,
  { atLeast, atMost }: { atLeast?: number; atMost?: number },
): boolean {
  if (atLeast === undefined && atMost === undefined) return true;
  if (typeof value !== 'number') return false;
  return value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
}
