import { conditionWords } from '../../domain/questionnaire/condition-words.js';
import type { Condition } from '../../domain/questionnaire/condition.js';
import type { Block, Question, Questionnaire } from '../../domain/questionnaire/model.js';
import type { Checkbox, SelectField } from '../../web/components.js';
import {
  CONDITION_ROWS,
  conditionSubjects,
  type ConditionSubjects,
  type Fields,
  fieldsOfCondition,
} from './condition-form.js';
import { OPTION_FLAGS, SPARE_ROWS } from './question-form.js';
import { LANGUAGE_NAMES } from './questionnaires.pages.js';

/** A text field without a label of its own in sight: its table or column has it. */
export interface Slot {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly language: string;
}

export interface TextRow {
  readonly label: string;
  readonly hint: string | null;
  readonly slots: readonly Slot[];
}

export interface EditRow {
  readonly code: Slot;
  readonly slots: readonly Slot[];
  readonly flags: readonly Checkbox[];
}

export interface ConditionForm {
  /** The condition in words when it is nested too deep for the form. */
  readonly kept: string | null;
  readonly join: SelectField;
  readonly rows: readonly { readonly no: Slot; readonly what: Slot; readonly number: Slot }[];
  readonly subjects: readonly ConditionSubjects[];
}

function slot(name: string, label: string, values: Fields, language = 'nl'): Slot {
  return { name, label, value: values[name] ?? '', language };
}

const WHO = { parent: 'Ouder', youth: 'Jongere' } as const;

/** One row per language, with parent and youth side by side. */
function heardRows(
  { languages, respondents }: Questionnaire,
  values: Fields,
  row: { name: string; label: string; hint?: string },
): TextRow[] {
  return languages.map((language) => {
    const tongue = languages.length === 1 ? '' : ` (${LANGUAGE_NAMES[language] ?? language})`;
    return {
      label: `${row.label}${tongue}`,
      hint: row.hint ?? null,
      slots: respondents.map((who) => slot(`${row.name}-${who}-${language}`, WHO[who], values, language)),
    };
  });
}

export function plainRow(
  { languages }: Questionnaire,
  values: Fields,
  row: { name: string; label: string; hint?: string },
): TextRow {
  return {
    label: row.label,
    hint: row.hint ?? null,
    slots: languages.map((language) =>
      slot(`${row.name}-${language}`, LANGUAGE_NAMES[language] ?? language, values, language),
    ),
  };
}

export function textRows(questionnaire: Questionnaire, question: Question, values: Fields): TextRow[] {
  const isGrid = question.type === 'grid';
  const text = heardRows(questionnaire, values, {
    name: 'text',
    label: isGrid ? 'Inleiding op de stellingen' : 'Tekst die wordt voorgelezen',
  });
  const instruction = plainRow(questionnaire, values, {
    name: 'instruction',
    label: 'Instructie voor de enquêteur',
    hint: 'Wordt niet voorgelezen.',
  });
  if (question.type === 'text') return [...text, instruction];
  return [
    ...text,
    instruction,
    ...heardRows(questionnaire, values, {
      name: 'probe',
      label: 'Doorvragen',
      hint: 'Wordt voorgelezen als er weinig komt.',
    }),
    plainRow(questionnaire, values, {
      name: 'help',
      label: 'Toelichting',
      hint: 'Voor wie vraagt wat er bedoeld wordt.',
    }),
    plainRow(questionnaire, values, { name: 'label', label: 'Naam in tabellen' }),
  ];
}

/** The menus of a condition of a question or a block. */
export function conditionForm(
  questionnaire: Questionnaire,
  part: Question | Block,
  values: Fields,
): ConditionForm {
  const first = 'questions' in part ? (part.questions[0]?.id ?? part.id) : part.id;
  return {
    kept: keptWords(questionnaire, part.when),
    join: {
      name: 'when-join',
      label: 'Bij meer voorwaarden',
      value: values['when-join'] ?? 'all',
      options: [
        { value: 'all', label: 'ze gelden allemaal' },
        { value: 'any', label: 'er geldt er minstens één' },
      ],
    },
    rows: Array.from({ length: CONDITION_ROWS }, (_, index) => {
      const name = `when-${String(index)}`;
      const row = `voorwaarde ${String(index + 1)}`;
      return {
        no: slot(`${name}-no`, `Wel of niet, ${row}`, values),
        what: slot(`${name}-what`, `Wat, ${row}`, values),
        number: slot(`${name}-number`, `Getal, ${row}`, values),
      };
    }),
    subjects: conditionSubjects(questionnaire, first),
  };
}

function keptWords(questionnaire: Questionnaire, when: Condition | undefined): string | null {
  return when === undefined || fieldsOfCondition(when) !== null ? null : conditionWords(questionnaire, when);
}

const FLAG_LABELS = {
  other: 'vraagt om toelichting',
  exclusive: 'sluit andere uit',
  notReadAloud: 'niet voorlezen',
} as const;

export function optionRows({ languages }: Questionnaire, question: Question, values: Fields): EditRow[] {
  if (!('options' in question)) return [];
  return rowsOf(values, 'options').map((index) => {
    const name = `options-${String(index)}`;
    const row = `antwoord ${String(index + 1)}`;
    return {
      code: slot(`${name}-code`, `Code van ${row}`, {
        ...values,
        [`${name}-code`]: values[`${name}-code`] ?? String(index + 1),
      }),
      slots: languages.map((language) =>
        slot(
          `${name}-label-${language}`,
          `Tekst van ${row}, ${LANGUAGE_NAMES[language] ?? language}`,
          values,
          language,
        ),
      ),
      flags: OPTION_FLAGS.map((flag) => ({
        name: `${name}-${flag}`,
        label: FLAG_LABELS[flag],
        value: 'yes',
        checked: values[`${name}-${flag}`] === 'yes',
      })),
    };
  });
}

export function statementRows(
  { languages, respondents }: Questionnaire,
  question: Question,
  values: Fields,
): EditRow[] {
  if (question.type !== 'grid') return [];
  return rowsOf(values, 'statements').map((index) => {
    const name = `statements-${String(index)}`;
    const row = `stelling ${String(index + 1)}`;
    return {
      code: slot(`${name}-id`, `Code van ${row}`, values),
      slots: languages.flatMap((language) =>
        respondents.map((who) =>
          slot(
            `${name}-text-${who}-${language}`,
            `${WHO[who]}, ${row}, ${LANGUAGE_NAMES[language] ?? language}`,
            values,
            language,
          ),
        ),
      ),
      flags: [],
    };
  });
}

/** The rows that are filled in, and some to fill in. */
function rowsOf(values: Fields, name: string): number[] {
  const used = Object.keys(values).flatMap((field) => {
    const [part, index] = field.split('-');
    return part === name && (values[field] ?? '') !== '' ? [Number(index)] : [];
  });
  return Array.from({ length: Math.max(-1, ...used) + 1 + SPARE_ROWS }, (_, index) => index);
}
