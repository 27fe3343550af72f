import { z } from 'zod';
import { parseCivilDate } from '../../domain/calendar/civil-date.js';
import { BREAKDOWNS } from '../../domain/response/breakdown.js';
import { CASE_SETS } from '../../domain/response/case-set.js';
import type { ResponseView } from './breakdown.service.js';

/** An empty choice is no choice. */
const chosen = z
  .string()
  .transform((text) => (text === '' ? null : text))
  .nullable()
  .catch(null);

/** The choices in the address of a page. What makes no sense is as if it were not there: an address is not a form. */
const viewChoices = z.object({ by: z.enum(BREAKDOWNS).catch('domain'), domain: chosen });

/** What the page is about. */
export function responseViewOf(slug: string, query: unknown): ResponseView {
  return { slug, ...viewChoices.parse(query) };
}

/** Which number was clicked, and which page of its cases is asked. */
export const caseListChoices = viewChoices.extend({
  set: z.enum(CASE_SETS).catch('all'),
  part: chosen,
  until: z.string().transform(parseCivilDate).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** What the curves are of. */
export const MEASURES = ['interviews', 'response'] as const;

export type Measure = (typeof MEASURES)[number];

/** The choice in the address of the page with curves. */
export function measureOf(query: unknown): Measure {
  return z.object({ measure: z.enum(MEASURES).catch('interviews') }).parse(query).measure;
}

/** The address of the same page with these choices; empty for the usual ones. */
export function viewQuery({ by, domain }: Pick<ResponseView, 'by' | 'domain'>): string {
  const query = new URLSearchParams();
  if (by !== 'domain') query.set('by', by);
  if (domain !== null) query.set('domain', domain);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
