import type { Expression } from '../../../src/domain/xlsform/expression.js';

type Value = string | number | boolean | readonly string[];

/**
 * What a form program makes of an expression, as XPath 1.0 says (§3.4): equality of texts as texts, everything else
 * that is compared as numbers, and what is empty is no number.
 * @param values of the fields; one that is not answered is empty
 */
export function evaluate(expression: Expression, values: ReadonlyMap<string, Value>): Value {
  switch (expression.kind) {
    case 'name':
      return values.get(expression.name) ?? '';
    case 'number':
    case 'text':
      return expression.value;
    case 'self':
      throw new Error('no field of its own');
    case 'call':
      return called(
        expression.name,
        expression.args.map((part) => evaluate(part, values)),
      );
    case 'operation':
      return compared(
        expression.operator,
        evaluate(expression.left, values),
        evaluate(expression.right, values),
      );
  }
}

function called(name: string, [first = '', second = '']: readonly Value[]): boolean {
  if (name === 'not') return !isTrue(first);
  if (name === 'selected') return Array.isArray(first) && first.includes(String(second));
  throw new Error(`no function ${name}`);
}

const OPERATORS: Readonly<Record<string, (left: Value, right: Value) => boolean>> = {
  and: (left, right) => isTrue(left) && isTrue(right),
  or: (left, right) => isTrue(left) || isTrue(right),
  '=': isEqual,
  '!=': (left, right) => !isEqual(left, right),
  '>=': (left, right) => numberOf(left) >= numberOf(right),
  '<=': (left, right) => numberOf(left) <= numberOf(right),
};

function compared(operator: string, left: Value, right: Value): boolean {
  const compare = OPERATORS[operator];
  if (compare === undefined) throw new Error(`no operator ${operator}`);
  return compare(left, right);
}

function isTrue(value: Value): boolean {
  return value === true;
}

function isEqual(left: Value, right: Value): boolean {
  const areNumbers = typeof left === 'number' || typeof right === 'number';
  return areNumbers ? numberOf(left) === numberOf(right) : String(left) === String(right);
}

/** A list of chosen answers is a text with spaces there, which is a number when only one is chosen. */
function numberOf(value: Value): number {
  const text = Array.isArray(value) ? value.join(' ') : String(value);
  return text.trim() === '' ? NaN : Number(text);
}
