import { z } from 'zod';
import { parseCivilDate } from '../../domain/calendar/civil-date.js';
import { CONTACT_LANGUAGES } from '../../domain/calling/contact-language.js';
import { INTERVIEWER_SKILLS } from '../../domain/calling/interviewer-skill.js';

const day = z
  .string()
  .trim()
  .default('')
  .transform((text, context) => {
    const read = parseCivilDate(text);
    if (read !== null) return read;
    context.addIssue({ code: 'custom', message: 'Vul een dag in die bestaat.' });
    return z.NEVER;
  });

function time(message: string) {
  return z
    .string()
    .trim()
    .default('')
    .transform((text, context) => {
      const parts = /^(\d{1,2})[:.](\d{2})$/.exec(text);
      const minute = parts === null ? -1 : Number(parts[1]) * 60 + Number(parts[2]);
      if (minute >= 0 && minute < 1440 && Number(parts?.[2]) < 60) return minute;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });
}

/** One shift of one interviewer. */
export const shiftForm = z
  .object({
    interviewerId: z.string().default('').pipe(z.string().min(1, 'Kies een enquêteur.')),
    worksOn: day,
    fromMinute: time('Vul een begintijd in, zoals 17:00.'),
    untilMinute: time('Vul een eindtijd in, zoals 20:30.'),
  })
  .superRefine(({ fromMinute, untilMinute }, context) => {
    if (untilMinute > fromMinute) return;
    const message = 'De dienst eindigt voordat hij begint. Kies een latere eindtijd.';
    context.addIssue({ code: 'custom', path: ['untilMinute'], message });
  });

/** What was typed, to show the form again with nothing lost. */
export interface TypedShift {
  readonly interviewerId: string;
  readonly worksOn: string;
  readonly fromMinute: string;
  readonly untilMinute: string;
}

const text = z.string().trim().max(40).catch('');

/** @param fields what the browser sent */
export function typedShift(fields: Readonly<Record<string, unknown>>): TypedShift {
  return z.object({ interviewerId: text, worksOn: text, fromMinute: text, untilMinute: text }).parse(fields);
}

const LANGUAGE_TAGS = CONTACT_LANGUAGES.map(({ value }) => value);

function several<Value extends string>(allowed: readonly Value[]) {
  return z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((given) => allowed.filter((value) => [given ?? []].flat().includes(value)));
}

/** What an interviewer can do. */
export const abilitiesForm = z.object({
  languages: several(LANGUAGE_TAGS),
  skills: several(INTERVIEWER_SKILLS),
});
