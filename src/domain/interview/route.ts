import {
  type Block,
  type Question,
  type Questionnaire,
  type SampleVariables,
} from '../questionnaire/model.js';
import { isKeptWithContact, type Variable, variablesOf } from '../questionnaire/variables.js';
import { type Answer, type Answers } from './answer.js';
import { withComputedValues } from './computed-values.js';
import { type ConditionFacts, conditionHolds } from './condition-holds.js';
import { rotate } from './rotation.js';

/** The screens of one interview as its answers stand now. */
export interface Route {
  readonly screens: readonly Variable[];
  /** The answers that count: those to screens on the route, in the order of the route. */
  readonly answers: Answers;
}

/**
 * The route through a questionnaire. Conditions look only at answers that are themselves on the route, so an
 * answer that fell off decides nothing; a question that is not yet answered makes comparisons with it false.
 * @param answers all answers given so far; answers off the route are ignored
 * @returns at most as many screens as the questionnaire has variables, so every route ends
 * @example interviewRoute(questionnaire, sample, new Map()).screens[0].id // 'S5' for a parent
 */
export function interviewRoute(
  questionnaire: Questionnaire,
  sample: SampleVariables,
  answers: Answers,
): Route {
  const screens: Variable[] = [];
  const counted = new Map<string, Answer>();
  let facts: ConditionFacts = { sample, answers: counted };
  for (const block of questionnaire.blocks) {
    if (!conditionHolds(block.when, facts)) continue;
    for (const question of block.questions) {
      if (!conditionHolds(question.when, facts)) continue;
      for (const variable of orderedVariables(block, question, sample)) {
        if (!conditionHolds(variable.statement?.when, facts)) continue;
        screens.push(variable);
        const answer = answers.get(variable.id);
        if (answer === undefined || !fitsType(question, answer)) continue;
        counted.set(variable.id, answer);
        facts = withComputedValues(questionnaire, { sample, answers: counted });
      }
    }
  }
  return { screens, answers: counted };
}

function orderedVariables(
  block: Block,
  question: Question,
  { rotationSeed }: SampleVariables,
): readonly Variable[] {
  const variables = variablesOf(block, question);
  const isRotated = question.type === 'grid' && question.rotateStatements === true;
  return isRotated ? rotate(variables, rotationSeed, question.id) : variables;
}

/**
 * The screen where the interview goes on: the first without an answer. Resuming after a break is asking this again.
 * @returns `null` when everything on the route is answered
 */
export function nextScreen(route: Route): Variable | null {
  return route.screens.find(({ id }) => !route.answers.has(id)) ?? null;
}

/** The screen with this code, or `null` when it is not on the route (now). */
export function screenOnRoute(route: Route, id: string): Variable | null {
  return route.screens.find((screen) => screen.id === id) ?? null;
}

/** The screen after this one, answered or not; `null` after the last one and for a code that is not on the route. */
export function screenAfter(route: Route, id: string): Variable | null {
  const position = route.screens.findIndex((screen) => screen.id === id);
  return position < 0 ? null : (route.screens[position + 1] ?? null);
}

/** The screen before this one; `null` before the first one and for a code that is not on the route. */
export function screenBefore(route: Route, id: string): Variable | null {
  const position = route.screens.findIndex((screen) => screen.id === id);
  return position <= 0 ? null : (route.screens[position - 1] ?? null);
}

/** How far an interview is, counted in screens of the route as it is now. */
export interface Progress {
  readonly answeredScreens: number;
  readonly totalScreens: number;
  /** 0–1; 1 for a route without screens. */
  readonly share: number;
}

/** How far an interview is. The total changes when an answer opens or closes a branch. */
export function interviewProgress(route: Route): Progress {
  const totalScreens = route.screens.length;
  const answeredScreens = route.answers.size;
  return { answeredScreens, totalScreens, share: totalScreens === 0 ? 1 : answeredScreens / totalScreens };
}

const ANSWER_KINDS: Record<Question['type'], readonly Answer['kind'][]> = {
  single: ['single', 'hidden'],
  multiple: ['multiple', 'hidden'],
  number: ['number', 'hidden'],
  grade: ['number', 'hidden'],
  date: ['date', 'hidden'],
  open: ['text', 'hidden'],
  grid: ['single', 'hidden'],
  text: ['asked'],
};

/** Whether an answer is of a kind that the question can have. An answer kept elsewhere fits as `asked`. */
export function fitsType(question: Question, answer: Answer): boolean {
  const keptElsewhere = answer.kind === 'asked' && isKeptWithContact(question);
  return keptElsewhere || ANSWER_KINDS[question.type].includes(answer.kind);
}
