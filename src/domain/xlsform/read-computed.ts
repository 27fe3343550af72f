import { type Computed } from '../questionnaire/model.js';
import { type Expression, partsOf, readExpression } from './expression.js';
import { type FormField, typeOf } from './form-field.js';
import { type FormReading, shortened } from './form-reading.js';
import { readCondition } from './read-condition.js';

type Rule =
  { sum: string[] } | { mean: string[] } | { count: { of: string[]; codes: number[] } } | { cases: CaseList };
type CaseList = Extract<Computed, { cases: unknown }>['cases'];

/** The computed value of a row of the type calculate; none for other rows and for what cannot be said. */
export function readComputed(reading: FormReading, field: FormField): Computed[] {
  if (typeOf(field.row) !== 'calculate') return [];
  const text = (field.row['calculation'] ?? '').trim();
  const expression = readExpression(text);
  const rule = expression === null ? null : ruleOf(expression, reading);
  if (rule === null) {
    reading.lose(
      field.line,
      `De berekening is weggelaten, want zij is hier niet te zeggen: ${shortened(text)}`,
    );
    return [];
  }
  return [{ id: reading.codeOf(field), label: reading.languages.text(field.row, 'label'), ...rule }];
}

function ruleOf(expression: Expression, reading: FormReading): Rule | null {
  return (
    countRule(expression, reading) ??
    sumRule(expression, reading) ??
    meanRule(expression, reading) ??
    caseRule(expression, reading)
  );
}

function sumRule(expression: Expression, reading: FormReading): { sum: string[] } | null {
  const ids = partsOf(expression, '+').flatMap((part) =>
    part.kind === 'name' ? (reading.field(part.name)?.id ?? []) : [],
  );
  return ids.length > 0 && ids.length === partsOf(expression, '+').length ? { sum: ids } : null;
}

function meanRule(expression: Expression, reading: FormReading): Rule | null {
  if (expression.kind !== 'operation' || expression.operator !== 'div' || expression.right.kind !== 'number')
    return null;
  const sum = sumRule(expression.left, reading)?.sum;
  return sum?.length === expression.right.value ? { mean: sum } : null;
}

/** `if(${D1} = '4', 1, 0) + if(${D2} = '4', 1, 0)`, with the same codes everywhere. */
function countRule(expression: Expression, reading: FormReading): Rule | null {
  const parts = partsOf(expression, '+').map((part) => countedIn(part, reading));
  const [first] = parts;
  const whole = parts.filter((part) => part !== null);
  if (first === null || first === undefined || whole.length < parts.length) return null;
  if (whole.some(({ codes }) => String(codes) !== String(first.codes))) return null;
  return { count: { of: whole.map(({ id }) => id), codes: first.codes } };
}

function countedIn(part: Expression, reading: FormReading): { id: string; codes: number[] } | null {
  const counted = oneOrZero(part);
  if (counted === null) return null;
  const chosen = partsOf(counted, 'or').map((each) => readCondition(each, reading));
  const found = chosen.flatMap((each) =>
    each !== null && 'question' in each && each.is !== undefined
      ? [{ id: each.question, code: each.is }]
      : [],
  );
  const id = found[0]?.id;
  if (id === undefined || found.length < chosen.length || found.some((each) => each.id !== id)) return null;
  return { id, codes: found.map(({ code }) => code) };
}

/** The condition in `if(condition, 1, 0)`. */
function oneOrZero(part: Expression): Expression | null {
  if (part.kind !== 'call' || part.name !== 'if') return null;
  const [condition, ...values] = part.args;
  const isOneOrZero = String(values.map((value) => (value.kind === 'number' ? value.value : ''))) === '1,0';
  return condition !== undefined && isOneOrZero ? condition : null;
}

/** `if(condition, 2, if(condition, 1, ''))` */
function caseRule(expression: Expression, reading: FormReading): { cases: CaseList } | null {
  const cases: CaseList = [];
  let rest = expression;
  while (rest.kind === 'call' && rest.name === 'if') {
    const first = firstCase(rest.args, reading);
    if (first === null) return null;
    cases.push(first.chosen);
    rest = first.rest;
  }
  if (cases.length === 0) return null;
  if (rest.kind === 'number') return { cases: [...cases, { value: rest.value }] };
  return rest.kind === 'text' && rest.value === '' ? { cases } : null;
}

function firstCase(
  [condition, value, rest]: readonly Expression[],
  reading: FormReading,
): { readonly chosen: CaseList[number]; readonly rest: Expression } | null {
  const when = condition === undefined ? null : readCondition(condition, reading);
  if (when === null || value?.kind !== 'number' || rest === undefined) return null;
  return { chosen: { when, value: value.value }, rest };
}
