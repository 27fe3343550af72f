import { type Condition } from '../questionnaire/condition.js';
import { type Expression, partsOf, readExpression } from './expression.js';
import { shortened } from './form-reading.js';
import { type NamedFields, readCondition } from './read-condition.js';

/** What a constraint of XLSForm means for a question. */
export interface ReadConstraint {
  readonly min: number | null;
  readonly max: number | null;
  /** Digits behind the point, when the constraint says so. */
  readonly decimals: number | null;
  /** Answers that cannot go with others. */
  readonly alone: readonly number[];
  /** When the answer is refused, for what is none of these. */
  readonly wrongWhen: readonly Condition[];
  readonly losses: readonly string[];
}

/**
 * Takes a constraint apart: limits, precision, answers that exclude others, and checks.
 * @param text empty when there is none
 * @example readConstraint('. >= 0 and . <= 60', fields) // { min: 0, max: 60, … }
 */
export function readConstraint(text: string, fields: NamedFields): ReadConstraint {
  const read = { min: null as number | null, max: null as number | null, decimals: null as number | null };
  const alone: number[] = [];
  const wrongWhen: Condition[] = [];
  const losses: string[] = [];
  const expression = text === '' ? null : readExpression(text);
  if (text !== '' && expression === null) losses.push(untold(text));
  for (const part of expression === null ? [] : partsOf(expression, 'and')) {
    const code = aloneCode(part, fields);
    const decimals = precision(part);
    if (code !== null) alone.push(code);
    else if (decimals !== null) read.decimals = decimals;
    else if (!takeLimit(part, read)) {
      const wrong = wrongCondition(part, fields);
      if (wrong === null) losses.push(untold(text));
      else wrongWhen.push(wrong);
    }
  }
  return { ...read, alone, wrongWhen, losses: [...new Set(losses)] };
}

function untold(text: string): string {
  return `De controle op het antwoord is (deels) weggelaten, want zij is hier niet te zeggen: ${shortened(text)}`;
}

function takeLimit(part: Expression, read: { min: number | null; max: number | null }): boolean {
  if (part.kind !== 'operation' || part.left.kind !== 'self' || part.right.kind !== 'number') return false;
  if (part.operator === '>=' && read.min === null) read.min = part.right.value;
  else if (part.operator === '<=' && read.max === null) read.max = part.right.value;
  else return false;
  return true;
}

/** `round(., 1) = .` */
function precision(part: Expression): number | null {
  if (part.kind !== 'operation' || part.operator !== '=' || part.right.kind !== 'self') return null;
  const [rounded, digits] = argsOf(part.left, 'round');
  if (rounded?.kind !== 'self' || digits?.kind !== 'number') return null;
  return [0, 1, 2, 3].includes(digits.value) ? digits.value : null;
}

/** What a function is given; nothing for another function. */
function argsOf(expression: Expression | undefined, name: string): readonly Expression[] {
  return expression?.kind === 'call' && expression.name === name ? expression.args : [];
}

/** `not(selected(., '4') and count-selected(.) > 1)` */
function aloneCode(part: Expression, { field, self }: NamedFields): number | null {
  const [inside] = argsOf(part, 'not');
  if (inside === undefined || self === null) return null;
  const [chosen, many, ...rest] = partsOf(inside, 'and');
  const name = nameOf(argsOf(chosen, 'selected')[1]);
  if (rest.length > 0 || !isMoreThanOne(many) || name === null) return null;
  return field(self)?.codes?.get(name) ?? null;
}

function nameOf(value: Expression | undefined): string | null {
  return value?.kind === 'text' || value?.kind === 'number' ? String(value.value) : null;
}

function isMoreThanOne(part: Expression | undefined): boolean {
  if (part?.kind !== 'operation' || part.operator !== '>' || part.right.kind !== 'number') return false;
  return part.right.value === 1 && argsOf(part.left, 'count-selected').length === 1;
}

/** A check says what is wrong, a constraint what is right. */
function wrongCondition(part: Expression, fields: NamedFields): Condition | null {
  const inside = part.kind === 'call' && part.name === 'not' ? part.args[0] : undefined;
  if (inside !== undefined) return readCondition(inside, fields);
  const right = readCondition(part, fields);
  return right === null ? null : { not: right };
}
