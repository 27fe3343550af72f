import type { Computed, Questionnaire } from '../../domain/questionnaire/model.js';
import { computedSchema, idSchema } from '../../domain/questionnaire/schema.js';
import { sourcesOf } from '../../domain/questionnaire/computed.js';
import { listReferables } from '../../domain/questionnaire/referables.js';
import type { FieldErrors } from '../../web/form-errors.js';
import { conditionErrors, type Fields, fieldsOfCondition } from './condition-form.js';
import { changedCondition } from './condition-part.js';
import { defined, fieldReader, filledRows, languageFields } from './form-reader.js';

/** How a value follows from answers. */
export const COMPUTED_KINDS = ['sum', 'mean', 'count', 'cases'] as const;

export type ComputedKind = (typeof COMPUTED_KINDS)[number];

export function kindOfComputed(computed: Computed): ComputedKind {
  if ('cases' in computed) return 'cases';
  if ('count' in computed) return 'count';
  return 'sum' in computed ? 'sum' : 'mean';
}

/** The fields of a computed value on its form. */
export function fieldsOfComputed(computed: Computed): Fields {
  const shared = { id: computed.id, ...languageFields('label', computed.label) };
  if ('cases' in computed) {
    const cases = computed.cases.map(({ when, value }, index) => ({
      [`cases-${String(index)}-value`]: String(value).replace('.', ','),
      ...fieldsOfCondition(when, `cases-${String(index)}-when`),
    }));
    return Object.assign(shared, ...cases) as Fields;
  }
  const ticked = Object.fromEntries(sourcesOf(computed).map((id) => [`of-${id}`, 'yes']));
  if ('count' in computed) return { ...shared, ...ticked, codes: computed.count.codes.join(', ') };
  const { minimumAnswered } = computed;
  return {
    ...shared,
    ...ticked,
    minimumAnswered: minimumAnswered === undefined ? '' : String(minimumAnswered),
  };
}

/** The computed value that the form describes, or what is wrong with the form. */
export function computedOfFields(
  questionnaire: Questionnaire,
  was: Computed,
  fields: Fields,
): { readonly computed: Computed | null; readonly errors: FieldErrors } {
  const reader = fieldReader(questionnaire, fields);
  const id = reader.text('id');
  const shared = { id, label: reader.words('label') ?? {} };
  const read = computedSchema.safeParse({ ...shared, ...ownPart(questionnaire, was, fields) });
  const errors = {
    ...idErrors(questionnaire, was.id, id),
    ...('cases' in was ? caseErrors(fields) : {}),
    ...(read.success ? {} : partErrors(was)),
  };
  return { computed: read.success && Object.keys(errors).length === 0 ? read.data : null, errors };
}

function ownPart(
  questionnaire: Questionnaire,
  was: Computed,
  fields: Fields,
): Readonly<Record<string, unknown>> {
  const reader = fieldReader(questionnaire, fields);
  if ('cases' in was) {
    const cases = filledRows(fields, /^cases-(\d{1,2})-value/).map((row) =>
      defined({
        when: changedCondition(was.cases[row]?.when, fields, `cases-${String(row)}-when`),
        value: reader.number(`cases-${String(row)}-value`),
      }),
    );
    return { cases };
  }
  const sources = listReferables(questionnaire)
    .map(({ id }) => id)
    .filter((id) => reader.flag(`of-${id}`));
  if ('count' in was) {
    const codes = reader.text('codes').split(/[\s,;]+/);
    return { count: { of: sources, codes: codes.filter((code) => code !== '').map(Number) } };
  }
  return defined({ [kindOfComputed(was)]: sources, minimumAnswered: reader.number('minimumAnswered') });
}

function caseErrors(fields: Fields): FieldErrors {
  const rows = filledRows(fields, /^cases-(\d{1,2})-value/);
  return Object.assign(
    {},
    ...rows.map((row) => conditionErrors(fields, `cases-${String(row)}-when`)),
  ) as FieldErrors;
}

function partErrors(was: Computed): FieldErrors {
  if ('cases' in was) return { 'cases-0-value': 'Geef ten minste één geval, elk met een getal als waarde.' };
  if ('count' in was) return { codes: 'Kies ten minste één vraag, en vul codes in als hele getallen.' };
  return { minimumAnswered: 'Kies ten minste één vraag. Vul hier een heel getal in, of laat het leeg.' };
}

/** Whether a computed value can have this code: it shares its codes with the questions. */
export function idErrors(questionnaire: Questionnaire, was: string | null, id: string): FieldErrors {
  if (!idSchema.safeParse(id).success)
    return { id: 'Begin met een hoofdletter, zonder spaties, zoals SCORE.' };
  const isTaken = id !== was && listReferables(questionnaire).some((one) => one.id === id);
  return isTaken ? { id: `De code ${id} is al van een vraag of een andere waarde.` } : {};
}
