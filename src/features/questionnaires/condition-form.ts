import type {
  Condition,
  QuestionComparison,
  SampleComparison,
} from '../../domain/questionnaire/condition.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import { listVariables, optionsOf, tableLabelOf } from '../../domain/questionnaire/variables.js';
import { DEFAULT_STUDY_DOMAINS } from '../../domain/study/study-domain.js';

/** A form as text by the name of its field. */
export type Fields = Readonly<Record<string, string>>;

/** As many comparisons as fit on the form. */
export const CONDITION_ROWS = 4;

/** What a comparison can be about, grouped for a menu. The value says all there is to it but for a number. */
export interface ConditionSubjects {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

const FACTS: ConditionSubjects = {
  label: 'Gegevens van de cliënt',
  options: [
    { value: 'sample|respondent|parent', label: 'de ouder antwoordt' },
    { value: 'sample|respondent|youth', label: 'de jongere antwoordt' },
    ...DEFAULT_STUDY_DOMAINS.map(({ code, label }) => ({
      value: `sample|domain|${code}`,
      label: `domein: ${label.toLowerCase()}`,
    })),
    { value: 'sample|measure|ots', label: 'maatregel: ondertoezichtstelling (OTS)' },
    { value: 'sample|measure|voogdij', label: 'maatregel: voogdij' },
    { value: 'sample|measure|jeugdreclassering', label: 'maatregel: jeugdreclassering' },
    { value: 'sample|age|atLeast', label: 'leeftijd van het kind: minstens …' },
    { value: 'sample|age|atMost', label: 'leeftijd van het kind: hoogstens …' },
    { value: 'sample|careOngoing|true', label: 'de hulp loopt nog' },
    { value: 'sample|careOngoing|false', label: 'de hulp loopt niet meer' },
    { value: 'sample|firstTimeClient|true', label: 'dit jaar voor het eerst cliënt' },
    { value: 'sample|firstTimeClient|false', label: 'eerder al cliënt' },
  ],
};

/**
 * Everything that a condition can be about at a place in the questionnaire.
 * @param before code of the question, statement or first question of the block that the condition is for
 */
export function conditionSubjects(questionnaire: Questionnaire, before: string): ConditionSubjects[] {
  const variables = listVariables(questionnaire);
  const position = variables.findIndex(({ id, question }) => id === before || question.id === before);
  const earlier = variables.slice(0, position).flatMap((variable): ConditionSubjects[] => {
    const label = `${variable.id} ${tableLabelOf(variable, 'nl')}`.slice(0, 70);
    const { type } = variable.question;
    const options = optionsOf(variable).map((option) => ({
      value: `question|${variable.id}|${String(option.code)}`,
      label: `${variable.id}: ${option.label['nl'] ?? Object.values(option.label)[0] ?? String(option.code)}`,
    }));
    if (options.length > 0) return [{ label, options }];
    if (type !== 'number' && type !== 'grade') return [];
    return [
      {
        label,
        options: [
          { value: `question|${variable.id}|atLeast`, label: `${variable.id}: minstens …` },
          { value: `question|${variable.id}|atMost`, label: `${variable.id}: hoogstens …` },
        ],
      },
    ];
  });
  return [FACTS, ...earlier.reverse()];
}

/**
 * The fields of a condition: how its comparisons are joined, and each one.
 * @returns `null` when the condition is nested deeper than the form can show
 */
export function fieldsOfCondition(condition: Condition | undefined): Fields | null {
  if (condition === undefined) return {};
  const [join, parts] = partsOf(condition);
  const rows = parts.map(rowOf);
  if (rows.length > CONDITION_ROWS) return null;
  const fields: Record<string, string> = { 'when-join': join };
  for (const [index, row] of rows.entries()) {
    if (row === null) return null;
    const name = `when-${String(index)}`;
    fields[`${name}-no`] = row.isNot ? 'not' : '';
    fields[`${name}-what`] = row.what;
    fields[`${name}-number`] = row.number;
  }
  return fields;
}

function partsOf(condition: Condition): ['all' | 'any', readonly Condition[]] {
  if ('all' in condition) return ['all', condition.all];
  if ('any' in condition) return ['any', condition.any];
  if ('not' in condition) return ['all', [condition]];
  // One of several values is the same as any of them, and a range is the same as both limits.
  const { in: values = [], atLeast, atMost, ...subject } = condition;
  if (values.length > 0 && Object.keys(condition).length === 2) {
    return ['any', values.map((value) => ({ ...subject, is: value }) as Condition)];
  }
  if (atLeast !== undefined && atMost !== undefined && Object.keys(condition).length === 3) {
    return [
      'all',
      [
        { ...subject, atLeast },
        { ...subject, atMost },
      ],
    ];
  }
  return ['all', [condition]];
}

interface Row {
  readonly isNot: boolean;
  readonly what: string;
  readonly number: string;
}

function rowOf(condition: Condition): Row | null {
  if ('not' in condition) {
    const inner = rowOf(condition.not);
    return inner === null || inner.isNot ? null : { ...inner, isNot: true };
  }
  if ('all' in condition || 'any' in condition || Object.keys(condition).length !== 2) return null;
  const subject = 'sample' in condition ? `sample|${condition.sample}` : `question|${condition.question}`;
  const operator = operatorOf(condition);
  return operator === null ? null : { isNot: false, what: `${subject}|${operator[0]}`, number: operator[1] };
}

/** The value or the limit that a comparison names, as it stands in the menu, and the number beside it. */
function operatorOf({ is, atLeast, atMost }: SampleComparison | QuestionComparison): [string, string] | null {
  if (atLeast !== undefined) return ['atLeast', String(atLeast)];
  if (atMost !== undefined) return ['atMost', String(atMost)];
  return is === undefined ? null : [String(is), ''];
}

/**
 * The condition that the fields stand for; rows in which nothing was chosen do not count.
 * @returns `undefined` for no condition
 */
export function conditionOfFields(fields: Fields): Condition | undefined {
  const parts = Array.from({ length: CONDITION_ROWS }, (_, index) => {
    const name = `when-${String(index)}`;
    const comparison = comparisonOf(fields[`${name}-what`] ?? '', fields[`${name}-number`] ?? '');
    return comparison !== null && fields[`${name}-no`] === 'not' ? { not: comparison } : comparison;
  }).filter((part) => part !== null);
  const [first] = parts;
  if (first === undefined) return undefined;
  if (parts.length === 1) return first;
  return fields['when-join'] === 'any' ? { any: parts } : { all: parts };
}

function comparisonOf(what: string, number: string): Condition | null {
  const [kind, id, value] = what.split('|');
  if (id === undefined || value === undefined) return null;
  const limit = Number(number.replace(',', '.'));
  const operator =
    value === 'atLeast' || value === 'atMost'
      ? { [value]: Number.isNaN(limit) ? 0 : limit }
      : { is: scalar(kind, value) };
  return { [kind === 'sample' ? 'sample' : 'question']: id, ...operator } as unknown as Condition;
}

function scalar(kind: string | undefined, value: string): string | number | boolean {
  if (kind === 'question') return Number(value);
  return value === 'true' || value === 'false' ? value === 'true' : value;
}
