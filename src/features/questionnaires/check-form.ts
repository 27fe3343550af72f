import type { AnswerCheck } from '../../domain/questionnaire/model.js';
import type { FieldErrors } from '../../web/form-errors.js';
import { conditionErrors, conditionOfFields, type Fields, fieldsOfCondition } from './condition-form.js';
import { changedCondition } from './condition-part.js';
import { type FieldReader, languageFields } from './form-reader.js';

/** As many checks as a question can have on the form. */
const MOST_CHECKS = 6;

/** The fields of the checks of a question, each with its condition. */
export function checkFields(checks: readonly AnswerCheck[] = []): Fields {
  const rows = checks.map(({ wrongWhen, severity, message }, index) => {
    const name = checkName(index);
    return {
      [`${name}-severity`]: severity,
      ...languageFields(`${name}-message`, message),
      ...fieldsOfCondition(wrongWhen, `${name}-when`),
    };
  });
  return Object.assign({}, ...rows) as Fields;
}

export function checkName(index: number): string {
  return `checks-${String(index)}`;
}

/** The checks of a form; a check without a message or a condition is none. */
export function checksOf(
  reader: FieldReader,
  base: readonly AnswerCheck[] = [],
  fields: Fields,
): unknown[] | undefined {
  const checks = rows().flatMap((index) => {
    const name = checkName(index);
    const message = reader.words(`${name}-message`);
    const wrongWhen = changedCondition(base[index]?.wrongWhen, fields, `${name}-when`);
    if (message === undefined || wrongWhen === undefined) return [];
    return [{ wrongWhen, severity: reader.text(`${name}-severity`) || 'ask', message }];
  });
  return checks.length === 0 ? undefined : checks;
}

/** Checks that are half filled in. */
export function checkErrors(fields: Fields): FieldErrors {
  const errors = rows().flatMap((index): [string, string][] => {
    const name = checkName(index);
    const hasMessage = Object.entries(fields).some(
      ([field, value]) => field.startsWith(`${name}-message-`) && value.trim() !== '',
    );
    const hasCondition =
      fields[`${name}-when-keep`] === 'yes' || conditionOfFields(fields, `${name}-when`) !== undefined;
    const halves: [string, string][] =
      hasMessage === hasCondition
        ? []
        : [[`${name}-when-0-what`, 'Geef een controle zowel een voorwaarde als een melding.']];
    return [...halves, ...Object.entries(conditionErrors(fields, `${name}-when`))];
  });
  return Object.fromEntries(errors);
}

function rows(): number[] {
  return Array.from({ length: MOST_CHECKS }, (_, index) => index);
}
