import { type CivilDate, daysBetween } from '../calendar/civil-date.js';
import { type Instant, localTime } from '../calendar/instant.js';
import type { CheckLinkState } from './check-link.js';

/** What is known of the list of one organisation that has not answered. */
export interface SentList {
  /** When the list went out as a file last; `null` for never. */
  readonly exportedAt: Instant | null;
  readonly links: readonly { readonly state: CheckLinkState; readonly createdAt: Instant }[];
  /** Marks that a contact saved and did not confirm. */
  readonly pendingCount: number;
}

/** Where an organisation stands that has not answered, what needs doing most first. */
export type WaitingState = 'not_sent' | 'link_ended' | 'link_unopened' | 'begun' | 'list_sent';

/** How long we have been waiting for an answer, and for what. */
export interface Waiting {
  readonly state: WaitingState;
  /** The first day on which something went out; `null` when nothing did. */
  readonly sinceOn: CivilDate | null;
  /** Whole days since then. */
  readonly days: number | null;
}

/**
 * Tells what an organisation is waiting for, or we for it.
 * @param list of an organisation that has not answered
 * @param now the moment of asking; days are counted in Amsterdam
 * @example waitingFor({ exportedAt: null, links: [], pendingCount: 0 }, now).state // 'not_sent'
 */
export function waitingFor(list: SentList, now: Instant): Waiting {
  const { exportedAt, links, pendingCount } = list;
  const moments = [...links.map(({ createdAt }) => createdAt), ...(exportedAt === null ? [] : [exportedAt])];
  const first = moments.toSorted()[0];
  const sinceOn = first === undefined ? null : localTime(first).date;
  const states = new Set(links.map(({ state }) => state));
  return {
    state: stateOf(states, { hasFile: exportedAt !== null, hasMarks: pendingCount > 0 }),
    sinceOn,
    days: sinceOn === null ? null : daysBetween(sinceOn, localTime(now).date),
  };
}

function stateOf(
  states: ReadonlySet<CheckLinkState>,
  { hasFile, hasMarks }: { hasFile: boolean; hasMarks: boolean },
): WaitingState {
  if (states.has('opened')) return 'begun';
  if (states.has('unopened')) return 'link_unopened';
  if (hasMarks || (states.size > 0 && !hasFile)) return 'link_ended';
  return hasFile ? 'list_sent' : 'not_sent';
}
