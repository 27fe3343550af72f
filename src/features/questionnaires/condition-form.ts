import type {
  Condition,
  QuestionComparison,
  SampleComparison,
} from '../../domain/questionnaire/condition.js';
import type { FieldErrors } from '../../web/form-errors.js';

/** A form as text by the name of its field. */
export type Fields = Readonly<Record<string, string>>;

/** As many comparisons as a form can hold. */
const MOST_ROWS = 12;

/** One comparison on the form. Rows that are joined by "of" are a group; all groups must hold. */
interface Row {
  readonly isNot: boolean;
  /** What is compared, as it stands in the menu. */
  readonly what: string;
  readonly number: string;
}

type Group = readonly Row[];

/**
 * The fields of a condition: a row for each comparison, with how it is joined to the row above.
 * @param prefix of the names of the fields
 * @returns `null` when the condition is nested deeper than the form can show
 * @example fieldsOfCondition({ question: 'A1', is: 2 }, 'when') // { 'when-0-what': 'question|A1|2', … }
 */
export function fieldsOfCondition(condition: Condition | undefined, prefix: string): Fields | null {
  if (condition === undefined) return {};
  const groups = groupsOf(condition, false);
  if (groups === null) return null;
  const rows = groups.flatMap((group) =>
    group.map((row, index) => ({ ...row, join: index > 0 ? 'or' : 'and' })),
  );
  if (rows.length > MOST_ROWS) return null;
  const fields = rows.map((row, index) => {
    const name = `${prefix}-${String(index)}`;
    return {
      [`${name}-join`]: row.join,
      [`${name}-no`]: row.isNot ? 'not' : '',
      [`${name}-what`]: row.what,
      [`${name}-number`]: row.number,
    };
  });
  return Object.assign({}, ...fields) as Fields;
}

/** The condition as groups; `isNot` turns it round. */
function groupsOf(condition: Condition, isNot: boolean): readonly Group[] | null {
  if ('not' in condition) return groupsOf(condition.not, !isNot);
  if ('all' in condition) return joined(condition.all, isNot, isNot ? 'any' : 'all');
  if ('any' in condition) return joined(condition.any, isNot, isNot ? 'all' : 'any');
  const parts = comparisonParts(condition);
  if (parts.parts.length === 1) {
    const row = rowOf(condition, isNot);
    return row === null ? null : [[row]];
  }
  return joined(parts.parts, isNot, (parts.join === 'all') !== isNot ? 'all' : 'any');
}

function joined(parts: readonly Condition[], isNot: boolean, join: 'all' | 'any'): readonly Group[] | null {
  const each = parts.map((part) => groupsOf(part, isNot));
  const known = each.filter((groups) => groups !== null);
  if (known.length < each.length) return null;
  if (join === 'all') return known.flat();
  return known.every((groups) => groups.length === 1) ? [known.flat(2)] : null;
}

/** One of several values is the same as any of them, and a range is the same as both limits. */
function comparisonParts(condition: SampleComparison | QuestionComparison): {
  join: 'all' | 'any';
  parts: readonly Condition[];
} {
  const { in: values = [], atLeast, atMost, ...subject } = condition;
  const size = Object.keys(condition).length;
  if (values.length > 0 && size === 2) {
    return { join: 'any', parts: values.map((value) => ({ ...subject, is: value }) as Condition) };
  }
  if (atLeast !== undefined && atMost !== undefined && size === 3) {
    return {
      join: 'all',
      parts: [
        { ...subject, atLeast },
        { ...subject, atMost },
      ],
    };
  }
  return { join: 'all', parts: [condition] };
}

function rowOf(condition: SampleComparison | QuestionComparison, isNot: boolean): Row | null {
  if (Object.keys(condition).length > 2) return null;
  const isSample = 'sample' in condition;
  const subject = isSample ? `sample|${condition.sample}` : `question|${condition.question}`;
  const operator = operatorOf(condition);
  return operator === null ? null : { isNot, what: `${subject}|${operator[0]}`, number: operator[1] };
}

/** The value or the limit that a comparison names, as it stands in the menu, and the number beside it. */
function operatorOf(comparison: SampleComparison | QuestionComparison): [string, string] | null {
  const { is, atLeast, atMost } = comparison;
  if (atLeast !== undefined) return ['atLeast', dutch(atLeast)];
  if (atMost !== undefined) return ['atMost', dutch(atMost)];
  if (is === undefined) return 'question' in comparison ? operatorWithoutValue(comparison) : null;
  // What cannot be a code can only be a number that was typed.
  return typeof is === 'number' && (!Number.isInteger(is) || is < 0)
    ? ['exactly', dutch(is)]
    : [String(is), ''];
}

/** Compares with another question, or only asks whether there is an answer. */
function operatorWithoutValue(comparison: QuestionComparison): [string, string] | null {
  if (comparison.moreThan !== undefined) return [`moreThan:${comparison.moreThan}`, ''];
  if (comparison.lessThan !== undefined) return [`lessThan:${comparison.lessThan}`, ''];
  return comparison.in === undefined ? ['answered', ''] : null;
}

function dutch(value: number): string {
  return String(value).replace('.', ',');
}

/**
 * The condition that the fields stand for; rows in which nothing was chosen do not count.
 * @returns `undefined` for no condition
 */
export function conditionOfFields(fields: Fields, prefix: string): Condition | undefined {
  const groups: Condition[][] = [];
  for (const name of rowNames(prefix)) {
    const comparison = comparisonOf(fields[`${name}-what`] ?? '', fields[`${name}-number`] ?? '');
    if (comparison === null) continue;
    const part = fields[`${name}-no`] === 'not' ? { not: comparison } : comparison;
    const group = groups.at(-1);
    if (group !== undefined && fields[`${name}-join`] === 'or') group.push(part);
    else groups.push([part]);
  }
  const parts = groups.map(anyOf);
  return parts.length > 1 ? { all: parts } : parts[0];
}

function rowNames(prefix: string): string[] {
  return Array.from({ length: MOST_ROWS }, (_, index) => `${prefix}-${String(index)}`);
}

/** Several values of one fact or question are written as one comparison. */
function anyOf(group: readonly Condition[]): Condition {
  const [first] = group;
  if (first === undefined) throw new RangeError('a group without comparisons');
  if (group.length === 1) return first;
  const values = group.map((part) => valueOf(part));
  const [subject] = values;
  if (subject !== undefined && subject !== null && values.every((one) => one?.subject === subject.subject)) {
    const compared =
      'sample' in first ? { sample: first.sample } : { question: (first as QuestionComparison).question };
    return { ...compared, in: values.flatMap((one) => (one === null ? [] : [one.value])) } as Condition;
  }
  return { any: [...group] };
}

function valueOf(part: Condition): { readonly subject: string; readonly value: unknown } | null {
  if (!('sample' in part) && !('question' in part)) return null;
  if (part.is === undefined) return null;
  return {
    subject: 'sample' in part ? `sample ${part.sample}` : `question ${part.question}`,
    value: part.is,
  };
}

function comparisonOf(what: string, number: string): Condition | null {
  const [kind, id, value] = what.split('|');
  if (id === undefined || value === undefined) return null;
  const subject = { [kind === 'sample' ? 'sample' : 'question']: id };
  return {
    ...subject,
    ...operatorOfField({ isCode: kind === 'question' || id === 'age', value, number }),
  } as unknown as Condition;
}

/** @param field `isCode` when a value without an operator is a number */
function operatorOfField(field: {
  readonly isCode: boolean;
  readonly value: string;
  readonly number: string;
}): Record<string, unknown> {
  const { value, number } = field;
  const [name = '', other] = value.split(':');
  if (other !== undefined) return { [name]: other };
  if (value === 'answered') return {};
  if (value === 'exactly' || isLimit(value)) {
    return { [value === 'exactly' ? 'is' : value]: numberOf(number) ?? 0 };
  }
  if (field.isCode) return { is: Number(value) };
  return { is: TRUTHS.get(value) ?? value };
}

const TRUTHS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

function isLimit(value: string): boolean {
  return value === 'atLeast' || value === 'atMost';
}

function numberOf(typed: string): number | null {
  const number = Number(typed.trim().replace(',', '.'));
  return typed.trim() === '' || Number.isNaN(number) ? null : number;
}

/** Rows that need a number and have none. */
export function conditionErrors(fields: Fields, prefix: string): FieldErrors {
  const wrong = rowNames(prefix).filter((name) => {
    const value = (fields[`${name}-what`] ?? '').split('|')[2] ?? '';
    return (isLimit(value) || value === 'exactly') && numberOf(fields[`${name}-number`] ?? '') === null;
  });
  return Object.fromEntries(
    wrong.map((name) => [`${name}-number`, 'Vul bij minstens, hoogstens en precies een getal in.']),
  );
}
