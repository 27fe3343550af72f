import type { Instant } from '../../domain/calendar/instant.js';
import { CASE_ATTENTIONS } from '../../domain/calling/case-attention.js';
import { CASE_STATUSES } from '../../domain/contact/case-status.js';
import { RATE_GROUPS } from '../../domain/contact/outcome.js';
import { type CaseFilter, type CaseListPlace, type CasePlace, DUE_FILTERS } from './case-filter.js';

export type Query = Readonly<Record<string, unknown>>;

/** Reads the choice from the address. What does not exist is no choice: an old link still shows a list. */
export function caseFilterOf(query: Query): CaseFilter {
  const replicate = textOf(query, 'replicate');
  return {
    domain: textOf(query, 'domain'),
    status: oneOf(CASE_STATUSES, query, 'status'),
    group: oneOf(RATE_GROUPS, query, 'group'),
    replicate: replicate !== null && /^\d{1,4}$/.test(replicate) ? Number(replicate) : null,
    interviewer: textOf(query, 'interviewer'),
    assigned: textOf(query, 'assigned'),
    due: oneOf(DUE_FILTERS, query, 'due'),
    attention: oneOf(CASE_ATTENTIONS, query, 'attention'),
  };
}

export function caseListPlaceOf(query: Query): CaseListPlace {
  const after = placeOf(textOf(query, 'after'));
  return { after, before: after === null ? placeOf(textOf(query, 'before')) : null };
}

/** A case number, and behind it the moment of the next call when the list is in that order. */
function placeOf(text: string | null): CasePlace | null {
  const [caseNumber = '', moment = ''] = text?.split(' ') ?? [];
  const isMoment = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(moment);
  return caseNumber === '' ? null : { caseNumber, dueAt: isMoment ? (moment as Instant) : null };
}

/** The case number that somebody looks for; `null` when the list is wanted. */
export function soughtNumberOf(query: Query): string | null {
  return textOf(query, 'number');
}

const LONGEST_VALUE = 60;

function textOf(query: Query, name: string): string | null {
  const value = query[name];
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' || text.length > LONGEST_VALUE ? null : text;
}

function oneOf<Value extends string>(values: readonly Value[], query: Query, name: string): Value | null {
  return values.find((value) => value === query[name]) ?? null;
}
