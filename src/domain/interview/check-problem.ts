import { questionsIn } from '../questionnaire/condition.js';
import { type AnswerCheck, type Question } from '../questionnaire/model.js';
import { type Variable } from '../questionnaire/variables.js';
import { type Answer, type Answers } from './answer.js';
import { type AnswerProblem, answerProblem } from './answer-problem.js';
import { type AnswerChange, type Interview } from './change.js';
import { withComputedValues } from './computed-values.js';
import { conditionHolds } from './condition-holds.js';
import { interviewRoute } from './route.js';

/**
 * Judges an answer by itself (`answerProblem`) and beside the other answers (`checkProblem` below).
 * @param variable a screen on the route
 * @param answer `null` when what was filled in is no answer
 * @returns the first refusal, else the first thing to ask about, else `null` when the answer can be stored
 * @example interviewProblem(interview, a3, { kind: 'number', value: 14 })?.severity // 'ask'
 */
export function interviewProblem(
  interview: Interview,
  variable: Variable,
  answer: Answer | null,
): AnswerProblem | null {
  const own = answerProblem(variable, answer);
  if (answer === null || own?.severity === 'refuse') return own;
  const across = checkProblem(interview, { variableId: variable.id, answer });
  return across?.severity === 'refuse' ? across : (own ?? across);
}

/**
 * Judges an answer by the checks across questions: those of its own question, and those of answered questions that
 * look at it, so that going back cannot bring in what was refused before.
 */
function checkProblem(interview: Interview, change: AnswerChange): AnswerProblem | null {
  const { questionnaire, sample } = interview;
  const answers = new Map(interview.answers).set(change.variableId, change.answer);
  const route = interviewRoute(questionnaire, sample, answers);
  const facts = withComputedValues(questionnaire, { sample, answers: route.answers });
  const broken = checksAbout(route.screens, change.variableId, route.answers).filter(({ wrongWhen }) =>
    conditionHolds(wrongWhen, facts),
  );
  const worst = broken.find(({ severity }) => severity === 'refuse') ?? broken[0];
  if (worst === undefined) return null;
  const message = worst.message['nl'] ?? Object.values(worst.message)[0] ?? '';
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
