import { type Condition } from '../questionnaire/condition.js';
import { type AnswerCheck, type LanguageText } from '../questionnaire/model.js';
import { type FormField, isRequired } from './form-field.js';
import { type FormReading } from './form-reading.js';
import { type ReadConstraint, readConstraint } from './read-constraint.js';

interface Common {
  readonly id: string;
  readonly text: { both?: LanguageText };
  readonly when?: Condition;
  readonly instruction?: LanguageText;
  readonly help?: LanguageText;
}

/** What every question has: its code, texts and condition. */
export function commonOf(reading: FormReading, field: FormField, id = reading.codeOf(field)): Common {
  const { row } = field;
  const label = reading.languages.text(row, 'label');
  const hint = reading.languages.text(row, 'hint');
  const guidance = reading.languages.text(row, 'guidance_hint');
  return {
    id,
    text: isEmpty(label) ? {} : { both: label },
    ...reading.condition(field.relevant, field.line),
    ...(isEmpty(hint) ? {} : { instruction: hint }),
    ...(isEmpty(guidance) ? {} : { help: guidance }),
  };
}

function isEmpty(text: LanguageText): boolean {
  return Object.keys(text).length === 0;
}

/** Where nothing can be chosen instead, an answer that may stay empty can have every hidden code. */
export function mayStayEmpty({ row }: FormField): { hidden?: [] } {
  return isRequired(row) ? { hidden: [] } : {};
}

/** The constraint of a row, with what of it cannot be said. */
export function constraintOf(reading: FormReading, field: FormField): ReadConstraint {
  const { row, line } = field;
  const read = readConstraint((row['constraint'] ?? '').trim(), {
    field: (name) => reading.field(name),
    hiddenCodes: (id) => reading.hiddenCodes(id),
    self: (row['name'] ?? '').trim(),
  });
  for (const what of read.losses) reading.lose(line, what);
  if (read.wrongWhen.length === 0 && !isEmpty(reading.languages.text(row, 'constraint_message')))
    reading.lose(line, 'De eigen melding bij een verkeerd antwoord.');
  return read;
}

/** The checks of what has no limits of its own. */
export function checksOf(
  reading: FormReading,
  field: FormField,
  constraint = constraintOf(reading, field),
): { checks?: AnswerCheck[] } {
  if (constraint.min !== null || constraint.max !== null)
    reading.lose(field.line, 'Een grens aan wat geen getal is.');
  return checksFrom(reading, field, constraint);
}

const NO_MESSAGE: Readonly<Record<string, string>> = {
  nl: 'Dit antwoord kan niet.',
  en: 'This answer is not possible.',
};

/** The checks that a constraint comes down to, beside its limits. */
export function checksFrom(
  reading: FormReading,
  field: FormField,
  { wrongWhen }: ReadConstraint,
): { checks?: AnswerCheck[] } {
  if (wrongWhen.length === 0) return {};
  const own = reading.languages.text(field.row, 'constraint_message');
  const message = Object.fromEntries(
    reading.languages.codes.map((code) => [code, own[code] ?? NO_MESSAGE[code] ?? NO_MESSAGE['nl'] ?? '']),
  );
  return { checks: wrongWhen.map((condition) => ({ wrongWhen: condition, severity: 'refuse', message })) };
}
