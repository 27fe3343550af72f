import { type LanguageText, type Question } from '../questionnaire/model.js';
import { type FormField } from './form-field.js';
import { type FormReading } from './form-reading.js';
import { checksFrom, commonOf, constraintOf, mayStayEmpty } from './read-field.js';
import { type ReadConstraint } from './read-constraint.js';
import { TYPE_COLUMN, UNIT_COLUMN } from './xlsform.js';

/** A number, or a grade: a whole number from 1 to 10 without a unit. */
export function readNumber(reading: FormReading, field: FormField, isDecimal: boolean): Question {
  const constraint = constraintOf(reading, field);
  const unit = unitOf(reading, field);
  const common = {
    ...commonOf(reading, field),
    ...mayStayEmpty(field),
    ...checksFrom(reading, field, constraint),
  };
  if (!isDecimal && isGrade(unit, constraint)) {
    if (field.row[TYPE_COLUMN] !== 'grade') {
      reading.lose(field.line, 'Een geheel getal van 1 tot en met 10 zonder eenheid werd een rapportcijfer.');
    }
    return { type: 'grade', ...common };
  }
  tellNumber(reading, field, unit, constraint);
  return { type: 'number', ...common, unit: unit ?? {}, ...limitsOf(constraint, isDecimal) };
}

function isGrade(unit: LanguageText | null, { min, max }: ReadConstraint): boolean {
  return unit === null && min === 1 && max === 10;
}

function limitsOf({ min, max, decimals }: ReadConstraint, isDecimal: boolean) {
  return { decimals: isDecimal ? (decimals ?? 2) : 0, min: min ?? 0, max: max ?? 9999 };
}

function tellNumber(
  reading: FormReading,
  { line }: FormField,
  unit: LanguageText | null,
  { min, max }: ReadConstraint,
): void {
  if (unit === null) reading.lose(line, 'Er is geen eenheid; vul haar in bij de vraag.');
  if (min === null || max === null) {
    reading.lose(line, 'Er is geen kleinste en grootste getal; dat werd 0 tot en met 9999.');
  }
}

function unitOf({ languages }: FormReading, { row }: FormField): LanguageText | null {
  const words = languages.codes.flatMap((code) => {
    const unit = (row[`${UNIT_COLUMN}_${code}`] ?? '').trim();
    return unit === '' ? [] : [[code, unit] as const];
  });
  return words.length === 0 ? null : Object.fromEntries(words);
}
