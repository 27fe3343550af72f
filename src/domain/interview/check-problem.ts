import { questionsIn } from '../questionnaire/condition.js';
import { type AnswerCheck, type Question } from '../questionnaire/model.js';
import { type Answers } from './answer.js';
import { type AnswerProblem } from './answer-problem.js';
import { type AnswerChange, type Interview } from './change.js';
import { withComputedValues } from './computed-values.js';
import { conditionHolds } from './condition-holds.js';
import { type InterfaceLanguage } from './interview-words.js';
import { interviewRoute } from './route.js';

/**
 * Judges an answer by the checks across questions: those of its own question, and those of answered questions that
 * look at it, so that going back cannot bring in what was refused before.
 * @param change to a screen on the route; its content was checked by `answerProblem`
 * @returns the first refusal, else the first thing to ask about, else `null`
 * @example checkProblem(interview, { variableId: 'N2', answer: { kind: 'number', value: 9 } })
 * // { severity: 'refuse', message: 'De hulp kan niet eerder …' }
 */
export function checkProblem(
  interview: Interview,
  change: AnswerChange,
  language: InterfaceLanguage = 'nl',
): AnswerProblem | null {
  const { questionnaire, sample } = interview;
  const answers = new Map(interview.answers).set(change.variableId, change.answer);
  const route = interviewRoute(questionnaire, sample, answers);
  const facts = withComputedValues(questionnaire, { sample, answers: route.answers });
  const broken = checksAbout(route.screens, change.variableId, route.answers).filter(({ wrongWhen }) =>
    conditionHolds(wrongWhen, facts),
  );
  const worst = broken.find(({ severity }) => severity === 'refuse') ?? broken[0];
  if (worst === undefined) return null;
  const message = worst.message[language] ?? Object.values(worst.message)[0] ?? '';
  return { severity: worst.severity, message };
}

function checksAbout(
  screens: readonly { readonly id: string; readonly question: Question }[],
  variableId: string,
  answers: Answers,
): AnswerCheck[] {
  const found = new Set<AnswerCheck>();
  for (const { id, question } of screens) {
    const checks = question.type === 'text' || !answers.has(id) ? [] : (question.checks ?? []);
    for (const check of checks) {
      if (id === variableId || questionsIn(check.wrongWhen).includes(variableId)) found.add(check);
    }
  }
  return [...found];
}
