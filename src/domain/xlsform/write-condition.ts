import {
  type Condition,
  type QuestionComparison,
  type SampleComparison,
  type Scalar,
} from '../questionnaire/condition.js';
import { type HiddenCode, type Questionnaire } from '../questionnaire/model.js';
import { findVariable, hiddenCodesOf, optionsOf } from '../questionnaire/variables.js';
import { FACT_PREFIX } from './xlsform.js';

/**
 * A condition as an expression of XLSForm.
 * @returns `null` when it cannot be said there
 * @example writeCondition(questionnaire, { not: { question: 'E1', is: 1 } }) // "not(${E1} = '1')"
 */
export function writeCondition(questionnaire: Questionnaire, condition: Condition): string | null {
  if ('all' in condition) return joined(questionnaire, condition.all, 'and');
  if ('any' in condition) return joined(questionnaire, condition.any, 'or');
  if ('not' in condition) {
    const inside = writeCondition(questionnaire, condition.not);
    return inside === null ? null : `not(${inside})`;
  }
  return 'sample' in condition ? factExpression(condition) : answerExpression(questionnaire, condition);
}

function joined(
  questionnaire: Questionnaire,
  conditions: readonly Condition[],
  word: 'and' | 'or',
): string | null {
  const parts = conditions.map((condition) => writeCondition(questionnaire, condition));
  return together(parts, word);
}

/** Parts in brackets, so that none of them is read as belonging to its neighbour. */
function together(parts: readonly (string | null)[], word: 'and' | 'or'): string | null {
  const whole = parts.filter((part) => part !== null);
  if (whole.length < parts.length || whole.length === 0) return null;
  return whole.length === 1 ? (whole[0] ?? null) : whole.map((part) => `(${part})`).join(` ${word} `);
}

/** A text between quotes. XPath knows no way to write the quote itself: then the other one is taken. */
function quoted(value: Scalar): string | null {
  const text = String(value);
  if (!text.includes("'")) return `'${text}'`;
  return text.includes('"') ? null : `"${text}"`;
}

function factExpression({ sample, is, in: list, atLeast, atMost }: SampleComparison): string | null {
  const name = `\${${FACT_PREFIX}${sample}}`;
  const equals = (value: Scalar): string | null => {
    const text = sample === 'age' ? String(value) : quoted(value);
    return text === null ? null : `${name} = ${text}`;
  };
  return together(
    [
      ...(is === undefined ? [] : [equals(is)]),
      ...(list === undefined ? [] : [together(list.map(equals), 'or')]),
      ...limits(name, { atLeast, atMost }),
    ],
    'and',
  );
}

function limits(
  name: string,
  { atLeast, atMost }: { readonly atLeast: number | undefined; readonly atMost: number | undefined },
): string[] {
  return [
    ...(atLeast === undefined ? [] : [`${name} >= ${String(atLeast)}`]),
    ...(atMost === undefined ? [] : [`${name} <= ${String(atMost)}`]),
  ];
}

function answerExpression(questionnaire: Questionnaire, comparison: QuestionComparison): string | null {
  if (!isComparable(questionnaire, comparison)) return null;
  const { question, is, in: list } = comparison;
  const equals = (code: number): string | null => equalTo(questionnaire, question, code);
  const parts = [
    ...(is === undefined ? [] : [equals(is)]),
    ...(list === undefined ? [] : [together(list.map(equals), 'or')]),
    ...rangeOf(questionnaire, comparison),
    ...besideOthers(comparison),
  ];
  return parts.length === 0 ? `\${${question}} != ''` : together(parts, 'and');
}

/** Limits need a number or a code, and two answers beside each other two numbers. */
function isComparable(
  questionnaire: Questionnaire,
  { question, atLeast, atMost, moreThan, lessThan }: QuestionComparison,
): boolean {
  const kind = kindOf(questionnaire, question);
  const isLimited = atLeast !== undefined || atMost !== undefined;
  if (kind === 'nothing' || (isLimited && kind !== 'one' && kind !== 'number')) return false;
  const beside = [moreThan, lessThan].filter((other) => other !== undefined);
  return beside.every((other) => kind === 'number' && kindOf(questionnaire, other) === 'number');
}

function equalTo(questionnaire: Questionnaire, question: string, code: number): string | null {
  if (!isOffered(questionnaire, question, code)) return null;
  const kind = kindOf(questionnaire, question);
  const name = `\${${question}}`;
  if (kind === 'several') return `selected(${name}, '${String(code)}')`;
  if (kind === 'one') return `${name} = '${String(code)}'`;
  // A number has no hidden codes there: it stays empty.
  return kind === 'number' && !isHidden(questionnaire, question, code) ? `${name} = ${String(code)}` : null;
}

function rangeOf(questionnaire: Questionnaire, comparison: QuestionComparison): string[] {
  const { question, atLeast, atMost } = comparison;
  if (atLeast === undefined && atMost === undefined) return [];
  const name = `\${${question}}`;
  const never = hiddenInside(questionnaire, comparison).map((code) => `${name} != '${String(code)}'`);
  return [...limits(name, { atLeast, atMost }), ...never];
}

function besideOthers({ question, moreThan, lessThan }: QuestionComparison): string[] {
  const name = `\${${question}}`;
  return [
    ...(moreThan === undefined ? [] : [`${name} > \${${moreThan}}`]),
    ...(lessThan === undefined ? [] : [`${name} < \${${lessThan}}`]),
  ];
}

/** Hidden codes of a list of answers are numbers there as any other: here no limit ever holds for them. */
function hiddenInside(
  questionnaire: Questionnaire,
  { question, atLeast = -Infinity, atMost = Infinity }: QuestionComparison,
): HiddenCode[] {
  const variable = findVariable(questionnaire, question);
  if (variable === null || optionsOf(variable).length === 0) return [];
  return hiddenCodesOf(variable).filter((code) => code >= atLeast && code <= atMost);
}

/** Whether the answer can have this code at all; a number can have any. */
function isOffered(questionnaire: Questionnaire, id: string, code: number): boolean {
  const variable = findVariable(questionnaire, id);
  if (variable === null || optionsOf(variable).length === 0) return true;
  const hidden: readonly number[] = hiddenCodesOf(variable);
  return hidden.includes(code) || optionsOf(variable).some((option) => option.code === code);
}

type AnswerKind = 'one' | 'several' | 'number' | 'words' | 'nothing';

function kindOf(questionnaire: Questionnaire, id: string): AnswerKind {
  if (questionnaire.computed?.some((one) => one.id === id) === true) return 'number';
  const variable = findVariable(questionnaire, id);
  if (variable === null || variable.question.type === 'text') return 'nothing';
  if (variable.question.type === 'multiple') return 'several';
  if (optionsOf(variable).length > 0) return 'one';
  return variable.question.type === 'number' || variable.question.type === 'grade' ? 'number' : 'words';
}

/** Whether a number means a hidden code and not an answer, because the question cannot have it as an answer. */
function isHidden(questionnaire: Questionnaire, id: string, code: number): boolean {
  const question = findVariable(questionnaire, id)?.question;
  if (question === undefined) return false;
  const max = question.type === 'number' ? question.max : 10;
  return code >= 97 && code <= 99 && code > max;
}
