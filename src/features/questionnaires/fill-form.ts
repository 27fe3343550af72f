import type { Fill, Questionnaire } from '../../domain/questionnaire/model.js';
import { FILL_VALUES, nameSchema } from '../../domain/questionnaire/schema.js';
import type { FieldErrors } from '../../web/form-errors.js';
import { conditionErrors, type Fields, fieldsOfCondition } from './condition-form.js';
import { changedCondition } from './condition-part.js';
import { fieldReader, filledRows, textFields } from './form-reader.js';

/** What a fill can be: a value of the program, or words that depend on the conversation. */
export const FILL_KINDS = ['cases', ...FILL_VALUES] as const;

/** The fields of a fill on its form. */
export function fieldsOfFill({ respondents }: Questionnaire, name: string, fill: Fill): Fields {
  if (!('cases' in fill)) return { name, ...textFields('otherwise', fill.otherwise ?? {}, respondents) };
  const cases = fill.cases.map(({ when, text }, index) => ({
    ...textFields(`cases-${String(index)}-text`, text, respondents),
    ...fieldsOfCondition(when, `cases-${String(index)}-when`),
  }));
  return Object.assign({ name }, ...cases) as Fields;
}

/** The fill that the form describes, or what is wrong with the form. */
export function fillOfFields(
  questionnaire: Questionnaire,
  was: { readonly name: string; readonly fill: Fill },
  fields: Fields,
): { readonly name: string; readonly fill: Fill; readonly errors: FieldErrors } {
  const reader = fieldReader(questionnaire, fields);
  const name = reader.text('name');
  const errors = nameErrors(questionnaire, was.name, name);
  const { fill } = was;
  if (!('cases' in fill)) {
    const otherwise = reader.heard('otherwise', fill.otherwise ?? {});
    return { name, fill: { value: fill.value, ...(otherwise === undefined ? {} : { otherwise }) }, errors };
  }
  const rows = filledRows(fields, /^cases-(\d{1,2})-text/);
  const cases = rows.map((row) => {
    const old = fill.cases[row];
    const when = changedCondition(old?.when, fields, `cases-${String(row)}-when`);
    const text = reader.heard(`cases-${String(row)}-text`, old?.text ?? {}) ?? {};
    return { ...(when === undefined ? {} : { when }), text };
  });
  const limits = rows.map((row) => conditionErrors(fields, `cases-${String(row)}-when`));
  return {
    name,
    fill: { cases },
    errors: Object.assign(errors, noCase(cases.length), ...limits) as FieldErrors,
  };
}

function noCase(count: number): FieldErrors {
  return count === 0 ? { 'cases-0-text-parent-nl': 'Geef ten minste één geval met een tekst.' } : {};
}

/** Whether a fill can have this name. */
export function nameErrors({ fills = {} }: Questionnaire, was: string | null, name: string): FieldErrors {
  if (!nameSchema.safeParse(name).success) {
    return { name: 'Begin met een kleine letter, zonder spaties, zoals kind of krijgt.' };
  }
  return name !== was && Object.hasOwn(fills, name) ? { name: `De invulling {${name}} is er al.` } : {};
}
