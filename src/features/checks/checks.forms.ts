import { z } from 'zod';
import { parseCivilDate } from '../../domain/calendar/civil-date.js';
import { LINK_DAYS } from '../../domain/checks/check-rules.js';
import { type ExclusionReason, parseExclusionReason } from '../../domain/checks/exclusion-reason.js';
import { UserProblem } from '../../errors.js';
import type { CaseMark } from './exclusions.service.js';

const FIELD = 'reason-';

/** The name of the field with the reason for a case. */
export function reasonField(caseNumber: string): string {
  return `${FIELD}${caseNumber}`;
}

/**
 * The marks in a form: every field with a reason.
 * @throws UserProblem `invalid_input` for a reason that the page does not have
 */
export function marksInForm(fields: Readonly<Record<string, unknown>>): readonly CaseMark[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (!name.startsWith(FIELD) || value === '') return [];
    return [{ caseNumber: name.slice(FIELD.length), reason: reasonOf(value) }];
  });
}

function reasonOf(value: unknown): ExclusionReason {
  const reason = typeof value === 'string' ? parseExclusionReason(value) : null;
  if (reason === null) throw new UserProblem('invalid_input', 'Kies een reden uit de lijst.');
  return reason;
}

/** Why somebody is excluded after the closing day. */
export const explanationForm = z.object({ explanation: z.string().trim().max(500).catch('') });

/** For whom a personal link is. */
export const linkForm = z.object({
  label: z
    .string()
    .trim()
    .min(1, 'Vul in voor wie de link is, liefst een functie: secretariaat, teamleider.')
    .max(80, 'Maak de omschrijving korter dan 80 tekens.'),
});

/** Until when organisations may mark, and how long a link works. */
export const rulesForm = z.object({
  closesOn: z
    .string()
    .trim()
    .default('')
    .transform((text, context) => {
      if (text === '') return null;
      const day = parseCivilDate(text);
      if (day === null) {
        context.addIssue({ code: 'custom', message: 'Vul een dag in die bestaat, of niets.' });
      }
      return day;
    }),
  linkDays: z.coerce
    .number('Vul een heel aantal dagen in.')
    .int('Vul een heel aantal dagen in.')
    .min(LINK_DAYS.lowest, `Vul ${String(LINK_DAYS.lowest)} of meer in.`)
    .max(LINK_DAYS.highest, `Vul ${String(LINK_DAYS.highest)} of minder in.`),
});

/** What was typed, to show the form again with nothing lost. */
export interface TypedRules {
  readonly closesOn: string;
  readonly linkDays: string;
}

export function typedRules(fields: Readonly<Record<string, unknown>>): TypedRules {
  const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
  return { closesOn: textOf(fields['closesOn']), linkDays: textOf(fields['linkDays']) };
}
