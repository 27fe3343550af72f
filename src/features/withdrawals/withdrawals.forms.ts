import { z } from 'zod';
import { readDate } from '../../domain/frame/cell-date.js';
import { nameKey, splitLastName } from '../../domain/frame/person-name.js';
import { readTelephone } from '../../domain/telephone/telephone-number.js';
import type { CheckedForm } from '../../web/form-errors.js';
import { ASKED_BY, ASKED_THROUGH, SEARCH_REASONS, type SearchReason } from './withdrawal.js';
import type { Sought } from './withdrawal-search.service.js';

/** What was typed to find somebody, to show the form again with nothing lost. */
export interface TypedSearch {
  readonly reason: string;
  readonly caseNumber: string;
  readonly number: string;
  readonly last: string;
  readonly given: string;
  readonly born: string;
}

export function typedSearch(fields: Readonly<Record<string, unknown>>): TypedSearch {
  return {
    reason: textOf(fields['reason']),
    caseNumber: textOf(fields['caseNumber']),
    number: textOf(fields['number']),
    last: textOf(fields['last']),
    given: textOf(fields['given']),
    born: textOf(fields['born']),
  };
}

/** One way of finding somebody is enough, and needed; so is the reason. */
export function checkSearch(typed: TypedSearch): CheckedForm<{ reason: SearchReason; sought: Sought }> {
  const errors: Record<string, string> = {};
  const reason = SEARCH_REASONS.find((one) => one === typed.reason);
  if (reason === undefined) errors['reason'] = 'Kies waarom u zoekt.';
  const sought = soughtFrom(typed, errors);
  if (reason === undefined || sought === null) return { ok: false, errors };
  return { ok: true, values: { reason, sought } };
}

function soughtFrom(typed: TypedSearch, errors: Record<string, string>): Sought | null {
  if (typed.caseNumber !== '') return { by: 'case', caseNumber: typed.caseNumber };
  if (typed.number !== '') {
    const reading = readTelephone(typed.number);
    if (reading.kind === 'usable') return { by: 'number', number: reading.number };
    errors['number'] = 'Dit telefoonnummer bestaat niet. Kijk het nummer na.';
    return null;
  }
  const isPerson = [typed.last, typed.given, typed.born].some((text) => text !== '');
  if (!isPerson) {
    errors['caseNumber'] = 'Vul een casusnummer in, of een telefoonnummer, of een naam met geboortedatum.';
    return null;
  }
  return personFrom(typed, errors);
}

function personFrom({ last, given, born }: TypedSearch, errors: Record<string, string>): Sought | null {
  const family = splitLastName(last, '').last;
  const date = readDate(born);
  if (nameKey(family) === '') errors['last'] = 'Vul de achternaam van het kind in.';
  if (date.kind !== 'date') {
    errors['born'] = 'Vul de geboortedatum van het kind in, bijvoorbeeld 19-09-2012.';
    return null;
  }
  return nameKey(family) === '' ? null : { by: 'person', bornOn: date.on, last: family, given };
}

/** Who asked for the withdrawal, and how. */
export const withdrawalForm = z.object({
  askedBy: z.enum(ASKED_BY, 'Kies wie de toestemming intrekt.'),
  askedThrough: z.enum(ASKED_THROUGH, 'Kies hoe het verzoek binnenkwam.'),
  neverAgain: z
    .string()
    .optional()
    .transform((value) => value === 'yes'),
});

/** The same as it was typed. */
export interface TypedWithdrawal {
  readonly askedBy: string;
  readonly askedThrough: string;
  readonly neverAgain: boolean;
}

export function typedWithdrawal(fields: Readonly<Record<string, unknown>>): TypedWithdrawal {
  return {
    askedBy: textOf(fields['askedBy']),
    askedThrough: textOf(fields['askedThrough']),
    neverAgain: fields['neverAgain'] === 'yes',
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
