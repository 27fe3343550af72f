import { conditionWords } from '../../domain/questionnaire/condition-words.js';
import type { Condition } from '../../domain/questionnaire/condition.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import type { FieldErrors } from '../../web/form-errors.js';
import { conditionOfFields, type Fields, fieldsOfCondition } from './condition-form.js';
import { type ConditionPlace, conditionSubjects, type ConditionSubjects } from './condition-subjects.js';

/** A condition as menus to choose from. */
export interface ConditionForm {
  readonly prefix: string;
  readonly legend: string;
  readonly hint: string | null;
  /** The condition in words when it is nested too deep for the form. */
  readonly kept: string | null;
  readonly rows: readonly ConditionRow[];
  readonly subjects: readonly ConditionSubjects[];
}

interface ConditionRow {
  readonly name: string;
  /** Number of the row, from 1. */
  readonly number: string;
  readonly isFirst: boolean;
  readonly isOr: boolean;
  readonly isNot: boolean;
  readonly what: string;
  readonly limit: string;
  readonly error: string | null;
}

interface ConditionPart {
  readonly prefix: string;
  readonly legend: string;
  readonly hint?: string;
  /** The condition as it stands, to show when the form cannot. */
  readonly old: Condition | undefined;
  readonly place: ConditionPlace;
  /** Rows to fill in besides those that are. */
  readonly spareRows?: number;
}

/** The menus of one condition, with what was chosen. */
export function conditionForm(
  questionnaire: Questionnaire,
  { values, errors }: { readonly values: Fields; readonly errors: FieldErrors },
  part: ConditionPart,
): ConditionForm {
  const { prefix, old } = part;
  const subjects = conditionSubjects(questionnaire, part.place);
  const used = usedRows(values, prefix);
  const count = used + (part.spareRows ?? 2);
  const isKept = old !== undefined && fieldsOfCondition(old, prefix) === null;
  return {
    prefix,
    legend: part.legend,
    hint: part.hint ?? null,
    kept: isKept ? conditionWords(questionnaire, old) : null,
    rows: Array.from({ length: count }, (_, index) =>
      rowOf(values, errors, `${prefix}-${String(index)}`, index),
    ),
    subjects: [...subjects, ...unlisted(questionnaire, { values, prefix, subjects })],
  };
}

function rowOf(values: Fields, errors: FieldErrors, name: string, index: number): ConditionRow {
  return {
    name,
    number: String(index + 1),
    isFirst: index === 0,
    isOr: values[`${name}-join`] === 'or',
    isNot: values[`${name}-no`] === 'not',
    what: values[`${name}-what`] ?? '',
    limit: values[`${name}-number`] ?? '',
    error: errors[`${name}-number`] ?? errors[`${name}-what`] ?? null,
  };
}

function usedRows(values: Fields, prefix: string): number {
  const used = Object.entries(values).flatMap(([field, value]) => {
    const row = field.startsWith(`${prefix}-`)
      ? /^(\d{1,2})-what$/.exec(field.slice(prefix.length + 1))
      : null;
    return row === null || value === '' ? [] : [Number(row[1])];
  });
  return Math.max(-1, ...used) + 1;
}

/** What stands in the condition but not in the menu, such as a question that comes later: it must not get lost. */
function unlisted(
  questionnaire: Questionnaire,
  shown: {
    readonly values: Fields;
    readonly prefix: string;
    readonly subjects: readonly ConditionSubjects[];
  },
): ConditionSubjects[] {
  const { values, prefix, subjects } = shown;
  const known = new Set(subjects.flatMap(({ options }) => options.map(({ value }) => value)));
  const chosen = Array.from({ length: usedRows(values, prefix) }, (_, index) => `${prefix}-${String(index)}`)
    .map((name) => ({ value: values[`${name}-what`] ?? '', number: values[`${name}-number`] ?? '' }))
    .filter(({ value }) => value !== '' && !known.has(value));
  if (chosen.length === 0) return [];
  const options = chosen.map(({ value, number }) => {
    const condition = conditionOfFields({ 'x-0-what': value, 'x-0-number': number }, 'x');
    return { value, label: condition === undefined ? value : conditionWords(questionnaire, condition) };
  });
  return [{ label: 'Staat nu in de voorwaarde', options }];
}
