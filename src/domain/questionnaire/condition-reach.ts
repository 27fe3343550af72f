import { type Answer } from '../interview/answer.js';
import { conditionHolds } from '../interview/condition-holds.js';
import {
  type Condition,
  type QuestionComparison,
  SAMPLE_VARIABLES,
  type SampleComparison,
  type SampleVariable,
  type Scalar,
  listComparisons,
  questionsIn,
} from './condition.js';
import { type Questionnaire, type Respondent, type SampleVariables } from './model.js';
import { type Variable, findVariable, hiddenCodesOf, optionsOf } from './variables.js';

/** Whether conditions hold in none, some or all of the situations that they can tell apart. */
export type Reach = 'never' | 'sometimes' | 'always';

/** Above this number of situations the question is left open (`sometimes`). */
const MAX_SITUATIONS = 20_000;

type Situation =
  readonly ['sample', SampleVariable, Scalar | null] | readonly ['answer', string, Answer | null];

/**
 * Tries conditions together on every situation that they can tell apart: each value they mention, one they do not
 * mention, the values beside each limit, and "unknown".
 * @param conditions all must hold
 * @param respondents who can be interviewed
 * @returns `sometimes` also when there are too many situations to try
 * @example conditionReach([{ sample: 'age', atLeast: 16 }, { sample: 'age', atMost: 12 }], questionnaire, ['youth'])
 * // 'never'
 */
export function conditionReach(
  conditions: readonly Condition[],
  questionnaire: Questionnaire,
  respondents: readonly Respondent[],
): Reach {
  const axes = situationAxes(conditions, questionnaire, respondents);
  const situationCount = axes.reduce((product, axis) => product * axis.length, 1);
  if (situationCount > MAX_SITUATIONS) return 'sometimes';
  let holding = 0;
  for (let number = 0; number < situationCount; number += 1) {
    if (holdsIn(conditions, situationNumber(axes, number))) holding += 1;
  }
  if (holding === 0) return 'never';
  return holding === situationCount ? 'always' : 'sometimes';
}

/** One situation of the product of all axes, by its number. */
function situationNumber(axes: readonly (readonly Situation[])[], number: number): Situation[] {
  let rest = number;
  return axes.map((axis) => {
    const situation = axis[rest % axis.length];
    rest = Math.floor(rest / axis.length);
    if (situation === undefined) throw new RangeError('an axis without situations');
    return situation;
  });
}

function holdsIn(conditions: readonly Condition[], situations: readonly Situation[]): boolean {
  const sample: Record<SampleVariable, Scalar | null> = {
    ...(Object.fromEntries(SAMPLE_VARIABLES.map((name) => [name, null])) as Record<SampleVariable, null>),
  };
  const answers = new Map<string, Answer>();
  for (const situation of situations) {
    if (situation[0] === 'sample') sample[situation[1]] = situation[2];
    else if (situation[2] !== null) answers.set(situation[1], situation[2]);
  }
  const facts = { sample: sample as unknown as SampleVariables, answers };
  return conditions.every((condition) => conditionHolds(condition, facts));
}

function situationAxes(
  conditions: readonly Condition[],
  questionnaire: Questionnaire,
  respondents: readonly Respondent[],
): Situation[][] {
  const comparisons = conditions.flatMap(listComparisons);
  const ofSample = SAMPLE_VARIABLES.map((name) => {
    const own = comparisons.filter((comparison) => 'sample' in comparison && comparison.sample === name);
    return sampleValues(name, own, respondents).map((value): Situation => ['sample', name, value]);
  });
  const ids = new Set(conditions.flatMap(questionsIn));
  const ofQuestions = [...ids].map((id) => {
    const own = comparisons.filter((comparison) => 'question' in comparison && comparison.question === id);
    return answersOf(id, own, questionnaire).map((answer): Situation => ['answer', id, answer]);
  });
  return [...ofSample, ...ofQuestions];
}

type Comparison = SampleComparison | QuestionComparison;

function sampleValues(
  name: SampleVariable,
  own: readonly Comparison[],
  respondents: readonly Respondent[],
): (Scalar | null)[] {
  if (name === 'respondent') return [...respondents];
  if (own.length === 0) return [null];
  if (name === 'age') return beside(own);
  if (name === 'careOngoing' || name === 'firstTimeClient') return [true, false, null];
  return [...new Set(own.flatMap(mentioned)), 'a value that no condition mentions', null];
}

function answersOf(id: string, own: readonly Comparison[], questionnaire: Questionnaire): (Answer | null)[] {
  const computed = questionnaire.computed?.find((one) => one.id === id);
  if (computed === undefined) return possibleAnswers(findVariable(questionnaire, id), own);
  const values = 'cases' in computed ? computed.cases.map(({ value }) => value) : [0, ...beside(own)];
  return [...values.map((value): Answer => ({ kind: 'number', value })), null];
}

function possibleAnswers(variable: Variable | null, own: readonly Comparison[]): (Answer | null)[] {
  if (variable === null) return [null];
  const hidden = hiddenCodesOf(variable).map((code): Answer => ({ kind: 'hidden', code }));
  const options = optionsOf(variable).map(({ code }) => code);
  if (variable.question.type === 'multiple') {
    const together = own.flatMap(mentioned).filter((value) => typeof value === 'number');
    const choices = [...options.map((code) => [code]), together];
    return [
      ...choices.map((codes): Answer => ({ kind: 'multiple', codes, otherText: null })),
      ...hidden,
      null,
    ];
  }
  const values = options.length > 0 ? options : numbersOf(variable, own);
  return [...values.map((value): Answer => ({ kind: 'number', value })), ...hidden, null];
}

/** The numbers that can be answered and that comparisons tell apart, the limits of the question among them. */
function numbersOf({ question }: Variable, own: readonly Comparison[]): number[] {
  const { min, max } = question.type === 'number' ? question : GRADE_LIMITS;
  return [...new Set([min, ...beside(own), max])].filter((number) => number >= min && number <= max);
}

const GRADE_LIMITS = { min: 1, max: 10 };

function mentioned(comparison: Comparison): Scalar[] {
  return [...(comparison.is === undefined ? [] : [comparison.is]), ...(comparison.in ?? [])];
}

/** Numbers that comparisons can tell apart: each number they mention and the one on either side. */
function beside(own: readonly Comparison[]): number[] {
  const limits = own.flatMap((comparison) => [
    ...mentioned(comparison),
    comparison.atLeast,
    comparison.atMost,
  ]);
  const numbers = limits.filter((limit) => typeof limit === 'number');
  return [...new Set(numbers.flatMap((number) => [number - 1, number, number + 1]))].filter(
    (number) => number >= 0,
  );
}
