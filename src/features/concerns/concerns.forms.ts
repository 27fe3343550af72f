import { z } from 'zod';
import { CONCERN_STEPS, type ConcernStep, needsNote } from '../../domain/concern/concern-state.js';
import type { CheckedForm } from '../../web/form-errors.js';
import { textOf } from '../../web/typed-text.js';

const LONGEST_TEXT = 4000;

/** What an interviewer reports. */
export const concernForm = z.object({
  concern: z.string().regex(/^[a-z0-9]{10,40}$/i),
  urgent: z.enum(['yes', 'no'], 'Kies of er nu gevaar is.').transform((answer) => answer === 'yes'),
  text: z
    .string()
    .trim()
    .min(1, 'Schrijf op wat u hoorde of merkte.')
    .max(LONGEST_TEXT, `Gebruik hoogstens ${String(LONGEST_TEXT)} tekens.`),
});

/** A report as it was typed, shown again when something is wrong with it. */
export interface TypedConcern {
  readonly concern: string;
  readonly urgent: string;
  readonly text: string;
}

export function typedConcern(fields: Readonly<Record<string, unknown>>): TypedConcern {
  return {
    concern: textOf(fields['concern']),
    urgent: textOf(fields['urgent']),
    text: textOf(fields['text']),
  };
}

const stepFields = z.object({
  step: z.enum(CONCERN_STEPS),
  note: z
    .string()
    .trim()
    .max(LONGEST_TEXT, `Gebruik hoogstens ${String(LONGEST_TEXT)} tekens.`)
    .catch(''),
});

/** Checks what a supervisor does with a concern; some steps need a note. */
export function checkStep(
  fields: Readonly<Record<string, unknown>>,
): CheckedForm<{ step: ConcernStep; note: string | null }> {
  const read = stepFields.safeParse(fields);
  if (!read.success) return { ok: false, errors: { note: 'Kies een van de knoppen.' } };
  const { step, note } = read.data;
  if (needsNote(step) && note === '') {
    return { ok: false, errors: { note: 'Schrijf op wat u deed of besloot.' } };
  }
  return { ok: true, values: { step, note: note === '' ? null : note } };
}
