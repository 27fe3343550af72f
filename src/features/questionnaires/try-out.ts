import type { Answers } from '../../domain/interview/answer.js';
import { changeAnswer, type Interview } from '../../domain/interview/change.js';
import { interviewProblem } from '../../domain/interview/check-problem.js';
import { type AnswerInput, readAnswer } from '../../domain/interview/read-answer.js';
import { interviewRoute, screenAfter, screenBefore, screenOnRoute } from '../../domain/interview/route.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import type { Variable } from '../../domain/questionnaire/variables.js';
import { answersOf, sampleOf, type TryOut } from './try-out.forms.js';

/** Where a try-out is after one step. */
export interface TryOutStep {
  readonly interview: Interview;
  /** The question to show; `null` at the end. */
  readonly screen: Variable | null;
  /** What was filled in and not taken, with why. */
  readonly attempt: {
    readonly input: AnswerInput;
    readonly message: string;
    readonly severity: 'ask' | 'refuse';
  } | null;
  /** Answers that no longer count because of this one. */
  readonly fallenOff: readonly string[];
}

/** Carries out one step of a try-out; pure, because all there is to know comes with the form. */
export function takeTryOutStep(questionnaire: Questionnaire, form: TryOut, input: AnswerInput): TryOutStep {
  const sample = sampleOf(form);
  const answers = form.step === 'start' ? new Map() : answersOf(questionnaire, form.answers);
  const interview = { questionnaire, sample, answers };
  const route = interviewRoute(questionnaire, sample, answers);
  const screen = screenOnRoute(route, form.question);
  if (screen === null || form.step === 'start') return at(interview, route.screens[0] ?? null);
  if (form.step === 'back') return at(interview, screenBefore(route, screen.id) ?? screen);
  return answered(interview, screen, { input, isConfirmed: form.confirmed === screen.id });
}

function at(interview: Interview, screen: Variable | null, fallenOff: readonly string[] = []): TryOutStep {
  return { interview, screen, attempt: null, fallenOff };
}

function answered(
  interview: Interview,
  screen: Variable,
  { input, isConfirmed }: { input: AnswerInput; isConfirmed: boolean },
): TryOutStep {
  const answer = readAnswer(screen, input);
  const problem = interviewProblem(interview, screen, answer);
  const isTaken = problem === null || (problem.severity === 'ask' && isConfirmed);
  if (answer === null || !isTaken) {
    const { message, severity } = problem ?? { message: '', severity: 'refuse' };
    return { interview, screen, attempt: { input, message, severity }, fallenOff: [] };
  }
  const change = changeAnswer(interview, { variableId: screen.id, answer });
  return next(interview, change.answers, screen, change.fallenOff);
}

function next(
  { questionnaire, sample }: Interview,
  answers: Answers,
  screen: Variable,
  fallenOff: readonly string[],
): TryOutStep {
  const route = interviewRoute(questionnaire, sample, answers);
  return at({ questionnaire, sample, answers }, screenAfter(route, screen.id), fallenOff);
}
