import {
  type Condition,
  SAMPLE_VARIABLES,
  type SampleComparison,
  type SampleVariable,
} from '../questionnaire/condition.js';
import { type Expression, partsOf } from './expression.js';
import { FACT_PREFIX } from './xlsform.js';

/** What the names in an expression stand for. */
export interface NamedFields {
  /** The field with a name; `null` when there is none that a condition can look at. */
  readonly field: (name: string) => NamedField | null;
  /** The codes that a question, by its code, can have and that are never read aloud. */
  readonly hiddenCodes: (id: string) => readonly number[];
  /** The field whose constraint it is, for `.`. */
  readonly self: string | null;
}

/** A question, statement or computed value that a condition can look at. */
export interface NamedField {
  /** Its code in the questionnaire. */
  readonly id: string;
  /** Codes by the name of the answer; `null` for numbers, and `words` for what is written. */
  readonly codes: ReadonlyMap<string, number> | null;
  readonly kind: 'one' | 'several' | 'number' | 'words';
  /** Whether numbers are whole, so that “more than 5” is “at least 6”. */
  readonly isWhole: boolean;
}

/**
 * The condition that an expression of XLSForm states.
 * @returns `null` when a questionnaire cannot say it
 * @example readCondition(readExpression('not(${E1} = 1)'), fields) // { not: { question: 'E1', is: 1 } }
 */
export function readCondition(expression: Expression, fields: NamedFields): Condition | null {
  if (expression.kind === 'operation') {
    const { operator } = expression;
    if (operator === 'and' || operator === 'or') return joined(expression, operator, fields);
    return comparison(expression, fields);
  }
  return expression.kind === 'call' ? called(expression, fields) : null;
}

function joined(expression: Expression, operator: 'and' | 'or', fields: NamedFields): Condition | null {
  const parts = partsOf(expression, operator).map((part) => readCondition(part, fields));
  const whole = parts.filter((part) => part !== null);
  if (whole.length < parts.length) return null;
  if (operator === 'or') return { any: whole };
  const said = whole.filter((part) => !goesWithoutSaying(part, whole, fields));
  const [only] = said;
  return said.length === 1 && only !== undefined ? only : { all: said };
}

/** “Not 98” beside “at least 4”: here no limit ever holds for a code that is never read aloud. */
function goesWithoutSaying(part: Condition, beside: readonly Condition[], fields: NamedFields): boolean {
  if (!('not' in part) || !('question' in part.not)) return false;
  const { question, is } = part.not;
  const isLimited = beside.some(
    (other) =>
      'question' in other &&
      other.question === question &&
      (other.atLeast !== undefined || other.atMost !== undefined),
  );
  return isLimited && is !== undefined && fields.hiddenCodes(question).includes(is);
}

function called(call: Extract<Expression, { kind: 'call' }>, fields: NamedFields): Condition | null {
  if (call.name === 'not') return negated(call.args, fields);
  return call.name === 'selected' ? selected(call.args, fields) : null;
}

function negated([only, ...more]: readonly Expression[], fields: NamedFields): Condition | null {
  const inside = only === undefined || more.length > 0 ? null : readCondition(only, fields);
  return inside === null ? null : { not: inside };
}

function selected([first, second, ...more]: readonly Expression[], fields: NamedFields): Condition | null {
  if (first === undefined || second === undefined || more.length > 0) return null;
  const field = fieldOf(first, fields);
  const value = valueOf(second);
  return field === null || value === null ? null : chosen(field, value);
}

type Comparing = Extract<Expression, { kind: 'operation' }>;

const TURNED: Readonly<Record<string, string>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '=': '=',
  '!=': '!=',
};

function comparison({ operator, left, right }: Comparing, fields: NamedFields): Condition | null {
  const value = valueOf(right);
  if (value !== null) return withValue(left, operator, value, fields);
  const turned = valueOf(left);
  if (turned !== null) return withValue(right, TURNED[operator] ?? '', turned, fields);
  return betweenFields({ left, operator, right }, fields);
}

function withValue(
  expression: Expression,
  operator: string,
  value: string | number,
  fields: NamedFields,
): Condition | null {
  const fact = factOf(expression);
  if (fact !== null) return ofFact(fact, operator, value);
  const field = fieldOf(expression, fields);
  return field === null ? null : ofField(field, operator, value);
}

function ofField(field: NamedField, operator: string, value: string | number): Condition | null {
  if (value === '') return equalOrNot({ not: { question: field.id } }, operator);
  if (field.kind === 'words') return null;
  if (operator === '=' || operator === '!=') {
    const equal = field.codes === null ? exactly(field, value) : chosen(field, value);
    return equal === null ? null : equalOrNot(equal, operator);
  }
  const number = Number(value);
  if (field.kind === 'several' || Number.isNaN(number)) return null;
  return limited(field.id, operator, number, field.isWhole);
}

/** The condition that something is so, turned round for `!=`; twice not is so. */
function equalOrNot(equal: Condition, operator: string): Condition | null {
  if (operator === '=') return equal;
  if (operator !== '!=') return null;
  return 'not' in equal ? equal.not : { not: equal };
}

function exactly({ id }: NamedField, value: string | number): Condition | null {
  const number = Number(value);
  return Number.isNaN(number) ? null : { question: id, is: number };
}

function chosen({ id, codes }: NamedField, value: string | number): Condition | null {
  const code = codes?.get(String(value));
  return code === undefined ? null : { question: id, is: code };
}

function limited(question: string, operator: string, limit: number, isWhole: boolean): Condition | null {
  switch (operator) {
    case '>=':
      return { question, atLeast: limit };
    case '<=':
      return { question, atMost: limit };
    case '>':
      return isWhole
        ? { question, atLeast: Math.floor(limit) + 1 }
        : { all: [{ question, atLeast: limit }, { not: { question, is: limit } }] };
    case '<':
      return isWhole
        ? { question, atMost: Math.ceil(limit) - 1 }
        : { all: [{ question, atMost: limit }, { not: { question, is: limit } }] };
    default:
      return null;
  }
}

function betweenFields(
  { left, operator, right }: Omit<Comparing, 'kind'>,
  fields: NamedFields,
): Condition | null {
  const [one, other] = [fieldOf(left, fields), fieldOf(right, fields)];
  if (one?.kind !== 'number' || other?.kind !== 'number') return null;
  if (operator === '>') return { question: one.id, moreThan: other.id };
  return operator === '<' ? { question: one.id, lessThan: other.id } : null;
}

function factOf(expression: Expression): SampleVariable | null {
  if (expression.kind !== 'name' || !expression.name.startsWith(FACT_PREFIX)) return null;
  const name = expression.name.slice(FACT_PREFIX.length);
  return SAMPLE_VARIABLES.find((one) => one === name) ?? null;
}

function ofFact(sample: SampleVariable, operator: string, value: string | number): Condition | null {
  if (sample === 'age') return ofAge(operator, Number(value));
  const isYesNo = sample === 'careOngoing' || sample === 'firstTimeClient';
  const is: SampleComparison['is'] = isYesNo ? value === 'true' : String(value);
  return equalOrNot({ sample, is }, operator);
}

function ofAge(operator: string, age: number): Condition | null {
  if (Number.isNaN(age)) return null;
  const limit = limited('', operator, age, true);
  if (limit === null || !('question' in limit)) return equalOrNot({ sample: 'age', is: age }, operator);
  const { atLeast, atMost } = limit;
  return {
    sample: 'age',
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(atMost === undefined ? {} : { atMost }),
  };
}

function fieldOf(expression: Expression, fields: NamedFields): NamedField | null {
  if (expression.kind === 'self') return fields.self === null ? null : fields.field(fields.self);
  return expression.kind === 'name' ? fields.field(expression.name) : null;
}

function valueOf(expression: Expression): string | number | null {
  return expression.kind === 'number' || expression.kind === 'text' ? expression.value : null;
}
