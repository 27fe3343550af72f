import { z } from 'zod';
import { type ExclusionReason, parseExclusionReason } from '../../domain/checks/exclusion-reason.js';
import type { MarkChange } from '../../domain/checks/mark-changes.js';
import { UserProblem } from '../../errors.js';

const REASON = 'reason-';
const SHOWN = 'was-';

/** The name of the field with the reason for a client. */
export function clientReasonField(key: string): string {
  return `${REASON}${key}`;
}

/** The name of the hidden field with the reason that the page showed. */
export function shownReasonField(key: string): string {
  return `${SHOWN}${key}`;
}

/**
 * What a page of the list wants: each client with the reason that the page showed and the one that was chosen.
 * @throws UserProblem `invalid_input` for a reason that the page does not have
 */
export function changesInForm(fields: Readonly<Record<string, unknown>>): readonly MarkChange[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (!name.startsWith(REASON)) return [];
    const clientKey = name.slice(REASON.length);
    const shown = reasonOf(fields[shownReasonField(clientKey)] ?? '');
    return [{ clientKey, shown, chosen: reasonOf(value) }];
  });
}

function reasonOf(value: unknown): ExclusionReason | null {
  if (value === '') return null;
  const reason = typeof value === 'string' ? parseExclusionReason(value) : null;
  if (reason === null) throw new UserProblem('invalid_input', 'Kies een reden uit de lijst.');
  return reason;
}

/** Which part of the list is on the screen; what cannot be is the beginning. Never what was searched for. */
export const listPlace = z.object({
  page: z.coerce.number().int().min(1).max(1000).catch(1),
  show: z.enum(['all', 'marked']).catch('all'),
});
export type ListPlace = z.infer<typeof listPlace>;

/** What somebody searches: it stays in the body of the request, because it is a name. */
export const searchForm = z.object({ q: z.string().trim().max(100).catch('') });

/** The code of a link as it was typed. */
export const codeForm = z.object({ code: z.string().max(100).catch('') });

/** Which marks the contact saw when confirming. */
export const confirmForm = z.object({ version: z.string().max(64).catch('') });
