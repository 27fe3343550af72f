import { z } from 'zod';
import { parseCivilDate } from '../../domain/calendar/civil-date.js';
import { textOf } from '../../web/typed-text.js';

const optionalDay = z
  .string()
  .trim()
  .default('')
  .transform((text, context) => {
    if (text === '') return null;
    const day = parseCivilDate(text);
    if (day === null) context.addIssue({ code: 'custom', message: 'Vul een dag in die bestaat, of niets.' });
    return day;
  });

const ticked = z
  .string()
  .optional()
  .transform((value) => value === 'yes');

/** What a new study needs; the rules and domains come with it. */
export const newStudyForm = z
  .object({
    name: z
      .string()
      .trim()
      .min(1, 'Vul een naam in, zoals CEO jeugd, verslagjaar 2025.')
      .max(120, 'Maak de naam korter dan 120 tekens.'),
    reportYear: z.coerce
      .number('Vul het verslagjaar in, zoals 2025.')
      .int('Vul een heel jaartal in, zoals 2025.')
      .min(2000, 'Het verslagjaar is 2000 of later.')
      .max(2100, 'Het verslagjaar is 2100 of eerder.'),
    questionnaireId: z.string().trim().min(1, 'Kies een vragenlijst.'),
    fieldworkStartsOn: optionalDay,
    fieldworkEndsOn: optionalDay,
    isPractice: ticked,
  })
  .superRefine(({ fieldworkStartsOn: from, fieldworkEndsOn: until }, context) => {
    if (from !== null && until !== null && until < from) {
      const message = 'Het veldwerk eindigt voordat het begint. Kies een latere einddatum.';
      context.addIssue({ code: 'custom', path: ['fieldworkEndsOn'], message });
    }
  });

/** A whole number of interviews, or nothing. */
export const targetField = z
  .string()
  .trim()
  .default('')
  .refine((text) => /^\d{0,6}$/.test(text), 'Vul een heel aantal interviews in, of laat het veld leeg.')
  .transform((text) => (text === '' ? null : Number(text)));

/** What was typed, to show the form again with nothing lost. */
export interface TypedStudy {
  readonly name: string;
  readonly reportYear: string;
  readonly questionnaireId: string;
  readonly fieldworkStartsOn: string;
  readonly fieldworkEndsOn: string;
  readonly isPractice: boolean;
}

export function typedStudy(fields: Readonly<Record<string, unknown>>): TypedStudy {
  return {
    name: textOf(fields['name']),
    reportYear: textOf(fields['reportYear']),
    questionnaireId: textOf(fields['questionnaireId']),
    fieldworkStartsOn: textOf(fields['fieldworkStartsOn']),
    fieldworkEndsOn: textOf(fields['fieldworkEndsOn']),
    isPractice: fields['isPractice'] === 'yes',
  };
}
