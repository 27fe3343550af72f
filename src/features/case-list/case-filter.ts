import type { Instant } from '../../domain/calendar/instant.js';
import type { CaseAttention } from '../../domain/calling/case-attention.js';
import type { CaseStatus } from '../../domain/contact/case-status.js';
import type { RateGroup } from '../../domain/contact/outcome.js';

/** When the next call is, as somebody may ask for it. */
export const DUE_FILTERS = ['now', 'today', 'later', 'none'] as const;

export type DueFilter = (typeof DUE_FILTERS)[number];

/** A choice among the cases of a study; `null` for no choice. The parts of it are its names in the address. */
export interface CaseFilter {
  /** Code of a domain. */
  readonly domain: string | null;
  readonly status: CaseStatus | null;
  readonly group: RateGroup | null;
  readonly replicate: number | null;
  /** Who has the case in hand. */
  readonly interviewer: string | null;
  /** To whom the case is assigned. */
  readonly assigned: string | null;
  readonly due: DueFilter | null;
  readonly attention: CaseAttention | null;
}

/** A case as a place in the list, with the moment of its next call when it has one. */
export interface CasePlace {
  readonly caseNumber: string;
  readonly dueAt: Instant | null;
}

/** Where a page of the list begins or ends; at most one of them. */
export interface CaseListPlace {
  readonly after: CasePlace | null;
  readonly before: CasePlace | null;
}

/** The choice as it stands in an address, without the question mark. */
export function filterQuery(filter: CaseFilter, place: Partial<CaseListPlace> = {}): string {
  const places = Object.entries(place).map(([name, at]): [string, string | null] => [
    name,
    at === null ? null : [at.caseNumber, at.dueAt ?? ''].join(' ').trim(),
  ]);
  const parts = [...Object.entries(filter), ...places].flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(parts).toString();
}
