import { type ExclusionReason, parseExclusionReason } from '../../domain/checks/exclusion-reason.js';
import { UserProblem } from '../../errors.js';
import type { CaseMark } from './checks.service.js';

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
