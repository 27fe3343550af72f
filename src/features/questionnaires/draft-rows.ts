import type { Question, Questionnaire, Respondent, Statement } from '../../domain/questionnaire/model.js';
import type { Checkbox } from '../../web/components.js';
import { type FieldErrors, fieldError } from '../../web/form-errors.js';
import { OPTION_FLAGS } from './choice-form.js';
import type { Fields } from './condition-form.js';
import { type ConditionForm, conditionForm } from './condition-rows.js';
import { type RowFocus, usedRows } from './row-moves.js';
import { LANGUAGE_NAMES } from './shown-top.pages.js';

/** Empty rows on the form, for answers and statements to add. */
const SPARE_ROWS = 2;

/** What was typed, and what is wrong with it. */
export interface EditInput {
  readonly values: Fields;
  readonly errors: FieldErrors;
  /** Where the keyboard goes on when the form is shown again. */
  readonly focus?: RowFocus;
}

/** A text field without a label of its own in sight: its table or column has it. */
export interface Slot {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly language: string;
  readonly error?: string;
}

/** Fields side by side under one heading. */
export interface TextRow {
  readonly label: string;
  readonly hint: string | null;
  readonly slots: readonly Slot[];
}

/** An answer or a statement, with what can be ticked of it. */
export interface EditRow {
  /** Of its fields, such as `options-0`. */
  readonly name: string;
  readonly number: string;
  readonly isSpare: boolean;
  readonly code: Slot;
  /** The statement that this row was, whatever its place and code now. */
  readonly was: string | null;
  readonly slots: readonly Slot[];
  readonly flags: readonly Checkbox[];
  readonly condition: ConditionForm | null;
  /** What in the row has the keyboard, if anything. */
  readonly focus: RowFocus['on'] | null;
}

const WHO: Readonly<Record<Respondent, string>> = { parent: 'Ouder', youth: 'Jongere' };

export function slot(name: string, label: string, { values, errors }: EditInput, language = 'nl'): Slot {
  return { name, label, value: values[name] ?? '', language, ...fieldError(errors, name) };
}

/** One row per language, with parent and youth side by side. */
export function heardRows(
  { languages, respondents }: Questionnaire,
  input: EditInput,
  row: { readonly name: string; readonly label: string; readonly hint?: string },
): TextRow[] {
  return languages.map((language) => {
    const tongue = languages.length === 1 ? '' : ` (${LANGUAGE_NAMES[language] ?? language})`;
    return {
      label: `${row.label}${tongue}`,
      hint: row.hint ?? null,
      slots: respondents.map((who) => slot(`${row.name}-${who}-${language}`, WHO[who], input, language)),
    };
  });
}

/** One row with a field per language; its label is that of the row when there is one language. */
export function plainRow(
  { languages }: Questionnaire,
  input: EditInput,
  row: { readonly name: string; readonly label: string; readonly hint?: string },
): TextRow {
  return {
    label: row.label,
    hint: row.hint ?? null,
    slots: languages.map((language) => {
      const label = languages.length === 1 ? row.label : (LANGUAGE_NAMES[language] ?? language);
      return slot(`${row.name}-${language}`, label, input, language);
    }),
  };
}

const FLAG_LABELS = {
  other: 'vraagt om toelichting',
  exclusive: 'sluit andere uit',
  notReadAloud: 'niet voorlezen',
} as const;

export function optionRows(
  { languages }: Questionnaire,
  question: Question,
  input: EditInput,
): readonly EditRow[] {
  if (!('options' in question)) return [];
  const flags = OPTION_FLAGS.filter(
    (flag) =>
      (flag !== 'exclusive' || question.type === 'multiple') &&
      (flag !== 'other' || question.type !== 'grid'),
  );
  const { rows, used } = rowsOf(input.values, 'options');
  const codes = rows.map((row) => Number(input.values[`options-${String(row)}-code`]));
  let free = Math.max(0, ...codes.filter((code) => code > 0 && code < 97));
  return rows.map((index) => {
    const name = `options-${String(index)}`;
    const number = String(index + 1);
    const isNew = (input.values[`${name}-code`] ?? '') === '';
    if (isNew) free += 1;
    return {
      name,
      number,
      isSpare: index >= used,
      was: null,
      condition: null,
      focus: focusOf(input, name),
      code: {
        ...slot(`${name}-code`, `Code van antwoord ${number}`, input),
        ...(isNew ? { value: String(free) } : {}),
      },
      slots: languages.map((language) => {
        const tongue = languages.length === 1 ? '' : `, ${LANGUAGE_NAMES[language] ?? language}`;
        return slot(`${name}-label-${language}`, `Antwoord ${number}${tongue}`, input, language);
      }),
      flags: [
        ...flags.map((flag) => checkbox(`${name}-${flag}`, FLAG_LABELS[flag], input)),
        ...(question.type === 'multiple'
          ? []
          : [checkbox(`${name}-positive`, 'telt mee in het percentage', input)]),
      ],
    };
  });
}

export function checkbox(name: string, label: string, { values }: EditInput): Checkbox {
  return { name, label, value: 'yes', checked: values[name] === 'yes' };
}

export function statementRows(
  questionnaire: Questionnaire,
  question: Question,
  input: EditInput,
): readonly EditRow[] {
  if (question.type !== 'grid') return [];
  const { languages, respondents } = questionnaire;
  const { rows, used } = rowsOf(input.values, 'statements');
  return rows.map((index) => {
    const name = `statements-${String(index)}`;
    const number = String(index + 1);
    const was = input.values[`${name}-was`] ?? '';
    const old = question.statements.find(({ id }) => id === was);
    return {
      name,
      number,
      isSpare: index >= used,
      was,
      focus: focusOf(input, name),
      code: slot(`${name}-id`, `Code van stelling ${number}`, input),
      slots: languages.flatMap((language) =>
        respondents.map((who) => {
          const tongue = languages.length === 1 ? '' : `, ${LANGUAGE_NAMES[language] ?? language}`;
          return slot(
            `${name}-text-${who}-${language}`,
            `${WHO[who]}${tongue}, stelling ${number}`,
            input,
            language,
          );
        }),
      ),
      flags: [],
      condition: old === undefined ? null : statementCondition(questionnaire, old, { name, input }),
    };
  });
}

function statementCondition(
  questionnaire: Questionnaire,
  old: Statement,
  { name, input }: { readonly name: string; readonly input: EditInput },
): ConditionForm {
  return conditionForm(questionnaire, input, {
    prefix: `${name}-when`,
    legend: `Stelling ${old.id} alleen vragen als`,
    old: old.when,
    place: { before: old.id },
    spareRows: 1,
  });
}

function focusOf({ focus }: EditInput, name: string): RowFocus['on'] | null {
  return focus?.row === name ? focus.on : null;
}

/** The rows that are filled in, and some to fill in. */
function rowsOf(values: Fields, name: string): { readonly rows: readonly number[]; readonly used: number } {
  const used = usedRows(values, name);
  const count = Math.max(2, used) + SPARE_ROWS;
  return { rows: Array.from({ length: count }, (_, index) => index), used };
}
