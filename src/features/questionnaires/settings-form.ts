import type { z } from 'zod';
import type { Note, Questionnaire } from '../../domain/questionnaire/model.js';
import { nameSchema } from '../../domain/questionnaire/schema.js';
import { listVariables } from '../../domain/questionnaire/variables.js';
import type { FieldErrors } from '../../web/form-errors.js';
import type { Fields } from './condition-form.js';
import type { settingsForm } from './drafts.forms.js';
import { defined, fieldReader, filledRows, languageFields } from './form-reader.js';
import { inLanguage } from './heard-text.js';
import { noteFields, notesOf } from './table-form.js';

/** Which questions must be answered, for a complete and for a partial interview. */
export const LEVELS = ['complete', 'partial'] as const;

/** The fields of the settings of a questionnaire. */
export function fieldsOfSettings(questionnaire: Questionnaire): Fields {
  const { complete, partial } = questionnaire.completeness;
  const percentage = (share: number): string => String(Math.round(share * 1000) / 10).replace('.', ',');
  const themes = Object.entries(questionnaire.themes ?? {}).map(([name, label], index) => ({
    [`themes-${String(index)}-name`]: name,
    ...languageFields(`themes-${String(index)}-label`, label),
  }));
  const required = LEVELS.flatMap((level) =>
    (questionnaire.completeness[level].required ?? []).map((id) => [`${level}-${id}`, 'yes'] as const),
  );
  return {
    questionnaireId: questionnaire.id,
    title: inLanguage(questionnaire.title, 'nl'),
    description: inLanguage(questionnaire.description ?? {}, 'nl'),
    languages: questionnaire.languages.join(', '),
    ...Object.fromEntries(questionnaire.respondents.map((who) => [who, 'yes'])),
    complete: percentage(complete.answeredShare),
    partial: percentage(partial.answeredShare),
    previous: questionnaire.previous ?? '',
    purpose: questionnaire.purpose ?? '',
    ...Object.fromEntries(required),
    ...noteFields(questionnaire.notes),
    ...(Object.assign({}, ...themes) as Fields),
  };
}

/** Themes whose name cannot be used. */
export function themeErrors(fields: Fields): FieldErrors {
  const wrong = filledRows(fields, /^themes-(\d{1,2})-label/)
    .map((row) => `themes-${String(row)}-name`)
    .filter((name) => !nameSchema.safeParse((fields[name] ?? '').trim()).success);
  return Object.fromEntries(
    wrong.map((name) => [name, 'Geef elk thema een korte naam met kleine letters, zoals snelheid.']),
  );
}

/** The questionnaire with other settings. */
export function withSettings(
  questionnaire: Questionnaire,
  form: z.infer<typeof settingsForm>,
  fields: Fields,
): Questionnaire {
  const { description } = questionnaire;
  const rest = { ...questionnaire };
  for (const key of ['description', 'themes', 'notes', 'previous', 'purpose'] as const) {
    Reflect.deleteProperty(rest, key);
  }
  const reader = fieldReader({ ...questionnaire, languages: form.languages }, fields);
  const themes = filledRows(fields, /^themes-(\d{1,2})-label/).map(
    (row) =>
      [reader.text(`themes-${String(row)}-name`), reader.words(`themes-${String(row)}-label`) ?? {}] as const,
  );
  return {
    ...rest,
    id: form.questionnaireId,
    title: { ...questionnaire.title, nl: form.title },
    ...(form.description === '' ? {} : { description: { ...description, nl: form.description } }),
    languages: form.languages,
    respondents: [...(form.parent ? ['parent' as const] : []), ...(form.youth ? ['youth' as const] : [])],
    completeness: {
      complete: { answeredShare: form.complete, ...requiredOf(questionnaire, fields, 'complete') },
      partial: { answeredShare: form.partial, ...requiredOf(questionnaire, fields, 'partial') },
    },
    ...(form.previous === '' ? {} : { previous: form.previous }),
    ...(form.purpose === '' ? {} : { purpose: form.purpose }),
    ...(themes.length === 0 ? {} : { themes: Object.fromEntries(themes) }),
    ...(defined({ notes: notesOf(reader) }) as { notes?: Note[] }),
  };
}

function requiredOf(
  questionnaire: Questionnaire,
  fields: Fields,
  level: (typeof LEVELS)[number],
): { required?: string[] } {
  const required = listVariables(questionnaire)
    .map(({ id }) => id)
    .filter((id) => fields[`${level}-${id}`] === 'yes');
  return required.length === 0 ? {} : { required };
}
